"""Every operation: its door, what strangers and narrow tokens are told, and what it does."""

import json
from io import BytesIO
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_scopes import scope
from openpyxl import load_workbook

from api_house import YEAR, Caller, address, furnish, token_of
from houses import INPUTS
from prongsai.intake.agency_list import write_list_template
from prongsai.site.api.doors import within, within_area, within_site
from prongsai.site.api.service import make_api
from prongsai.site.papers.models import PaperOrder
from prongsai.site.permissions import ACTS, AREA_ACTS, SITE_ACTS, Role, scope_of
from prongsai.site.reminders.queries import things_of

PAGES_ONLY = {"site.records", "person.erase", "area.export"}
"""Acts for which there is no operation: the table of an area as Excel (programs read its lines), looking at the site's records, and erasing a person, are done on pages."""


@pytest.fixture
def furnished(house):
    return furnish(house)


@pytest.fixture
def call(house, furnished):
    return Caller(token_of(house.users[Role.OFFICER]))


def operations():
    """Give method, pattern and act of every operation but those that tell of the token's owner."""
    routers = make_api()._routers
    return [
        (method, path, operation.view_func.act)
        for _prefix, router in routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
        if not path.startswith("/me")
    ]


def test_every_operation_names_an_act_of_the_table():
    found = operations()
    assert len(found) > 60
    assert {act for _method, _path, act in found} <= {*ACTS, *AREA_ACTS, *SITE_ACTS}
    missing = {*ACTS, *AREA_ACTS, *SITE_ACTS} - {act for _method, _path, act in found}
    assert missing == PAGES_ONLY


@pytest.mark.parametrize("door", [within, within_area, within_site])
def test_unknown_act_has_no_door(door):
    with pytest.raises(KeyError):
        door("agency.burn")


def test_faults_of_a_report_are_said_in_the_language_of_the_user(house, furnished, call):
    found = call("GET", f"/agencies/{house.agency.pk}/readings/{furnished['reading']}").json()
    assert found["counts"]["error"] == len([each for each in found["faults"] if each["klass"] == "error"]) > 0
    assert all(each["message"] for each in found["faults"])


def test_strangers_are_told_that_there_is_no_such_agency(house, other, furnished):
    stranger = Caller(token_of(other.users[Role.OFFICER]))
    wrong = []
    for method, path, act in operations():
        answer = stranger(method, address(path, furnished), {} if method != "GET" else None)
        expected = 403 if act in SITE_ACTS else 404
        if answer.status_code not in {expected, 422}:
            wrong.append((method, path, answer.status_code))
    assert wrong == []


def test_narrow_token_may_do_nothing_beyond_its_scope(house, furnished):
    wrong = []
    for method, path, act in operations():
        if method == "GET":
            narrow = Caller(
                token_of(house.users[Role.OFFICER], "approvals" if scope_of(act) == "read" else "read")
            )
            answer = narrow(method, address(path, furnished))
            if answer.status_code != 403:
                wrong.append((method, path, answer.status_code))
    assert wrong == []


def test_writing_with_a_reading_token_is_refused(house, furnished):
    narrow = Caller(token_of(house.users[Role.OFFICER], "read"))
    answer = narrow("POST", f"/agencies/{house.agency.pk}/rounds", {"fiscal_year": 2567})
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (403, "not-allowed")


def test_every_reading_operation_answers(house, furnished, call):
    wrong = []
    for method, path, _act in operations():
        if method == "GET":
            answer = call(method, address(path, furnished))
            if answer.streaming:
                b"".join(answer.streaming_content)
            if answer.status_code != 200:
                wrong.append((path, answer.status_code, answer.content[:200]))
    assert wrong == []


