"""What everybody is answered: page, data, badge, frame, files; only what was approved, never a person, no other agency."""

import csv
import json
import re
from io import StringIO

import jsonschema_rs
from django.test import Client
from django_scopes import scope, scopes_disabled

from approved import YEAR, approved
from crawling import over_budget, walk
from houses import INPUTS
from prongsai.site.accounts.models import User
from prongsai.site.permissions import Role
from prongsai.site.progress.models import Evidence
from prongsai.site.public.actions import open_page, propose
from prongsai.site.public.models import Part, PublicPage
from prongsai.site.rounds.actions import enter_result, start_round
from public_house import ANSWERS, HIDDEN, PERSON, addresses, furnish, opened, read


def rows(answer):
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def test_page_shows_what_was_approved(client, page):
    found = client.get(f"/public/{page.slug}/")
    text = found.content.decode()
    assert found.status_code == 200
    for words in (
        "เทศบาลตำบลต้นแบบ", "92.36", "หนังสือแจ้งผล final", "มาตรการ m1", "กองคลัง", "ทำตามขั้นตอน", "ตลอดปีงบประมาณ",
        "อบรมแล้ว 2 ใน 4 กลุ่ม", "40.00", "ภาพการอบรม", "https://example.com/training", "บันทึกข้อความ", "รายงานการวิเคราะห์ 2568",
    ):  # fmt: skip
        assert words in text, words


def test_no_answer_names_a_person_or_shows_what_was_not_approved(client, page, house):
    """Every person of the agency has a name that would be found; every text that is not public says so of itself."""
    people = [user.email for user in house.users.values()] + [f"position of {role}" for role in Role]
    found = {address: read(client.get(address)) for address in addresses(page)}
    assert len(found) == len(ANSWERS) + 2
    leaks = [
        (address, word)
        for address, text in found.items()
        for word in (PERSON, HIDDEN, "77.77", "m9", "2566", "preliminary", *people)
        if word in text
    ]
    assert leaks == []
    whole = client.get(f"/public/{page.slug}/data.json").json()
    (entry,) = whole["progress"]["measures"][0]["entries"]
    assert [each["title"] for each in entry["evidence"]] == ["ภาพการอบรม", "บันทึกข้อความ"]
    assert (whole["plan"]["version"], [each["fiscal_year"] for each in whole["results"]]) == (1, [2568, 2567])


def test_two_agencies_do_not_mix(client, page, other):
    other.divisions["works"].name = "กองความลับ"
    with scopes_disabled():
        other.divisions["works"].save()
    furnish(other)
    theirs = opened(other, words="secret")
    for address in addresses(page):
        assert "ความลับ" not in read(client.get(address)), address
    for address in addresses(theirs)[:4]:
        assert "ต้นแบบ" not in read(client.get(address)), address
    foreign = addresses(theirs)[-1].rpartition("reports/")[2]
    assert client.get(f"/public/{page.slug}/reports/{foreign}").status_code == 404


def test_json_fits_the_schema_that_is_served(client, page, other, house):
    described = client.get("/public/schema/1.json").json()
    jsonschema_rs.meta.validate(described)
    check = jsonschema_rs.Draft202012Validator(described, validate_formats=True)
    whole = client.get(f"/public/{page.slug}/data.json").json()
    check.validate(whole)
    assert (whole["schema"], whole["address"]) == (
        described["$id"],
        f"http://testserver/public/{page.slug}/",
    )
    empty = opened(other, words="")
    nothing = client.get(f"/public/{empty.slug}/data.json").json()
    check.validate(nothing)
    assert [nothing[each] for each in ("results", "plan", "progress", "reports")] == [[], None, None, []]
    check.validate(client.get(f"/public/{opened(house, ['plan']).slug}/data.json").json())
    assert not check.is_valid({**whole, "results": [{"total": 1}]})
    del whole["agency"]
    assert not check.is_valid(whole)


