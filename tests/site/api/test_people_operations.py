"""What programs do with agencies and areas: divisions, people, lists, coordinators and those who run the site."""

from io import BytesIO
from uuid import UUID

from openpyxl import load_workbook

from api_house import YEAR, Caller, token_of
from api_house import attached as _file
from prongsai.intake.agency_list import write_list_template
from prongsai.site.permissions import Role


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
