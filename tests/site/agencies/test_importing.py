"""Agencies brought in from a list: checked first, done once, run again without harm."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
import xlsxwriter
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scopes_disabled

from houses import PASSWORD
from prongsai.intake.agency_list import ListedAgency
from prongsai.language.problems import InputError
from prongsai.site.accounts.models import User
from prongsai.site.agencies.importing.actions import bring_in, bring_in_file, counts_of, keep_list
from prongsai.site.agencies.importing.comparing import compare
from prongsai.site.agencies.models import Agency, AgencyName, ListImport
from prongsai.site.audit.models import Act
from prongsai.site.permissions import Role
from prongsai.site.shell.speech import speaking

HEADS = ["รหัสหน่วยงาน", "ชื่อหน่วยงาน", "ประเภทหน่วยงาน", "อำเภอ", "จังหวัด"]


def workbook(*rows):
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("รายชื่อ")
    for number, row in enumerate((HEADS, *rows)):
        sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


@pytest.fixture
def administrator(db):
    return User.objects.create_user(
        "admin@example.com", "Admin", PASSWORD, is_administrator=True, language="en"
    )


@pytest.fixture
def browser(administrator, signed_in):
    return signed_in(administrator)


@pytest.fixture
def known(db):
    """Give two agencies of one name in one province, one with a code, and one that became part of it."""
    first = Agency.objects.create(name="อบต.หนองตัวอย่าง", district="เมือง", province="ตัวอย่าง")
    second = Agency.objects.create(name="อบต.หนองตัวอย่าง", district="นอก", province="ตัวอย่าง")
    coded = Agency.objects.create(name="เทศบาลเมือง ก", province="ตัวอย่าง", code="C1")
    gone = Agency.objects.create(name="อบต.เก่า", province="ตัวอย่าง", merged_into=coded, merged_on="2025-10-01")
    with scopes_disabled():
        AgencyName.objects.create(agency=coded, text="เทศบาลตำบล ก", until="2024-01-01")
    return {"first": first, "second": second, "coded": coded, "gone": gone}


def listed(row, name, province="ตัวอย่าง", **more):
    return ListedAgency("S", row, name, province, **more)


def held(*rows):
    """Hold rows against what is there; give them by row number, faults by their code."""
    with scopes_disabled(), speaking("en"):
        former = list(AgencyName.objects.values_list("agency_id", "text"))
        found = compare(rows, Agency.objects.order_by("pk"), former)
    return {
        "new": [row.row for row in found.new],
        "changed": [(each.row.row, each.agency.pk, each.fields) for each in found.changed],
        "unchanged": [row.row for row in found.unchanged],
        "faulty": [(problem.where, problem.code) for problem in found.faulty],
    }


def outcome(**given):
    return {"new": [], "changed": [], "unchanged": [], "faulty": [], **given}


def test_agency_is_known_by_its_code_whatever_its_name(known):
    row = listed(2, "เทศบาลนคร ก", code="C1")
    assert held(row) == outcome(changed=[(2, known["coded"].pk, {"name": "เทศบาลนคร ก"})])


def test_agency_without_a_code_is_known_by_name_and_province_and_given_its_code(known):
    Agency.objects.create(name="อบต. ใหม่", province="ตัวอย่าง")
    fresh = Agency.objects.get(name="อบต. ใหม่")
    assert held(listed(2, "อบต.ใหม่")) == outcome(unchanged=[2])
    assert held(listed(2, "อบต. ใหม่", code="C9")) == outcome(changed=[(2, fresh.pk, {"code": "C9"})])
    assert held(listed(2, "อบต. ใหม่", "อื่น")) == outcome(new=[2])


def test_another_code_is_another_agency(known):
    assert held(listed(2, "เทศบาลเมือง ก", code="C2")) == outcome(new=[2])


def test_empty_cells_change_nothing(known):
    assert held(listed(2, "เทศบาลเมือง ก")) == outcome(unchanged=[2])


def test_agencies_of_one_name_are_told_apart_by_district(known):
    row = listed(2, "อบต.หนองตัวอย่าง", district="นอก", type="อบต.")
    assert held(row) == outcome(changed=[(2, known["second"].pk, {"type": "อบต."})])
    assert held(replace(row, district="ใหม่")) == outcome(new=[2])
    assert held(replace(row, district="")) == outcome(faulty=[("sheet “S”, row 2", "several-of-a-name")])
    assert held(listed(2, "อบต. ซ้ำ", district="ก"), listed(3, "อบต. ซ้ำ", district="ข")) == outcome(new=[2, 3])
    coded = listed(2, "อบต.หนองตัวอย่าง", district="ใหม่", code="C7")
    assert held(coded) == outcome(new=[2])


def test_rows_that_mean_one_agency_are_faulty(known):
    again = listed(3, "เทศบาลเมือง ก")
    assert held(listed(2, "ก ใหม่", code="C1"), again) == outcome(
        changed=[(2, known["coded"].pk, {"name": "ก ใหม่"})], faulty=[("sheet “S”, row 3", "doubled-agency")]
    )
    assert held(listed(2, "ข"), listed(3, "ข")) == outcome(
        faulty=[("sheet “S”, row 2", "several-of-a-name"), ("sheet “S”, row 3", "several-of-a-name")]
    )
    assert held(listed(2, "ข", district="ง"), listed(3, "ข", district="ง")) == outcome(
        faulty=[("sheet “S”, row 2", "doubled-agency"), ("sheet “S”, row 3", "doubled-agency")]
    )
    assert held(listed(2, "ข", code="C5"), listed(3, "ค", code="C5")) == outcome(
        new=[2], faulty=[("sheet “S”, row 3", "doubled-code")]
    )


def test_former_names_and_merged_agencies_are_not_brought_in_anew(known):
    assert held(listed(2, "เทศบาลตำบล ก"), listed(3, "อบต.เก่า")) == outcome(
        faulty=[("sheet “S”, row 2", "former-name"), ("sheet “S”, row 3", "merged-agency")]
    )


def test_list_is_checked_brought_in_and_brought_in_again_without_harm(known, browser, administrator):
    content = workbook(
        ["C1", "เทศบาลนคร ก", "", "เมือง", "ตัวอย่าง"],
        ["C2", "เทศบาลเมือง ข", "", "", "ตัวอย่าง"],
        ["", "", "", "", "ตัวอย่าง"],
        ["", "เทศบาลตำบล ก", "", "", "ตัวอย่าง"],
    )
    answer = browser.post("/agencies/lists/", {"file": SimpleUploadedFile("list.xlsx", content)})
    given = ListImport.objects.get()
    assert (answer["Location"], str(given)) == (f"/agencies/lists/{given.pk}/", "list.xlsx")
    page = browser.get(answer["Location"])
    assert page.context["counts"] == {"faulty": 2, "changed": 1, "new": 1, "unchanged": 0}
    assert "sheet “รายชื่อ”, row 4" in page.content.decode()
    for kind in ("changed", "new", "unchanged"):
        assert browser.get(f"{answer['Location']}?show={kind}").status_code == 200
    assert Agency.objects.count() == 4
    browser.post(f"{answer['Location']}confirm/")
    fresh = Agency.objects.get(code="C2")
    coded = Agency.objects.get(code="C1")
    assert (fresh.name, fresh.type, coded.name, coded.district) == (
        "เทศบาลเมือง ข",
        "เทศบาลเมือง",
        "เทศบาลนคร ก",
        "เมือง",
    )
    with scopes_disabled():
        assert list(AgencyName.objects.filter(agency=coded).values_list("text", flat=True)) == [
            "เทศบาลเมือง ก",
            "เทศบาลตำบล ก",
        ]
    given.refresh_from_db()
    counts = {"added": 1, "changed": 1, "unchanged": 0, "faulty": 2}
    assert given.counts == counts
    acts = [(act.code, act.agency, act.after) for act in Act.objects.order_by("pk")]
    assert acts[0] == ("list.checked", None, {"lines": 3, "faulty": 1})
    assert [each[:2] for each in acts[1:]] == [
        ("agency.added", fresh),
        ("agency.corrected", coded),
        ("list.brought-in", None),
    ]
    assert acts[-1][2] == counts
    assert acts[2][2] == {"name": "เทศบาลนคร ก", "district": "เมือง"}
    assert "1 added, 1 changed, 0 as they were, 2 faulty" in browser.get(answer["Location"]).content.decode()

    assert browser.post(f"{answer['Location']}confirm/", follow=True).status_code == 200
    again = keep_list(administrator, "list.xlsx", content)
    assert counts_of(bring_in(administrator, again)) == {
        "added": 0,
        "changed": 0,
        "unchanged": 2,
        "faulty": 2,
    }
    assert (
        "There is nothing to add or change."
        in browser.get(f"/agencies/lists/{keep_list(administrator, 'l', content).pk}/").content.decode()
    )
    assert Agency.objects.count() == 5


def test_corrected_agency_keeps_its_name_without_a_history(known, administrator):
    content = workbook(
        ["C1", "", "เทศบาลเมือง", "", "ตัวอย่าง"], ["C1", "เทศบาลเมือง ก", "เทศบาลเมือง", "", "ตัวอย่าง"]
    )
    bring_in(administrator, keep_list(administrator, "l", content))
    coded = Agency.objects.get(code="C1")
    with scopes_disabled():
        names = [str(each) for each in AgencyName.objects.all()]
    assert (coded.type, names) == ("เทศบาลเมือง", ["เทศบาลตำบล ก"])


def test_list_is_brought_in_once(administrator):
    given = keep_list(administrator, "l", workbook(["", "ก", "", "", "ข"]))
    bring_in(administrator, given)
    with pytest.raises(InputError, match="นำเข้ารายชื่อนี้แล้ว"):
        bring_in(administrator, given)
    assert Agency.objects.count() == 1


def test_doubtful_rows_stand_first_with_what_is_doubted(browser, administrator):
    content = workbook(
        ["", "เทศบาลตำบลหนึ่ง", "", "", "เชียงใหม่"],
        ["", "เทศบาลเมืองสอง", "เทศบาลตำบล", "", "จังหวัดน่าน"],
        ["", "อบต.สาม", "อบต.", "", "เชียงไหม่"],
    )
    number = keep_list(administrator, "l", content).pk
    page = browser.get(f"/agencies/lists/{number}/").content.decode()
    cells = re.findall(
        r'<th scope="row"><span lang="th">([^<]*)</span>(?:<br><span class="tag develop">([^<]*)</span>)?',
        page,
    )
    assert cells == [
        ("เทศบาลเมืองสอง", "By its name it is of the type เทศบาลเมือง."),
        ("อบต.สาม", "Thailand has no province of this name."),
        ("เทศบาลตำบลหนึ่ง", ""),
    ]
    assert "2 rows are doubtful and stand first: look at them before you add them." in page
    assert "doubtful" not in browser.get(f"/agencies/lists/{number}/?show=unchanged").content.decode()
    browser.post(f"/agencies/lists/{number}/confirm/")
    assert Agency.objects.count() == 3
    assert "doubtful" not in browser.get(f"/agencies/lists/{number}/").content.decode()


def test_file_that_is_no_list_is_refused_beside_the_form(browser):
    empty = SimpleUploadedFile("list.xlsx", workbook().replace(b"x", b"x"))
    assert browser.get("/agencies/lists/").status_code == 200
    page = browser.post("/agencies/lists/", {"file": SimpleUploadedFile("list.xlsx", b"no sheet")})
    assert "This kind of file is not taken here." in page.content.decode()
    page = browser.post("/agencies/lists/", {"file": empty})
    assert page.status_code == 302
    page = browser.get(page["Location"]).content.decode()
    assert "There are no such rows." in page
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.add_worksheet("A").write_string(0, 0, "ชื่อ")
    book.close()
    page = browser.post("/agencies/lists/", {"file": SimpleUploadedFile("l.xlsx", target.getvalue())})
    assert "no sheet has the heads" in page.content.decode()


def test_template_is_given_as_a_download(browser):
    answer = browser.get("/agencies/lists/template/")
    assert answer["Content-Disposition"] == 'attachment; filename="agencies.xlsx"'
    assert answer.content.startswith(b"PK")


def test_members_of_agencies_bring_in_nothing(house):
    with pytest.raises(PermissionDenied):
        keep_list(house.users[Role.MANAGER], "l", workbook())


def test_command_brings_in_a_list(db):
    found = bring_in_file("list.xlsx", workbook(["", "เทศบาลเมือง ข", "", "", "ตัวอย่าง"]))
    assert counts_of(found) == {"added": 1, "changed": 0, "unchanged": 0, "faulty": 0}
    assert [str(act.actor) for act in Act.objects.all()] == ["prongsai site"] * 3


def test_whole_country_is_brought_in_with_few_queries(administrator, django_assert_max_num_queries):
    rows = [["", f"อบต. {number}", "", "", f"จังหวัด {number % 76}"] for number in range(8300)]
    content = workbook(*rows)
    given = keep_list(administrator, "l", content)
    with django_assert_max_num_queries(400):
        bring_in(administrator, given)
    assert Agency.objects.count() == 8300
    with django_assert_max_num_queries(20):
        found = bring_in(administrator, keep_list(administrator, "l", content))
    assert counts_of(found) == {"added": 0, "changed": 0, "unchanged": 8300, "faulty": 0}