def test_json_tells_everything(client, page, house):
    whole = client.get(f"/public/{page.slug}/data.json").json()
    newest = whole["results"][0]
    assert (newest["total"], newest["kind"], newest["indicators"][0]["score"]) == (
        "92.36",
        "published",
        "97.40",
    )
    measure = whole["plan"]["measures"][0]
    assert measure == {
        "key": "m1",
        "number": 1,
        "title": "มาตรการ m1",
        "indicators": [7],
        "steps": [{"text": "ทำตามขั้นตอน", "items": ""}],
        "divisions": ["กองคลัง", "กองช่าง"],
        "period": {"words": "ตลอดปีงบประมาณ", "start": "2025-10-01", "end": "2026-09-30"},
        "follow_up": measure["follow_up"],
        "budget": "",
    }
    progress = whole["progress"]["measures"][0]
    assert (progress["key"], progress["percent"], len(progress["entries"])) == ("m1", "40.00", 1)
    assert progress["entries"][0] == {
        "day": "2025-12-20",
        "division": "กองคลัง",
        "leading": True,
        "percent": "40.00",
        "result": "=อบรมแล้ว 2 ใน 4 กลุ่ม",
        "evidence": [
            {"title": "ภาพการอบรม", "dated_on": "2025-12-01", "link": "https://example.com/training"},
            {"title": "บันทึกข้อความ", "dated_on": "2025-12-02", "link": None},
        ],
    }
    signed, made = whole["reports"]
    assert (signed["signed"], made["signed"], made["title"]) == (True, False, "รายงานการวิเคราะห์")
    file = Client().get(signed["address"].removeprefix("http://testserver"))
    assert (b"".join(file.streaming_content), file["Content-Disposition"].startswith("attachment;")) == (
        f"%PDF-1.7 signed report {house.agency.pk}".encode(),
        True,
    )


def test_tables_are_for_excel_and_hold_no_formula(client, page):
    answers = {
        part: client.get(f"/public/{page.slug}/{part}.csv") for part in ("results", "plan", "progress")
    }
    assert {each.content[:3] for each in answers.values()} == {b"\xef\xbb\xbf"}
    results, plan, progress = map(rows, answers.values())
    assert [line[:4] for line in results[1:]] == [
        ["2568", "published", "", "92.36"],
        ["2567", "final", "หนังสือแจ้งผล final", results[2][3]],
    ]
    assert results[1][-10:] == list(INPUTS["indicators"].values())
    assert plan[1] == [
        "2569", "1", "m1", "มาตรการ m1", "7", "ทำตามขั้นตอน", "กองคลัง\nกองช่าง", "ตลอดปีงบประมาณ", "2025-10-01",
        "2026-09-30", plan[1][10], "",
    ]  # fmt: skip
    assert progress[1][5:] == [
        "2025-12-20", "กองคลัง", "yes", "40.00", "'=อบรมแล้ว 2 ใน 4 กลุ่ม",
        "ภาพการอบรม (2025-12-01) https://example.com/training\nบันทึกข้อความ (2025-12-02)",
    ]  # fmt: skip
    assert [len(line) for line in progress] == [11] * 4
    assert answers["plan"]["Content-Disposition"] == f'attachment; filename="{page.slug}-plan.csv"'


def test_evidence_without_a_date_or_title_is_shown_without(client, page):
    link = "https://example.com/training"
    with scope(agency=page.agency):
        Evidence.objects.filter(link=link).update(dated_on=None, title=link)
        Evidence.objects.filter(title="บันทึกข้อความ").update(dated_on=None)
    answers = {
        part: client.get(f"/public/{page.slug}/{part}") for part in ("en/", "data.json", "progress.csv")
    }
    assert answers["en/"].content.decode().count("(no date given)") == 2
    assert answers["data.json"].json()["progress"]["measures"][0]["entries"][0]["evidence"] == [
        {"title": link, "dated_on": None, "link": link},
        {"title": "บันทึกข้อความ", "dated_on": None, "link": None},
    ]
    assert rows(answers["progress.csv"])[1][-1] == f"{link}\nบันทึกข้อความ"
    schema = client.get("/public/schema/1.json").json()
    jsonschema_rs.validate(schema, answers["data.json"].json())


