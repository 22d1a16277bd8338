"""Agencies, people, papers and the register by the interface: what was undone, usual, or told on pages alone."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook
from PIL import Image

from api_house import YEAR
from prongsai.planning.divisions import usual_approvers
from prongsai.site.agencies.models import Membership
from prongsai.site.permissions import Role


@pytest.fixture
def base(house, furnished):
    return f"/agencies/{house.agency.pk}"


def png(name="seal.png"):
    content = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue())


@pytest.mark.parametrize("which", ["seal", "garuda"])
def test_picture_for_papers_is_set_had_and_taken_away(call, base, which):
    before = call("GET", base).json()
    assert (before["seal"], before["garuda"]) == (None, None)
    path = f"{base}/pictures/{which}"
    assert call("DELETE", path).status_code == 404
    kept = call.upload(path, file=png()).json()
    assert kept == {**before, which: kept[which]}
    assert kept[which]["name"] == "seal.png"
    file = call("GET", f"{base}/files/{kept[which]['id']}")
    assert b"".join(file.streaming_content).startswith(b"\x89PNG")
    assert call("PATCH", base, {"telephone": "0 0000 0000"}).json()[which] == kept[which]
    assert call("DELETE", path).status_code == 204
    assert call("GET", base).json()[which] is None


def test_file_that_is_no_picture_is_refused(call, base):
    answer = call.upload(f"{base}/pictures/seal", file=SimpleUploadedFile("a.pdf", b"%PDF-1.7"))
    assert (answer.status_code, [each["where"] for each in answer.json()["problems"]]) == (422, ["file"])
    assert call.upload(f"{base}/pictures/luck", file=png()).status_code == 422


def test_new_name_keeps_the_former_one_and_is_taken_back(house, call, base):
    site, name = f"/site{base}", house.agency.name
    assert call("GET", site).json()["former_names"] == []
    assert call("PATCH", base, {"name": "เทศบาลเมือง"}).json()["name"] == "เทศบาลเมือง"
    assert call("GET", site).json()["former_names"] == []
    assert call("PATCH", base, {"name": name, "renamed": True}).json()["name"] == name
    until = str(timezone.localdate())
    assert call("GET", site).json()["former_names"] == [{"name": "เทศบาลเมือง", "until": until}]
    assert call("POST", f"{site}/rename-back").json()["name"] == "เทศบาลเมือง"
    none = call("POST", f"{site}/rename-back")
    assert (none.status_code, none.json()["problems"][0]["code"]) == (422, "no-former-name")


def test_record_of_an_agency_tells_what_it_is_part_of(house, other, call, base):
    path = f"/site/agencies/{other.agency.pk}"
    call("POST", f"{path}/merge", {"into": house.agency.pk, "day": "2025-10-01", "members": False})
    part, whole = call("GET", path).json(), call("GET", f"/site{base}").json()
    assert (part["part_of"]["id"], part["merged_on"]) == (house.agency.pk, "2025-10-01")
    assert [each["id"] for each in whole["predecessors"]] == [other.agency.pk]
    assert (whole["part_of"], whole["merged_on"], whole["code"]) == (None, None, "")


def test_list_to_fill_in_is_a_workbook(call):
    answer = call("GET", "/site/lists/template")
    book = load_workbook(io.BytesIO(answer.content))
    assert answer["Content-Disposition"] == 'attachment; filename="agencies.xlsx"'
    assert book.worksheets[0].max_row >= 1


def test_usual_divisions_and_chain_are_added(house, call, base):
    before = call("GET", f"{base}/divisions").json()
    after = call("POST", f"{base}/divisions/usual").json()
    assert after[: len(before)] == before
    assert len(after) > len(before)
    assert call("POST", f"{base}/divisions/usual").json() == after
    assert call("POST", f"{base}/chain/usual").json()["problems"][0]["code"] == "has-chain"
    for step in call("GET", f"{base}/chain").json():
        call("DELETE", f"{base}/chain/{step['id']}")
    steps = call("POST", f"{base}/chain/usual").json()
    usual = [(position, None) for position in usual_approvers(house.agency.facts)]
    assert [(each["position"], each["holder"]) for each in steps] == usual


def test_former_member_is_taken_back(house, call, base):
    staff = house.users[Role.STAFF].pk
    [member] = [each for each in call("GET", f"{base}/people").json() if each["id"] == staff]
    assert call("POST", f"{base}/people/{staff}/restore").status_code == 404
    assert call("GET", f"{base}/former-people").json() == []
    assert call("DELETE", f"{base}/people/{staff}").status_code == 204
    assert call("GET", f"{base}/former-people").json() == [member]
    back = call("POST", f"{base}/people/{staff}/restore").json()
    assert back == {**member, "since": back["since"]}
    assert call("GET", f"{base}/former-people").json() == []


def test_invitation_is_put_back_and_may_take_over(house, call, base, within):
    staff = house.users[Role.STAFF].pk
    body = {"email": "x@example.com", "name": "สมมุติ", "roles": ["staff"], "takes_over": staff}
    made = call("POST", f"{base}/invitations", body).json()["invitation"]
    assert house.agency.invitations.get(pk=made["id"]).takes_over_id == staff
    path = f"{base}/invitations/{made['id']}"
    assert call("DELETE", path).status_code == 204
    assert made["id"] not in [each["id"] for each in call("GET", f"{base}/invitations").json()]
    assert call("POST", f"{path}/restore").json() == made
    unknown = {**body, "email": "y@example.com", "takes_over": Membership.objects.count() + 9999}
    assert call("POST", f"{base}/invitations", unknown).status_code == 404


@pytest.mark.parametrize("path", ["{base}/log", "/site/log"])
def test_log_is_looked_through_by_words_and_days(call, base, path):
    path = path.format(base=base)
    call("POST", f"/site{base}/rename", {"name": "เทศบาลเมืองใหม่", "day": "2025-10-01"})
    day = timezone.localdate()
    today, past = str(day), str(day - timedelta(days=1))

    def found(query):
        return len(call("GET", f"{path}?{query}").json()["items"])

    everything = found("")
    assert 0 < found("words=เทศบาลเมืองใหม่") < everything or path == "/site/log"
    assert found("words=ไม่มีคำนี้") == 0
    assert (found(f"since={today}"), found(f"until={today}"), found(f"until={past}")) == (
        everything,
        everything,
        0,
    )
    assert call("GET", f"{path}?since=0001-01-01").status_code == 422


def test_papers_go_on_where_they_stopped(call, furnished, base):
    path = f"{base}/rounds/{YEAR}/papers/{furnished['order']}"
    before = call("GET", path).json()
    after = call("POST", f"{path}/go-on").json()
    assert (before["job"]["state"], after["job"]["state"]) == ("done", "waiting")
    assert after["made"] == before["made"]


def test_version_says_what_was_left_open(call, base):
    path = f"{base}/rounds/{YEAR}/plan"
    assert call("GET", f"{path}/versions/2").json()["left_open"] == []
    call("POST", f"{path}/versions/2/withdraw")
    call("POST", f"{path}/measures", {"title": "มาตรการที่ยังไม่มีผู้รับผิดชอบ"})
    holes = [each["words"] for each in call("GET", path).json()["holes"]]
    number = call("POST", f"{path}/versions", {"explanation": "รอ"}).json()["number"]
    assert sorted(call("GET", f"{path}/versions/{number}").json()["left_open"]) == sorted(holes) != []


def test_chart_is_a_picture_where_there_is_something_to_draw(call, base):
    answer = call("GET", f"{base}/rounds/{YEAR}/findings/charts/bars")
    assert (answer["Content-Type"], answer.content[:4]) == ("image/png", b"\x89PNG")
    assert ".png" in answer["Content-Disposition"]
    call("POST", f"{base}/rounds", {"fiscal_year": YEAR + 1})
    indicators = {str(number): "90.00" for number in range(1, 11)}
    inputs = {"fiscal_year": str(YEAR + 1), "depth": "indicators", "indicators": indicators, "total": "90.00"}
    charts = f"{base}/rounds/{YEAR + 1}/findings/charts"
    without_result = call("GET", f"{charts}/bars").status_code
    call("POST", f"{base}/rounds/{YEAR + 1}/results", {"inputs": inputs})
    found = {name: call("GET", f"{charts}/{name}").status_code for name in ("bars", "points", "luck")}
    assert (without_result, found) == (404, {"bars": 200, "points": 404, "luck": 422})
