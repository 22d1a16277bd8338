"""What programs do with a round: results, the plan and its versions, papers and files, and readings of reports."""

import pytest
from django_scopes import scope

from api_house import YEAR, Caller, furnish, token_of
from api_house import attached as _file
from api_house import signed_pdf as _pdf
from houses import INPUTS
from prongsai.site.papers.models import PaperOrder
from prongsai.site.permissions import Role


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