def test_part_that_is_not_shown_is_nowhere(client, house, full):
    page = opened(house, ["results"])
    text = client.get(f"/public/{page.slug}/").content.decode()
    assert [word for word in ("มาตรการ m1", "อบรมแล้ว", "รายงานการวิเคราะห์", "plan.csv") if word in text] == []
    statuses = [
        client.get(f"/public/{page.slug}/{part}.csv").status_code for part in ("results", "plan", "progress")
    ]
    assert statuses == [200, 404, 404]
    assert client.get(f"/public/{page.slug}/data.json").json()["plan"] is None
    progress = opened(house, ["progress"])
    assert client.get(f"/public/{progress.slug}/results.csv").status_code == 404
    assert "อบรมแล้ว" in client.get(f"/public/{progress.slug}/").content.decode()
    whole = client.get(f"/public/{progress.slug}/data.json").json()
    assert (whole["plan"], whole["results"], whole["progress"] is None) == (None, None, False)


def test_page_without_anything_published_says_so(client, other):
    with scope(agency=other.agency):
        approved(other)
    page = opened(other, words="")
    text = client.get(f"/public/{page.slug}/en/").content.decode()
    for words in (
        "No plan was published yet.",
        "so that there is no progress to show",
        "No report was published yet.",
    ):
        assert words in text
    assert "92.36" in text
    assert rows(client.get(f"/public/{page.slug}/plan.csv")) == [
        rows(client.get(f"/public/{page.slug}/plan.csv"))[0]
    ]
    nothing = opened(other, ["plan", "results"])
    with scope(agency=other.agency):
        enter_result(other.actor(), start_round(other.actor(), YEAR), INPUTS, kind="rehearsal", way="form")
        other.agency.rounds.update(decisive=None)
    for path in ("en/", "en/frame/"):
        assert "No result was published yet." in client.get(f"/public/{nothing.slug}/{path}").content.decode()
    assert "ITA: no result published" in client.get(f"/public/{nothing.slug}/en/badge.svg").content.decode()


def test_badge_tells_year_total_and_level_in_text(client, page):
    badge = client.get(f"/public/{page.slug}/badge.svg")
    text = badge.content.decode()
    assert badge["Content-Type"] == "image/svg+xml"
    assert re.findall(r"<title>(.*?)</title>", text) == ["ITA 2568: 92.36 คะแนน · ผ่านดี"]
    assert 'role="img" aria-label="ITA 2568: 92.36 คะแนน · ผ่านดี"' in text
    assert "http" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "points" in client.get(f"/public/{page.slug}/en/badge.svg").content.decode()


def test_only_the_frame_stands_in_pages_of_others(client, page):
    frame = client.get(f"/public/{page.slug}/frame/")
    assert "X-Frame-Options" not in frame.headers
    assert "frame-ancestors *" in frame["Content-Security-Policy"]
    assert "script-src 'self'" in frame["Content-Security-Policy"]
    for address in [*addresses(page)[:8], "/public/schema/1.json"]:
        answer = client.get(address)
        assert answer["X-Frame-Options"] == "DENY", address
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"], address


def test_only_data_are_for_scripts_of_others(client, page):
    allowed = {}
    for address in [*addresses(page), "/public/schema/1.json"]:
        answer = client.get(address)
        read(answer)
        allowed[address] = answer.headers.get("Access-Control-Allow-Origin")
    data = [each for each in allowed if each.endswith((".json", ".csv", ".svg"))]
    assert {each for each, value in allowed.items() if value} == set(data)
    assert {allowed[each] for each in data} == {"*"}