def test_whole_way_from_result_to_approved_plan_and_papers(house, other, db):
    furnish(other)  # so that numbers differ from those of another agency
    _furnished = furnish(house)
    call = Caller(token_of(house.users[Role.OFFICER]))
    base = f"/agencies/{house.agency.pk}/rounds"
    assert call("POST", base, {"fiscal_year": 2567}).json()["fiscal_year"] == 2567
    inputs = {**INPUTS, "fiscal_year": "2567", "remarks": []}
    made = call("POST", f"{base}/2567/results", {"kind": "rehearsal", "inputs": inputs, "source": "โปรแกรม"})
    assert (made.status_code, made.json()["figures"]["total"], made.json()["way"]) == (201, "92.36", "api")
    number = made.json()["id"]
    letter = "e9 ประเด็น ไม่ทราบช่องทาง ดังนั้น ควรประชาสัมพันธ์ (อ้างอิงจาก o10)"
    read = call("POST", f"{base}/2567/results/{number}/read-letter", {"letter": letter}).json()
    assert [each["codes"] for each in read["remarks"]] == [["e9"]]
    kept = call("PUT", f"{base}/2567/results/{number}/remarks", {"remarks": read["remarks"]})
    assert len(kept.json()["inputs"]["remarks"]) == 1
    corrected = {
        "kind": "preliminary",
        "inputs": {**inputs, "indicators": {**INPUTS["indicators"], "10": "99.00"}},
    }
    assert call("PUT", f"{base}/2567/results/{number}", corrected).json()["figures"]["total"] == "92.16"
    assert call("POST", f"{base}/2567/results/{number}/rescore").json()["kind"] == "preliminary"
    assert call("POST", f"{base}/2567/results/{number}/decide").json()["decisive"] is True
    least = call("POST", f"{base}/2567/least-change", {}).json()
    assert set(least) >= {"level", "reason"}
    supposed = call("POST", f"{base}/2567/what-if", {"scores": {"8": "95.00"}}).json()
    assert supposed["total"] != "92.16"
    plan = call("POST", f"{base}/2567/plan", {"plan_year": 2568, "numbers_of": 2568})
    assert plan.status_code == 201, plan.content
    key = plan.json()["measures"][0]["key"]
    _edit(call, f"{base}/2567/plan", key, house)
    version = call("POST", f"{base}/2567/plan/versions", {"note": "ก", "explanation": "ข"})
    assert (version.status_code, version.json()["state"]) == (201, "submitted")
    steps = [each["id"] for each in version.json()["approvals"]]
    for step, state in zip(steps, ("submitted", "approved"), strict=True):
        body = {"step": step, "decision": "approved"}
        done = call("POST", f"{base}/2567/plan/versions/1/decide", body)
        assert done.json()["state"] == state
    published = call("POST", f"{base}/2567/plan/versions/1/publish", {"day": "2025-11-03"})
    assert published.json()["state"] == "published"
    order = call("POST", f"{base}/2567/papers", {"papers": ["memo"], "formats": ["html"], "version": 1})
    assert (order.status_code, order.json()["papers"]) == (201, ["memo"])
    assert call("POST", f"{base}/2567/close").json()["closed"] is True
    refused = call("DELETE", f"{base}/2567/results/{number}")
    assert (refused.status_code, refused.json()["problems"][0]["code"]) == (422, "round-closed")
    assert call("POST", f"{base}/2567/reopen", {"reason": "ผิด"}).json()["closed"] is False
    assert call("DELETE", f"{base}/2567/results/{number}").status_code == 204
    assert call("POST", f"{base}/2567/results/{number}/restore").json()["decisive"] is True


