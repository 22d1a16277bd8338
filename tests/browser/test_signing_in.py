"""Signing in and out, in a browser."""


def test_officer_signs_in_sees_their_agencies_and_signs_out(visitor):
    page = visitor.sign_in("officer@example.com")
    assert page.locator("h1").inner_text() == "หน่วยงานของท่าน"
    visitor.sign_out()
    page = visitor.go("/agencies/1/")
    assert page.locator("h1").inner_text() == "เข้าสู่ระบบ"
