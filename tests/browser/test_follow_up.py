"""Follow-up, as one goes it in a browser: reported from a phone with a photo, confirmed, out in the progress report."""

from PIL import Image

from ways import confirm_progress, make_progress_report, report_progress

AGENCY = "เทศบาลตำบลตัวอย่าง"
RESULT = "ติดตั้งตู้รับฟังความคิดเห็นแล้วครบทุกจุด"


def test_division_reports_from_a_phone_the_officer_confirms_and_the_report_comes_out(visit, tmp_path):
    photo = tmp_path / "photo.jpg"
    Image.new("RGB", (1200, 900), "green").save(photo)
    staff = visit("finance@example.com", width=360)
    report_progress(staff, RESULT, photo)
    reported = staff.page.locator("ol.entries > li", has_text=RESULT)
    assert "รอยืนยัน" in reported.inner_text()
    assert reported.get_by_role("link", name="photo", exact=True).count() == 1
    assert staff.sideways() <= 0
    officer = visit("officer@example.com")
    confirm_progress(officer, AGENCY, RESULT)
    said = make_progress_report(officer, tmp_path)
    assert any(RESULT in each for each in said)