def _edit(call, plan, key, house):
    """Change every part of a measure, its steps, a text, and bring the plan in line again."""
    measure = f"{plan}/measures/{key}"
    revision = 0
    for part in (
        {"part": "title", "title": "ชื่อใหม่", "aim": "mend", "indicators": [8]},
        {"part": "owners", "lead": house.divisions["works"].pk, "others": [], "persons": []},
        {"part": "period", "words": "ตลอดปีงบประมาณ"},
        {"part": "follow_up", "words": "รายงานผลทุกไตรมาส"},
        {"part": "follow_up", "words": ""},
        {"part": "money", "budget": "ไม่ใช้งบประมาณ", "expected_gain": "1.50"},
    ):
        done = call("PATCH", measure, {**part, "revision": revision})
        assert done.status_code == 200, (part, done.content)
        revision = done.json()["revision"]
    assert (done.json()["title"], done.json()["owners"]) == ("ชื่อใหม่", [house.divisions["works"].pk])
    stale = call("PATCH", measure, {"part": "title", "title": "ก", "revision": 0})
    assert (stale.status_code, stale.json()["problems"][0]["code"]) == (409, "changed-meanwhile")
    added = call("POST", f"{measure}/steps", {"text": "ขั้นตอนใหม่"}).json()
    step = added["steps"][-1]["key"]
    body = {"text": "แก้ไขแล้ว", "revision": added["revision"]}
    assert call("PUT", f"{measure}/steps/{step}", body).json()["steps"][-1]["text"] == "แก้ไขแล้ว"
    assert call("POST", f"{measure}/steps/{step}/move", {"by": -1}).json()["steps"][-2]["key"] == step
    assert call("DELETE", f"{measure}/steps/{step}").status_code == 204
    assert call("PUT", f"{measure}/steps/{step}", body).status_code == 404
    own = call("POST", f"{plan}/measures", {"title": "มาตรการเพิ่ม", "indicators": [1]}).json()["key"]
    assert call("POST", f"{plan}/measures/{own}/move", {"by": -1}).json()["measures"][-2]["key"] == own
    assert call("DELETE", f"{plan}/measures/{own}").status_code == 204
    assert call("PATCH", f"{plan}/measures/{own}", {"part": "period", "revision": 0}).status_code == 404
    assert call("POST", f"{plan}/measures/{own}/restore").json()["title"] == "มาตรการเพิ่ม"
    assert call("DELETE", f"{plan}/measures/{own}").status_code == 204
    revision = call("GET", plan).json()["revision"]
    text = call("PUT", f"{plan}/texts/introduction", {"text": "บทนำ", "revision": revision})
    assert text.json()["texts"]["introduction"] == "บทนำ"
    assert call("PUT", f"{plan}/texts/nothing", {"text": "", "revision": revision}).status_code == 404
    seen = call("GET", f"{plan}/in-line").json()["seen"]
    assert call("POST", f"{plan}/in-line", {"seen": seen}).json()["in_line"] is True
    assert call("POST", f"{plan}/in-line", {"seen": "old"}).status_code == 409


def test_plan_without_result_cannot_be_brought_in_line(house, furnished, call):
    result = f"/agencies/{house.agency.pk}/rounds/{YEAR}"
    call("DELETE", f"{result}/results/{furnished['number']}")
    assert call("GET", f"{result}/findings").status_code == 404
    assert call("GET", f"{result}/plan/in-line").status_code == 404
    assert call("GET", f"{result}/plan").json()["holes"] == []


def test_number_of_nothing_has_no_why(house, furnished, call):
    assert call("GET", f"/agencies/{house.agency.pk}/rounds/{YEAR}/why/z99").status_code == 404


def test_versions_are_withdrawn_and_decided_by_scan(house, furnished, call):
    base = f"/agencies/{house.agency.pk}/rounds/{YEAR}/plan/versions"
    assert call("POST", f"{base}/2/withdraw").json()["state"] == "withdrawn"
    first, _second = call("POST", base, {"explanation": "ข"}).json()["approvals"]
    fields = {"step": first["id"], "signed_on": "2025-11-03", "decision": "approved", "whole": "true"}
    fields["file"] = _pdf("scan.pdf")
    done = call.upload(f"{base}/3/scan", **fields).json()
    assert [each["signed_on"] for each in done["approvals"]] == ["2025-11-03"] * 2
    assert done["state"] == "approved"


def test_call_that_is_sent_again_decides_no_later_step(house, furnished, call):
    base = f"/agencies/{house.agency.pk}/rounds/{YEAR}/plan/versions"
    call("POST", f"{base}/2/withdraw")
    first, second = (each["id"] for each in call("POST", base, {"explanation": "ข"}).json()["approvals"])
    scanned = {"signed_on": "2025-11-03", "decision": "approved"}

    def answers(step):
        on_paper = call.upload(f"{base}/3/scan", step=step, file=_pdf("scan.pdf"), **scanned)
        on_screen = call("POST", f"{base}/3/decide", {"step": step, "decision": "approved"})
        return [
            (each.status_code, each.json().get("problems", [{}])[0].get("code"))
            for each in (on_screen, on_paper)
        ]

    assert call("POST", f"{base}/3/decide", {"decision": "approved"}).status_code == 422
    assert answers(second) == [(409, "step-decided")] * 2
    assert call("POST", f"{base}/3/decide", {"step": first, "decision": "approved"}).status_code == 200
    assert answers(first) == [(409, "step-decided")] * 2
    now = call("GET", f"{base}/3").json()
    assert [each["decision"] for each in now["approvals"]] == ["approved", ""]
    assert (
        call("POST", f"{base}/3/decide", {"step": second, "decision": "approved"}).json()["state"]
        == "approved"
    )
    assert answers(second) == [(409, "not-awaiting")] * 2