def test_no_answer_reads_or_sets_a_cookie(page, house, signed_in):
    """A signed-in member is answered just as a stranger; so any cache may keep the answer."""
    member = signed_in(house.users[Role.OFFICER])
    member.cookies["prongsai_language"] = "en"
    for address in [*addresses(page), "/public/schema/1.json", "/public/nowhere/", "/public/a/b/c"]:
        mine, theirs = member.get(address), Client().get(address)
        assert (read(mine).rpartition("\n")[2], mine.status_code) == (
            read(theirs).rpartition("\n")[2],
            theirs.status_code,
        )
        assert (len(theirs.cookies), "Cookie" in theirs.headers.get("Vary", "")) == (0, False), address
        assert theirs["Cache-Control"].startswith("public, max-age="), address
    assert member.get("/account/").status_code == 200


def test_what_is_held_already_is_not_sent_again(client, page, house):
    for path in ("", "data.json", "plan.csv", "badge.svg", "frame/"):
        address = f"/public/{page.slug}/{path}"
        first = client.get(address)
        same = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (same.status_code, same.content, same["Cache-Control"]) == (304, b"", "public, max-age=300")
        since = client.get(address, headers={"If-Modified-Since": first["Last-Modified"]})
        assert since.status_code == 304
        assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    before = client.get(f"/public/{page.slug}/data.json")["ETag"]
    with scope(agency=house.agency):
        house.agency.name = "เทศบาลตำบลชื่อใหม่"
        house.agency.save()
    assert client.get(f"/public/{page.slug}/data.json", headers={"If-None-Match": before}).status_code == 200


def test_writing_is_not_possible(client, page):
    assert {client.post(address).status_code for address in addresses(page)} == {405}


def test_page_is_in_thai_and_one_click_away_in_english(client, page):
    thai, english = (client.get(f"/public/{page.slug}/{each}") for each in ("", "en/"))
    assert (thai["Content-Language"], english["Content-Language"]) == ("th", "en")
    assert ('<html lang="th">' in thai.content.decode(), '<html lang="en">' in english.content.decode()) == (
        True,
        True,
    )
    assert f'href="/public/{page.slug}/en/" lang="en"' in thai.content.decode()
    assert f'href="/public/{page.slug}/" lang="th"' in english.content.decode()
    assert "20 December 2568" in english.content.decode()
    assert "Plan of measures" in english.content.decode()
    assert "noindex" not in thai.content.decode()


def test_pages_are_within_their_budgets(client, page):
    visits = walk(client, f"/public/{page.slug}/")
    assert over_budget(visits) == {"broken": [], "asking": [], "heavy": [], "long": []}
    assert {each.address.partition(page.slug)[2] for each in visits} >= {
        "/",
        "/en/",
        "/data.json",
        "/plan.csv",
    }
    assert over_budget(walk(client, f"/public/{page.slug}/frame/"))["asking"] == []


def test_whoever_looks_after_the_site_sees_no_more(client, page, signed_in):
    administrator = User.objects.create_user("a@example.com", "A", is_administrator=True)
    assert (
        signed_in(administrator).get(f"/public/{page.slug}/").content
        == client.get(f"/public/{page.slug}/").content
    )


def test_page_is_called_by_its_address(page):
    with scopes_disabled():
        assert str(PublicPage.objects.get()) == page.slug
        assert json.dumps(page.shown["parts"]) == json.dumps(Part.values)


def test_preview_of_a_change_shows_it_to_the_agency_alone(client, page, house, signed_in):
    with scope(agency=house.agency):
        changed = propose(house.actor(), ["plan"])
    preview = signed_in(house.users[Role.READER]).get(f"/agencies/{house.agency.pk}/settings/public/preview/")
    text = preview.content.decode()
    assert ("มาตรการ m1" in text, "92.36" in text, "noindex" in text, PERSON in text) == (
        True,
        False,
        True,
        False,
    )
    assert "92.36" in client.get(f"/public/{page.slug}/").content.decode()
    with scope(agency=house.agency):
        open_page(house.actor(Role.MANAGER), changed, changed.revision)
    assert "92.36" not in client.get(f"/public/{page.slug}/").content.decode()
