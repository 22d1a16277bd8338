"""Run as a program: walks through a demonstration as some of its people, and prints what is broken as JSON."""

import json
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parents[2]))
django.setup()
from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402

from crawling import walk  # noqa: E402

settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
found = {}
for email in sys.argv[1:]:
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    client.force_login(get_user_model().objects.get(email=email))
    visits = walk(client)
    broken = [(each.address, each.status) for each in visits if each.status not in {200, 302}]
    found[email] = [len(visits), broken]
sys.stdout.write(json.dumps(found))
