"""Results while they are brought in: kept, thrown away, taken up again, confirmed."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from houses import INDICATORS, INPUTS
from prongsai.language.problems import InputError
from prongsai.site.audit.models import Act
from prongsai.site.files.kinds import XLSX
from prongsai.site.files.storing import content_of
from prongsai.site.permissions import Role
from prongsai.site.rounds.actions import (
    begin_correction,
    begin_entry,
    confirm_entry,
    discard_entry,
    enter_all_earlier,
    keep_entry,
    keep_upload,
    put_remarks,
    restore_entry,
)
from prongsai.site.rounds.drafts import Draft, draft_of, filled
from prongsai.site.rounds.models import Entry, Result
from prongsai.site.rounds.queries import entries_of, fiscal_years_of, the_entry, the_round

SCORES = {"fiscal_year": "2568", "depth": "indicators", "indicators": INDICATORS}


def kept(house, entry, **changes):
    return keep_entry(house.actor(), entry, replace(draft_of(entry), inputs=SCORES, read=True, **changes))


def test_new_entry_is_an_empty_draft_of_its_year(entry):
    assert draft_of(entry) == Draft(inputs={"fiscal_year": "2568", "depth": "indicators"})
    assert (str(entry), entry.get_absolute_url()) == (
        str(entry.get_way_display()),
        f"/agencies/{entry.agency_id}/rounds/2568/entries/{entry.pk}/",
    )


def test_entry_that_was_left_empty_is_begun_again(house, empty_round, entry):
    assert begin_entry(house.actor(), empty_round, "form") == entry
    assert begin_entry(house.actor(), empty_round, "paste") != entry
    kept(house, entry)
    assert begin_entry(house.actor(), empty_round, "form") != entry


def test_only_entries_that_hold_something_are_listed(house, empty_round, entry):
    assert entries_of(empty_round) == []
    kept(house, entry)
    assert entries_of(empty_round) == [entry]


def test_faulty_draft_is_kept_as_it_was_typed(house, entry):
    draft = replace(draft_of(entry), inputs={"depth": "indicators", "indicators": {"3": "1x5"}}, source="ก")
    keep_entry(house.actor(), entry, draft)
    fresh = Entry.objects.select_related("round").get(pk=entry.pk)
    assert draft_of(fresh) == draft
    assert filled(draft) == {
        "depth": "indicators",
        "indicators.3": "1x5",
        "kind": "published",
        "source": "ก",
    }


def test_upload_is_kept_with_the_draft(house, entry):
    upload = SimpleUploadedFile("แบบกรอก.xlsx", b"")
    upload.content, upload.kind = b"PK content", XLSX
    keep_upload(house.actor(), entry, replace(draft_of(entry), inputs=SCORES), upload)
    entry.refresh_from_db()
    assert (entry.file.name, content_of(entry.file), entry.file.act) == (
        "แบบกรอก.xlsx",
        b"PK content",
        "round.view",
    )
    assert Act.objects.first().after == {"sha256": entry.file.sha256}
    keep_entry(house.actor(), entry, draft_of(entry))
    entry.refresh_from_db()
    assert entry.file is not None


def test_discarded_entry_is_taken_up_again(house, empty_round, entry):
    kept(house, entry)
    discard_entry(house.actor(), entry)
    assert entries_of(empty_round) == []
    restore_entry(house.actor(), entry)
    assert entries_of(empty_round) == [entry]


def test_confirmed_entry_becomes_a_result(house, empty_round, entry):
    remarks = [{"codes": ["o13"], "part": "", "text": "ขาดข้อมูล", "missing": []}]
    kept(house, entry, kind="final", source="ประกาศ", remarks=remarks)
    row = confirm_entry(house.actor(), the_entry(empty_round, entry.pk))
    assert (row.kind, row.source, row.way, row.inputs) == (
        "final",
        "ประกาศ",
        "form",
        {**SCORES, "remarks": remarks, "kind": "final"},
    )
    ended = the_entry(empty_round, entry.pk)
    assert (ended.result, ended.ended_at is None, entries_of(empty_round)) == (row, False, [])


def test_what_stands_at_the_other_depth_does_not_count(house, empty_round, entry):
    inputs = {**SCORES, "questions": {"IIT": {"i1": "90.00"}}, "items": {"o1": "100"}}
    keep_entry(house.actor(), entry, replace(draft_of(entry), inputs=inputs))
    assert confirm_entry(house.actor(), entry).inputs == {**SCORES, "kind": "published"}


def test_entry_is_confirmed_once(house, empty_round, entry):
    kept(house, entry)
    again = the_entry(empty_round, entry.pk)
    confirm_entry(house.actor(), entry)
    with pytest.raises(InputError) as caught:
        confirm_entry(house.actor(), again)
    assert [each.code for each in caught.value.problems] == ["entry-ended"]
    assert Result.objects.count() == 1


def test_chosen_earlier_years_come_along(house, empty_round, entry):
    earlier = [{**SCORES, "fiscal_year": str(year)} for year in (2567, 2566)]
    kept(house, entry, earlier=earlier, source="ตาราง")
    confirm_entry(house.actor(), entry, [2566])
    assert fiscal_years_of(house.agency) == [2568, 2566]
    row = the_round(house.agency, 2566).decisive
    assert (row.kind, row.way, row.source, row.inputs["fiscal_year"]) == (
        "published",
        "form",
        "ตาราง",
        "2566",
    )


def test_nothing_is_saved_when_an_earlier_year_is_faulty(house, empty_round, entry):
    kept(house, entry, earlier=[{**SCORES, "fiscal_year": "2567", "total": "x"}])
    with pytest.raises(InputError):
        confirm_entry(house.actor(), entry, [2567])
    assert (Result.objects.count(), fiscal_years_of(house.agency)) == (0, [2568])


def test_correction_begins_with_what_the_result_says(house, round_, result):
    entry = begin_correction(house.actor(), result)
    draft = draft_of(entry)
    assert (draft.kind, draft.source, draft.read, draft.since) == (
        "published",
        "ประกาศผล ITA 2568",
        True,
        result.changed_at.isoformat(),
    )
    assert draft.inputs == {key: value for key, value in INPUTS.items() if key != "remarks"}
    assert draft.remarks == [
        {
            "codes": ["e9"],
            "part": "EIT1",
            "text": "ผู้รับบริการบางรายไม่ทราบว่ามีบริการออนไลน์ ดังนั้น ควรประชาสัมพันธ์ (อ้างอิงจาก o10)",
            "missing": [],
        }
    ]


def test_confirmed_correction_keeps_the_remarks_as_they_are_now(house, round_, result):
    entry = begin_correction(house.actor(), result)
    remarks = [{"codes": ["o1"], "part": "", "text": "ใหม่", "missing": []}]
    put_remarks(house.actor(), result, remarks)
    draft = draft_of(entry)
    inputs = {**draft.inputs, "indicators": {**INDICATORS, "9": "90.00"}}
    keep_entry(house.actor(), entry, replace(draft, inputs=inputs, kind="final"))
    row = confirm_entry(house.actor(), entry)
    assert (row, row.kind, row.inputs["remarks"], row.inputs["indicators"]["9"]) == (
        result,
        "final",
        remarks,
        "90.00",
    )
    assert Result.objects.count() == 1


def test_correction_of_a_result_without_remarks_adds_none(house, round_, result):
    put_remarks(house.actor(), result, [])
    row = confirm_entry(house.actor(), begin_correction(house.actor(), result))
    assert "remarks" not in row.inputs


def test_earlier_years_are_entered_all_or_none(house, within):
    good = {**SCORES, "fiscal_year": "2567"}
    with pytest.raises(InputError):
        enter_all_earlier(house.actor(), [good, {**SCORES, "fiscal_year": "2555"}], way="form")
    assert fiscal_years_of(house.agency) == []
    rows = enter_all_earlier(house.actor(), [good, {**SCORES, "fiscal_year": "2566"}], way="paste")
    assert [(row.round.fiscal_year, row.way) for row in rows] == [(2567, "paste"), (2566, "paste")]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.APPROVER, Role.STAFF, Role.READER])
def test_only_officers_bring_results_in(house, empty_round, role):
    assert not house.actor(role).may(begin_entry.act)
