"""The log of the demonstration as officials read it: no word of a machine, and things by their names."""

import csv
from io import BytesIO, StringIO

import pytest
from django.apps import apps
from django_scopes import scopes_disabled
from openpyxl import load_workbook

from machine_words import machine_words, texts_of
from prongsai.site.agencies.models import Agency
from prongsai.site.audit.models import Act
from prongsai.site.audit.telling import tell
from prongsai.site.audit.words import ACTS
from prongsai.site.plans.models import Measure
from prongsai.site.shell.speech import speaking


@pytest.mark.parametrize("thai_digits", [False, True])
def test_log_of_the_demonstration_has_no_word_of_a_machine(province, thai_digits):
    with speaking("th", thai_digits=thai_digits):
        told = tell(Act.objects.select_related("actor"))
    assert {each.did for each in told} <= {str(words) for words in ACTS.values()}
    assert len({each.did for each in told}) > 15
    assert machine_words(texts_of(told)) == set()


def test_measures_are_told_by_their_titles_on_the_page_and_in_both_files(
    province, signed_in, django_assert_max_num_queries
):
    with scopes_disabled():
        agency = Agency.objects.order_by("pk")[1]
        act = Act.objects.filter(agency=agency, code="meeting.added").earliest("pk")
        meeting = apps.get_model(act.object_kind).objects.get(pk=act.object_id)
        titles = Measure.objects.filter(plan=meeting.plan, key__in=meeting.measures).values_list(
            "title", flat=True
        )
        words = ", ".join(titles)
        user = agency.memberships.filter(role="officer").first().user
    base = f"/agencies/{agency.pk}/log/"
    browser = signed_in(user)
    with django_assert_max_num_queries(12):
        page = browser.get(f"{base}?thing=progress.meeting")
    assert words in page.content.decode()
    assert len(page.content) < 100_000
    sheets = {}
    for kind in ("csv", "xlsx"):
        answer = browser.post(f"{base}export/?thing=progress.meeting", {"format": kind})
        content = b"".join(answer.streaming_content)
        if kind == "csv":
            sheets[kind] = list(csv.reader(StringIO(content.decode("utf-8-sig"))))[1:]
        else:
            rows = load_workbook(BytesIO(content)).active.iter_rows(min_row=2, values_only=True)
            sheets[kind] = [[cell or "" for cell in row] for row in rows]
    assert sheets["csv"] == sheets["xlsx"]
    assert [row[5] for row in sheets["csv"]] == [
        "\n".join(f"{each.field}: {each.before} → {each.after}" for each in one.changes)
        for one in page.context["acts"]
    ]
