"""Run as a program: writes pairs of rows, each with a file, into a site until it is ended."""

import sys
from itertools import count

import django

django.setup()
from django.db import transaction  # noqa: E402
from django_scopes import scope  # noqa: E402

from prongsai.site.accounts.models import Name  # noqa: E402
from prongsai.site.agencies.models import Agency  # noqa: E402
from prongsai.site.files.storing import store  # noqa: E402

agency = Agency.objects.order_by("pk")[0]
with scope(agency=agency):
    for number in count():
        with transaction.atomic():
            store(agency, f"pair {number}.txt", b"%d" % number, "text/plain")
            Name.objects.create(text=f"pair {number}.txt")
        if number == 0:
            sys.stdout.write("begun\n")
            sys.stdout.flush()