def test_papers_are_made_again_signed_removed_and_restored(house, furnished, call):
    base = f"/agencies/{house.agency.pk}/rounds/{YEAR}/papers"
    order, paper = furnished["order"], furnished["paper"]
    again = call("POST", f"{base}/{order}/again")
    assert (again.status_code, again.json()["papers"]) == (201, ["order"])
    signed = call.upload(f"{base}/{order}/{paper}/signed", file=_pdf("signed.pdf")).json()
    assert signed["signed"]["name"] == "signed.pdf"
    assert call("DELETE", f"{base}/{order}").status_code == 204
    assert call("GET", f"{base}/{order}").status_code == 404
    assert call("POST", f"{base}/{order}/restore").json()["id"] == order


def test_paper_with_a_day_of_the_version_that_counts(house, furnished, call):
    base = f"/agencies/{house.agency.pk}/rounds/{YEAR}/papers"
    order = call("POST", base, {"papers": ["memo"], "formats": ["html"], "version": 1, "day": "2025-12-15"})
    assert (order.status_code, order.json()["version"]) == (201, 1)
    usual = call("POST", base, {"formats": ["docx"]}).json()
    assert "report" in usual["papers"]


def test_agenda_sheet_of_a_meeting_up_to_a_day(house, furnished, call):
    base = f"/agencies/{house.agency.pk}/rounds/{YEAR}/papers"
    wanted = {"papers": ["meeting"], "formats": ["docx"], "version": 1, "meeting": furnished["meeting"]}
    made = [call("POST", base, each) for each in (wanted, {**wanted, "until": "2025-11-01"})]
    with scope(agency=house.agency):
        sources = [PaperOrder.objects.get(pk=each.json()["id"]).source for each in made]
    assert [(each["day"], each["meeting"][0]) for each in sources] == [
        ("2025-11-25", "ประชุมหัวหน้าส่วนราชการ"),
        ("2025-11-01", "ประชุมหัวหน้าส่วนราชการ"),
    ]
    strange = call("POST", base, {**wanted, "meeting": furnished["gone_meeting"]})
    assert (strange.status_code, strange.json()["problems"][0]["where"]) == (422, "meeting")


