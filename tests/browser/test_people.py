"""Those who look after people: the administrator adds an agency, managers invite and hand over, everybody signs in."""

from playwright.sync_api import expect

from ways import PASSWORD_OF_NEWCOMERS, accept, code_of, invite, link_of

AGENCY = "เทศบาลตำบลตัวอย่าง"
SUCCESSOR = "สมมุติ ผู้มาใหม่"


def members(manager):
    manager.follow("บุคลากร")
    rows = manager.page.locator("main tbody tr").all()
    return {row.locator("th span").first.inner_text(): row.locator("td").first.inner_text() for row in rows}


def add_agency(visit, name, email):
    """Add an agency as the administrator does; give its first manager, who has accepted."""
    administrator = visit("administrator@example.com")
    administrator.go("/agencies/new/")
    administrator.page.get_by_label("ชื่อหน่วยงาน", exact=True).fill(name)
    administrator.page.get_by_label("ชื่อผู้ดูแลหน่วยงานคนแรก").fill("สมมุติ ผู้ดูแลคนแรก")
    administrator.page.get_by_label("อีเมลผู้ดูแลหน่วยงานคนแรก").fill(email)
    administrator.press("เพิ่มและเชิญ")
    first = visit()
    accept(first, link_of(administrator))
    return first


def test_invited_person_accepts_takes_work_over_and_signs_in_again(visit):
    manager, newcomer = visit("manager@example.com"), visit()
    before = members(manager)
    accept(newcomer, invite(manager, SUCCESSOR, "new@example.com", "ผู้อ่าน"))
    assert newcomer.page.locator("h1").inner_text() == AGENCY
    assert members(manager) == before | {SUCCESSOR: "ผู้อ่าน"}
    manager.follow("แก้ไข สมมุติ กองช่าง")
    manager.follow("ส่งมอบงาน")
    manager.follow(SUCCESSOR)
    manager.press("ส่งมอบ")
    left = {name: roles for name, roles in before.items() if name != "สมมุติ กองช่าง"}
    assert members(manager) == left | {SUCCESSOR: "เจ้าหน้าที่ส่วนราชการ ผู้อ่าน"}
    newcomer.sign_out()
    newcomer.sign_in("new@example.com", PASSWORD_OF_NEWCOMERS)
    assert newcomer.page.locator("h1").inner_text() == AGENCY


def test_administrator_adds_an_agency_whose_manager_begins(visit):
    first = add_agency(visit, "เทศบาลตำบลที่เพิ่มใหม่", "first@example.com")
    assert first.page.locator("h1").inner_text() == "เทศบาลตำบลที่เพิ่มใหม่"
    first.follow("ตั้งค่า")
    first.follow("ส่วนราชการ")
    first.press("เพิ่มทั้งหมดนี้")
    assert members(first) == {"สมมุติ ผู้ดูแลคนแรก": "ผู้ดูแลหน่วยงาน"}
    administrator = visit("administrator@example.com")
    answer = administrator.page.request.get(f"{first.page.url.split('people/')[0]}")
    assert answer.status == 404


def test_second_factor_is_set_up_and_asked_for(visit):
    first = add_agency(visit, "เทศบาลตำบลที่ระวังตัว", "careful@example.com")
    page = first.go("/account/second-factor/totp/activate/")
    page.get_by_label("รหัสผ่าน").fill(PASSWORD_OF_NEWCOMERS)
    first.press("ดำเนินการต่อ")
    page.get_by_text("สแกนภาพไม่ได้").click()
    secret = page.locator("code").inner_text()
    page.get_by_label("รหัส", exact=True).fill("000000")
    first.press("ตั้งค่า")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("รหัส", exact=True).fill(code_of(secret))
    first.press("ตั้งค่า")
    first.sign_out()
    first.sign_in("careful@example.com", PASSWORD_OF_NEWCOMERS)
    page.get_by_label("รหัส", exact=True).fill(code_of(secret))
    first.press("เข้าสู่ระบบ")
    assert page.locator("h1").inner_text() == "เทศบาลตำบลที่ระวังตัว"
