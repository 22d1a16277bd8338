"""The migrations say what the models say."""

from io import StringIO

from django.core.management import call_command


def test_models_have_no_change_without_a_migration(db):
    told = StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=told)
    assert told.getvalue() == "No changes detected\n"