@pytest.mark.parametrize("kind", ["file", "zip"])
def test_file_whose_content_is_lost_is_not_found(house, furnished, call, kind, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    paths = {"file": f"/files/{furnished['file']}", "zip": f"/rounds/{YEAR}/papers/{furnished['order']}/zip"}
    assert call("GET", f"/agencies/{house.agency.pk}{paths[kind]}").status_code == 404


def test_file_is_given_to_those_who_may_have_it(house, furnished, call):
    path = f"/agencies/{house.agency.pk}/files/"
    assert call("GET", f"{path}999999").status_code == 404
    narrow = Caller(token_of(house.users[Role.OFFICER], "people"))
    assert narrow("GET", f"{path}{furnished['file']}").status_code == 403


def test_readings_are_uploaded_read_again_removed_and_restored(house, furnished, call):
    base = f"/agencies/{house.agency.pk}/readings"
    made = call.upload(base, file=_file("b.txt", "ตัวชี้วัดที่ 1".encode()))
    assert (made.status_code, made.json()["file"]["name"]) == (201, "b.txt")
    number = made.json()["id"]
    assert call("POST", f"{base}/{number}/again").json()["job"]["state"] == "waiting"
    assert call("DELETE", f"{base}/{number}").status_code == 204
    assert call("POST", f"{base}/{number}/restore").json()["id"] == number
    refused = call.upload(base, file=_file("b.exe", b"MZ\x00"))
    assert (refused.status_code, refused.json()["problems"][0]["where"]) == (422, "file")


def test_work_is_refused_where_the_site_has_no_room(house, furnished, call, settings):
    base = f"/agencies/{house.agency.pk}/readings"
    number = call.upload(base, file=_file("b.txt", "ตัวชี้วัดที่ 1".encode())).json()["id"]
    settings.FREE_LIMIT = 10**9
    refused = call("POST", f"{base}/{number}/again")
    assert (refused.status_code, refused.json()["problems"][0]["code"]) == (507, "no-room")
    assert call.upload(base, file=_file("c.txt", b"x")).status_code == 422


def test_divisions_and_chain_are_changed(house, furnished, call):
    base = f"/agencies/{house.agency.pk}"
    made = call("POST", f"{base}/divisions", {"name": "กองใหม่"}).json()
    number = made["id"]
    changed = {"name": "กองที่เปลี่ยนชื่อ", "key": ""}
    assert call("PUT", f"{base}/divisions/{number}", changed).json()["name"] == changed["name"]
    taken = call("POST", f"{base}/divisions", {"name": "กองคลัง"})
    assert (taken.status_code, len(taken.json()["problems"])) == (422, 1)
    order = call("POST", f"{base}/divisions/{number}/move", {"by": -1}).json()
    assert order[-2]["id"] == number
    into = {"into": house.divisions["works"].pk}
    assert call("POST", f"{base}/divisions/{number}/merge", into).json()["name"] == "กองช่าง"
    again = call("POST", f"{base}/divisions/{furnished['gone']}/restore").json()
    assert again["name"] == "กองเดิม"
    assert call("DELETE", f"{base}/divisions/{furnished['gone']}").status_code == 204
    step = call("POST", f"{base}/chain", {"position": "ผู้อำนวยการ"}).json()
    body = {"position": "หัวหน้า", "holder": house.users[Role.APPROVER].pk}
    assert call("PUT", f"{base}/chain/{step['id']}", body).json()["position"] == "หัวหน้า"
    assert call("POST", f"{base}/chain/{step['id']}/move", {"by": -1}).json()[-2]["id"] == step["id"]
    assert call("DELETE", f"{base}/chain/{step['id']}").status_code == 204
    assert call("PATCH", base, {"telephone": "0 0000 0000"}).json()["telephone"] == "0 0000 0000"


def test_people_are_changed_invited_and_handed_over(house, furnished, call):
    base = f"/agencies/{house.agency.pk}"
    staff, reader = (house.users[role].pk for role in (Role.STAFF, Role.READER))
    body = {"roles": ["reader"], "division": house.divisions["works"].pk, "position": "นิติกร"}
    assert call("PUT", f"{base}/people/{staff}", body).json()["roles"] == ["reader"]
    body = {"roles": ["staff"], "position": ""}
    assert call("PUT", f"{base}/people/{staff}", body).json()["division"] is None
    assert call("POST", f"{base}/people/{staff}/hand-over", {"to": reader}).json()["roles"] == [
        "staff",
        "reader",
    ]
    assert call("DELETE", f"{base}/people/{reader}").status_code == 204
    body = {"email": "x@example.com", "name": "สมมุติ", "roles": ["staff"]}
    made = call("POST", f"{base}/invitations", body).json()
    assert made["path"].startswith("/invitation/")
    number = made["invitation"]["id"]
    assert call("POST", f"{base}/invitations/{number}/renew").json()["path"] != made["path"]
    assert call("DELETE", f"{base}/invitations/{number}").status_code == 204


def test_administrators_add_agencies_and_managers(house, furnished, call):
    body = {"name": "เทศบาลใหม่", "manager_name": "ก", "manager_email": "m@example.com"}
    made = call("POST", "/site/agencies", body)
    assert made.status_code == 201
    number = made.json()["agency"]["id"]
    found = call("GET", "/site/agencies?words=ใหม่").json()
    assert [each["id"] for each in found["items"]] == [number]
    body = {"name": "ข", "email": "n@example.com"}
    assert call("POST", f"/site/agencies/{number}/managers", body).json()["path"].startswith("/invitation/")


def test_progress_is_entered_changed_returned_and_confirmed(house, furnished, call):
    base = f"/agencies/{house.agency.pk}/rounds/{YEAR}/progress"
    body = {
        "measure": furnished["followed"],
        "division": furnished["owner"],
        "day": "2025-11-24",
        "percent": "40",
        "result": "อบรมแล้ว 2 ครั้ง",
        "spent": "12000.50",
        "links": [{"title": "ภาพการอบรม", "dated_on": "2025-11-20", "link": "https://example.com/training"}],
    }
    made = call("POST", f"{base}/entries", body)
    assert made.status_code == 201, made.content
    entry = made.json()
    assert (entry["state"], entry["percent"], entry["spent"]) == ("reported", "40.00", "12000.50")
    assert [each["link"] for each in entry["evidence"]] == ["https://example.com/training"]
    path = f"{base}/entries/{entry['id']}"
    call.upload(f"{path}/evidence", title="รายงาน", dated_on="2025-11-21", file=_pdf("proof.pdf"))
    proved = call.upload(f"{path}/evidence", title="หนังสือ", file=_pdf("letter.pdf")).json()
    assert [(each["title"], each["dated_on"]) for each in proved["evidence"]] == [
        ("ภาพการอบรม", "2025-11-20"),
        ("รายงาน", "2025-11-21"),
        ("หนังสือ", None),
    ]
    back = call("POST", f"{path}/return", {"word": "ระบุจำนวนผู้เข้าอบรม", "revision": entry["revision"]}).json()
    assert (back["state"], back["word"]) == ("returned", "ระบุจำนวนผู้เข้าอบรม")
    change = {
        "day": "2025-11-24",
        "percent": "45",
        "result": "อบรมแล้ว 2 ครั้ง 60 คน",
        "revision": back["revision"],
    }
    changed = call("PUT", path, change).json()
    assert (changed["state"], changed["percent"], changed["spent"]) == ("reported", "45.00", None)
    stale = call("POST", f"{path}/confirm", {"revision": entry["revision"]})
    assert (stale.status_code, stale.json()["problems"][0]["code"]) == (409, "changed-meanwhile")
    assert call("POST", f"{path}/confirm", {"revision": changed["revision"]}).json()["state"] == "confirmed"
    found = call("GET", base).json()
    assert {each["measure"]: each["percent"] for each in found["measures"]}[furnished["followed"]] == "45.00"
    assert found["owed"] != []
    assert call("DELETE", f"{base}/entries/{furnished['entry']}").status_code == 204
    assert call("POST", f"{base}/entries/{furnished['entry']}/restore").json()["id"] == furnished["entry"]
    over = call("POST", f"{base}/entries", {**body, "percent": "100.01"})
    assert (over.status_code, over.json()["problems"][0]["where"]) == (422, "percent")


def test_what_one_is_to_do_is_told_as_reminders_tell_it(house, furnished, call):
    user = house.users[Role.OFFICER]
    with scope(agency=house.agency):
        wanted = [
            {"agency": house.agency.pk, "kind": str(each.kind), "day": str(each.day), "path": each.path}
            for each in things_of(user, timezone.localdate())
        ]
    found = call("GET", "/me/due").json()
    words = [each.pop("words") for each in found]
    assert found == wanted != []
    assert all(words)
    narrow = Caller(token_of(user, "plans"))("GET", "/me/due")
    assert (narrow.status_code, narrow.json()["problems"][0]["code"]) == (403, "not-allowed")


def test_meetings_are_kept_with_their_minutes(house, furnished, call):
    base = f"/agencies/{house.agency.pk}/rounds/{YEAR}/progress/meetings"
    body = {"day": "2025-12-01", "title": "ประชุมประจำเดือน", "measures": [furnished["followed"]]}
    made = call("POST", base, body)
    assert (made.status_code, made.json()["title"]) == (201, "ประชุมประจำเดือน")
    path = f"{base}/{made.json()['id']}"
    assert call("PUT", path, {**body, "title": "ประชุมครั้งที่ 12"}).json()["title"] == "ประชุมครั้งที่ 12"
    kept = call.upload(
        f"{path}/minutes", title="รายงานการประชุม", dated_on="2025-12-02", file=_pdf("m.pdf")
    ).json()
    assert [each["file"]["name"] for each in kept["minutes"]] == ["m.pdf"]
    assert call("DELETE", path).status_code == 204
    assert call("POST", f"{path}/restore").json()["id"] == made.json()["id"]


def test_administrators_rename_merge_and_bring_in_lists(house, other, furnished, call):
    path = f"/site/agencies/{other.agency.pk}"
    assert (
        call("POST", f"{path}/rename", {"name": "เทศบาลชื่อใหม่", "day": "2025-10-01"}).json()["name"]
        == "เทศบาลชื่อใหม่"
    )
    into = {"into": house.agency.pk, "day": "2025-10-01", "members": False}
    assert call("POST", f"{path}/merge", into).json()["id"] == house.agency.pk
    again = call("POST", f"{path}/merge", into)
    assert (again.status_code, again.json()["problems"][0]["code"]) == (422, "bad-merger")
    assert call("POST", f"{path}/separate").json()["id"] == other.agency.pk
    kept = call.upload("/site/lists", file=_file("agencies.xlsx", _list("เทศบาลที่นำเข้า"))).json()
    assert (kept["new"], kept["faulty"], kept["done"]) == (1, [], False)
    done = call("POST", f"/site/lists/{kept['id']}/confirm").json()
    assert (done["unchanged"], done["done"]) == (1, True)
    assert call("GET", "/site/agencies?words=ที่นำเข้า").json()["items"][0]["name"] == "เทศบาลที่นำเข้า"


def test_coordinators_see_how_agencies_stand_and_remind_them(house, other, furnished, call):
    base = f"/areas/{furnished['area_id']}"
    assert call("GET", "/me").json()["areas"] == [{"id": furnished["area_id"], "name": "จังหวัดตัวอย่าง"}]
    counted = call("GET", base).json()
    assert (counted["fiscal_year"], counted["agencies"], counted["decided"]) == (YEAR, 1, 1)
    assert call("GET", f"{base}?year=2560").json()["decided"] == 0
    [line] = call("GET", f"{base}/agencies?sort=-total").json()["items"]
    assert (line["id"], line["total"], line["stage"]) == (house.agency.pk, "92.36", "submitted")
    assert call("GET", f"{base}/agencies?plan=published").json()["items"] == []
    wrong = call("GET", f"{base}/agencies?sort=luck").json()["problems"]
    assert [each["where"] for each in wrong] == ["sort"]
    body = {
        "fiscal_year": YEAR, "reason": "awaiting", "text": "โปรดพิจารณาแผน", "key": str(UUID(int=1)),
        "agencies": [house.agency.pk, other.agency.pk],
    }  # fmt: skip
    sent = call("POST", f"{base}/messages", body)
    assert (sent.status_code, sent.json()["agencies"]) == (201, 1)
    assert call("POST", f"{base}/messages", body).json()["id"] == sent.json()["id"]
    assert len(call("GET", f"{base}/messages").json()["items"]) == 2
    none = call("POST", f"{base}/messages", {**body, "agencies": [other.agency.pk]})
    assert (none.status_code, none.json()["problems"][0]["code"]) == (422, "nothing-to-send")
    found = call("GET", f"/agencies/{house.agency.pk}/notices").json()
    assert [each["text"] for each in found] == ["โปรดพิจารณาแผน", "โปรดจัดทำแผน"]
    assert call("POST", f"/agencies/{house.agency.pk}/notices/{found[0]['id']}/put-away").status_code == 204
    assert len(call("GET", f"/agencies/{house.agency.pk}/notices").json()) == 1


def test_area_is_not_there_for_others_and_for_narrow_tokens(house, other, furnished):
    stranger = Caller(token_of(other.users[Role.OFFICER]))
    narrow = Caller(token_of(house.users[Role.OFFICER], "people"))
    path = f"/areas/{furnished['area_id']}"
    assert [each("GET", path).status_code for each in (stranger, narrow)] == [404, 403]


def test_administrators_make_areas_fill_them_and_invite_coordinators(house, other, furnished, call):
    made = call("POST", "/site/areas", {"name": "กระทรวงตัวอย่าง", "kind": "ministry"}).json()
    path = f"/site/areas/{made['id']}"
    assert call("PUT", path, {"name": "กลุ่มตัวอย่าง", "kind": "other"}).json()["kind"] == "other"
    assert call("POST", f"{path}/agencies", {"agencies": [other.agency.pk]}).json()["name"] == "กลุ่มตัวอย่าง"
    assert call("POST", f"{path}/agencies", {"agencies": [999_999]}).status_code == 404
    assert call("DELETE", f"{path}/agencies/{other.agency.pk}").status_code == 204
    invited = call("POST", f"{path}/coordinators", {"name": "ก", "email": "c@example.com"}).json()
    assert invited["path"].startswith("/invitation/")


def test_body_that_is_no_json_is_said_to_be_unreadable(house, furnished, call):
    answer = call("POST", f"/agencies/{house.agency.pk}/rounds", data="{", content_type="application/json")
    assert (answer.status_code, json.loads(answer.content)["problems"][0]["code"]) == (400, "unreadable")


def _list(name):
    """Give the template of a list with one agency filled in."""
    book = load_workbook(BytesIO(write_list_template()))
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    row = dict.fromkeys(titles)
    row |= {title: name for title in titles if "ชื่อ" in title} | {
        title: "ตัวอย่าง" for title in titles if "จังหวัด" in title
    }
    sheet.append([row[title] for title in titles])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _file(name, content):
    return SimpleUploadedFile(name, content)


def _pdf(name):
    return _file(name, b"%PDF-1.7 signed")
