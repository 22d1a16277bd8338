"""Run as a program: the work of the day, as the worker does it."""

import django

django.setup()
from django.db import connection  # noqa: E402

from prongsai.site.reminders.digest import send_all  # noqa: E402

send_all()
connection.close()
