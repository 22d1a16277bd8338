"""The log searched by words and days, the log of the site, and both taken out as files."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from houses import PASSWORD
from prongsai.site.accounts.models import Name, User
from prongsai.site.audit import export
from prongsai.site.audit.models import Act
from prongsai.site.audit.queries import acts_of
from prongsai.site.doors import note
from prongsai.site.permissions import Role

HEADS = ["When", "Who", "Did", "Done to", "Name", "What changed", "When, to sort by (B.E.)"]


@pytest.fixture
def browser(house, signed_in):
    user = house.users[Role.MANAGER]
    user.language = "en"
    user.save()
    return signed_in(user)


@pytest.fixture
def administrator(db):
    return User.objects.create_user(
        "admin@example.com", "Admin", PASSWORD, is_administrator=True, language="en"
    )


@pytest.fixture
def written(house):
    """Let three things be done on three days, one with a name that a spreadsheet would take for a formula."""
    by = house.users[Role.OFFICER].name
    division = house.divisions["finance"]
    for day, name in (("2025-10-01", "=1+1"), ("2025-10-02", "กองคลัง"), ("2025-10-03", "กองช่าง")):
        note(by, "division.added", division, after={"name": name}, agency=house.agency, name=name)
        Act.objects.filter(object_name=name).update(at=f"{day}T05:00Z")


def told(answer):
    return b"".join(answer.streaming_content)


def lines(answer):
    return list(csv.reader(StringIO(told(answer).decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?words=กอง", ["กองช่าง", "กองคลัง"]),
        ("?words=กอง+ช่าง", ["กองช่าง"]),
        ("?words=officer", ["กองช่าง", "กองคลัง", "=1+1"]),
        ("?words=added+a+division", ["กองช่าง", "กองคลัง", "=1+1"]),
        ("?words=ต้นแบบ", ["กองช่าง", "กองคลัง", "=1+1"]),
        ("?words=nothing", []),
        ("?since=2+ตุลาคม+2568", ["กองช่าง", "กองคลัง"]),
        ("?until=2+ต.ค.+2568", ["กองคลัง", "=1+1"]),
        ("?since=2568-10-02&until=2/10/2568", ["กองคลัง"]),
        ("?since=some+day", ["กองช่าง", "กองคลัง", "=1+1"]),
    ],
)
def test_log_is_searched_by_words_and_days(house, written, browser, query, names):
    page = browser.get(f"/agencies/{house.agency.pk}/log/{query}")
    assert [each.name for each in page.context["acts"]] == names
    assert ("field-faulty" in page.content.decode()) == ("some" in query)


def test_person_to_whom_something_was_done_is_found_by_name(house):
    reader = house.users[Role.READER].name
    note(house.users[Role.MANAGER].name, "member.ended", reader, agency=house.agency)
    assert [act.object_id for act in acts_of(house.agency, words="Reader")] == [str(reader.pk)]


def test_agencys_log_is_taken_out_as_csv_without_formulas(house, written, browser):
    answer = browser.post(f"/agencies/{house.agency.pk}/log/export/?until=2568-10-02", {"format": "csv"})
    who = "Officer of one.example.com"
    assert lines(answer) == [
        HEADS,
        [
            "2 October 2568, 12:00", who, "added a division", "division", "กองคลัง",
            "name of the division: – → กองคลัง", "2568-10-02 12:00:00",
        ],
        [
            "1 October 2568, 12:00", who, "added a division", "division", "'=1+1",
            "name of the division: – → =1+1", "2568-10-01 12:00:00",
        ],
    ]  # fmt: skip
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_agencys_log_is_taken_out_as_xlsx_without_formulas(house, written, browser):
    officer = house.users[Role.OFFICER].name
    answer = browser.post(f"/agencies/{house.agency.pk}/log/export/?person={officer.pk}", {"format": "xlsx"})
    sheet = load_workbook(BytesIO(told(answer))).active
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert (rows[0], [row[4] for row in rows[1:]]) == (HEADS, ["กองช่าง", "กองคลัง", "=1+1"])
    assert {cell.data_type for row in sheet.iter_rows(min_col=5, max_col=5) for cell in row} == {"s"}
    answer.close()


def test_taking_the_log_out_is_a_line_of_it(house, written, browser):
    officer = house.users[Role.OFFICER].name
    browser.post(f"/agencies/{house.agency.pk}/log/export/?person={officer.pk}&words=กอง", {"format": "csv"})
    act = Act.objects.get(code="log.exported")
    assert (act.agency, act.actor, act.after) == (
        house.agency,
        house.users[Role.MANAGER].name,
        {"format": "csv", "lines": 2, "person": {"name": officer.pk}, "words": "กอง"},
    )


def test_only_known_kinds_of_file_are_made(house, browser):
    assert browser.post(f"/agencies/{house.agency.pk}/log/export/", {"format": "exe"}).status_code == 400
    assert not Act.objects.filter(code="log.exported").exists()


def test_long_logs_go_out_in_pieces_and_very_long_changes_are_counted(house, browser, monkeypatch):
    monkeypatch.setattr(export, "AT_ONCE", 2)
    by = house.users[Role.OFFICER].name
    many = {"inputs": {str(number): number for number in range(45)}}
    for number in range(5):
        note(by, "result.entered", by, after=many if number == 0 else {}, agency=house.agency)
    found = lines(browser.post(f"/agencies/{house.agency.pk}/log/export/", {"format": "csv"}))
    assert (len(found), found[-1][5].splitlines()[-1]) == (7, "and 5 more")


def test_log_goes_out_in_the_readers_language(house, written, signed_in):
    answer = signed_in(house.users[Role.OFFICER]).post(
        f"/agencies/{house.agency.pk}/log/export/", {"format": "csv"}
    )
    assert [line[2] for line in lines(answer)][-1] == "เพิ่มส่วนราชการ"


def test_log_of_the_site_tells_of_accounts_and_nothing_that_agencies_hold(house, written, administrator):
    officer = house.users[Role.OFFICER].name
    note(officer, "signed.in", officer)
    note(administrator.name, "agency.added", house.agency, agency=house.agency)
    note(officer, "division.added", officer, after={"name": "of an agency that is gone"})
    Act.objects.create(
        actor=officer, agency_name="gone", code="log.exported", object_kind="x.y", object_id="1"
    )
    assert [act.code for act in acts_of(None)] == ["agency.added", "signed.in"]


def test_log_of_the_site_is_shown_and_taken_out(administrator, signed_in):
    stranger = Name.objects.create(text="คนหนึ่ง")
    note(stranger, "sign-in.failed", stranger)
    browser = signed_in(administrator)
    page = browser.get("/log/?words=คนหนึ่ง")
    assert [(each.who, each.did) for each in page.context["acts"]] == [("คนหนึ่ง", "failed to sign in")]
    assert sorted(page.context["form"].fields) == ["code", "days", "since", "until", "words"]
    answer = browser.post("/log/export/?words=คนหนึ่ง", {"format": "csv"})
    assert [line[1] for line in lines(answer)] == ["Who", "คนหนึ่ง"]
    assert Act.objects.get(code="log.exported").after == {"format": "csv", "lines": 1, "words": "คนหนึ่ง"}
