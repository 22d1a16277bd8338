"""What programs do with follow-up: progress, what one is to do, and meetings."""

from django.utils import timezone
from django_scopes import scope

from api_house import YEAR, Caller, token_of
from api_house import signed_pdf as _pdf
from prongsai.site.permissions import Role
from prongsai.site.reminders.queries import things_of


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
