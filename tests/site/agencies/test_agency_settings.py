"""What an agency's papers say of it, and its pictures."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django_scopes import scope
from PIL import Image

from prongsai.site.agencies.details.actions import change_agency
from prongsai.site.agencies.details.forms import FIELDS
from prongsai.site.agencies.models import Agency, AgencyName, ChainStep
from prongsai.site.audit.models import Act
from prongsai.site.files.models import StoredFile
from prongsai.site.files.storing import path_of, store
from prongsai.site.permissions import Role


def picture(kind, width=8, height=8):
    buffer = BytesIO()
    Image.new("L", (width, height)).save(buffer, kind)
    return buffer.getvalue()


PNG, JPEG = picture("PNG"), picture("JPEG")


def upload(content, name="picture.png"):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def address(house):
    return f"/agencies/{house.agency.pk}/settings/"


@pytest.fixture
def browser(house, signed_in):
    """Give the officer's browser, in English."""
    user = house.users[Role.OFFICER]
    user.language = "en"
    user.save()
    return signed_in(user)


def form(house, **given):
    now = {name: getattr(house.agency, name) for name in FIELDS if name != "thai_digits"}
    return {**now, **given}


def text(answer):
    return answer.content.decode()


def test_settings_are_saved_and_logged(house, browser, address):
    assert 'value="สำนักปลัดเทศบาล"' in text(browser.get(address))
    given = {"telephone": "053 000 000", "members": " ปลัดเทศบาล \n\nนิติกร", "thai_digits": "on", "head": ""}
    answer = browser.post(address, form(house, **given))
    assert answer["Location"] == address
    assert "The settings are saved." in text(browser.get(address))
    agency = Agency.objects.get(pk=house.agency.pk)
    assert (agency.telephone, agency.members, agency.thai_digits, agency.head) == (
        "053 000 000",
        "ปลัดเทศบาล\nนิติกร",
        True,
        "",
    )
    act = Act.objects.get()
    assert (act.code, act.before["telephone"], act.after["telephone"]) == (
        "agency.changed",
        "",
        "053 000 000",
    )
    assert set(act.after) == {"telephone", "members", "thai_digits", "head"}


def test_types_with_known_divisions_are_offered(browser, address):
    assert '<option value="เทศบาลตำบล"></option>' in text(browser.get(address))


def test_faulty_settings_are_shown_again_with_what_was_typed(house, browser, address):
    page = text(browser.post(address, form(house, name="", telephone="typed")))
    assert "This field is required." in page
    assert 'value="typed"' in page
    assert house.agency.name in page
    assert not Act.objects.exists()


@pytest.mark.parametrize(
    ("which", "content", "kind"), [("seal", PNG, "image/png"), ("garuda", JPEG, "image/jpeg")]
)
def test_picture_is_kept_shown_and_taken_away(house, browser, address, which, content, kind):
    shown = f"{address}pictures/{which}/"
    assert browser.get(shown).status_code == 404
    assert f"no_{which}" not in text(browser.get(address))
    browser.post(address, form(house, **{which: upload(content)}))
    assert shown in text(browser.get(address))
    answer = browser.get(shown)
    assert (answer.content, answer["Content-Type"]) == (content, kind)
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == "inline"
    browser.post(address, form(house))
    assert browser.get(shown).status_code == 200
    browser.post(address, form(house, **{f"no_{which}": "on"}))
    assert browser.get(shown).status_code == 404
    assert [set(act.after) or set(act.before) for act in Act.objects.order_by("pk")] == [
        {which},
        set(),
        {which},
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "This kind of file is not taken here. Choose one of: picture (PNG), picture (JPEG)."),
        (
            b"<svg onload='alert(1)'/>",
            "This kind of file is not taken here. Choose one of: picture (PNG), picture (JPEG).",
        ),
        (picture("PNG", 4001, 5), "The picture has more than 4000 pixels on one side."),
        (b"\x89PNG\r\n\x1a\nnonsense", "The picture cannot be read, or has more than 64 million pixels."),
        (PNG + b"\0" * 2 * 1024 * 1024, "The picture is larger than 2 MB."),
    ],
)
def test_what_is_no_picture_for_papers_is_refused(house, browser, address, content, words):
    assert words in text(browser.post(address, form(house, seal=upload(content))))
    with scope(agency=house.agency):
        assert not StoredFile.objects.exists()


def test_every_member_may_see_a_picture_and_nobody_else(house, other, browser, address, signed_in):
    browser.post(address, form(house, seal=upload(PNG)))
    shown = f"{address}pictures/seal/"
    assert signed_in(house.users[Role.STAFF]).get(shown).status_code == 200
    assert signed_in(other.users[Role.OFFICER]).get(shown).status_code == 404


def test_only_pictures_are_shown_and_only_these_two(house, browser, address):
    with scope(agency=house.agency):
        page = store(house.agency, "page.html", b"<script>", "text/html; charset=utf-8")
        house.agency.seal = page
        house.agency.save()
    for which in ("seal", "name", "office"):
        assert browser.get(f"{address}pictures/{which}/").status_code == 404


def test_picture_whose_content_is_gone_is_not_there(house, browser, address):
    browser.post(address, form(house, seal=upload(PNG)))
    with scope(agency=house.agency):
        path_of(house.agency.pk, StoredFile.objects.get().sha256).unlink()
    assert browser.get(f"{address}pictures/seal/").status_code == 404


def test_settings_of_another_agency_do_not_leak(house, other, browser, address):
    other.agency.telephone = "ความลับ"
    other.agency.save()
    assert "ความลับ" not in text(browser.get(address))
    for path in (
        f"/agencies/{other.agency.pk}/settings/",
        f"/agencies/{other.agency.pk}/settings/pictures/seal/",
    ):
        assert browser.get(path).status_code == 404


def test_saving_changes_the_actors_agency_alone(house, other, within):
    given = {name: getattr(house.agency, name) for name in FIELDS}
    change_agency(house.actor(), {**given, "name": "ชื่อใหม่"})
    assert {str(each) for each in Agency.objects.all()} == {"ชื่อใหม่", other.agency.name}


def test_page_asks_at_most_twelve_queries(browser, address, django_assert_max_num_queries):
    browser.get(address)
    with django_assert_max_num_queries(12):
        browser.get(address)


def test_facts_of_an_agency_are_those_of_the_rooms(house):
    agency = house.agency
    assert (agency.facts.name, agency.facts.type, agency.facts.head) == (
        agency.name,
        "เทศบาลตำบล",
        agency.head,
    )
    assert agency.head_position == agency.head
    agency.head = ""
    assert agency.head_position == "นายกเทศมนตรี"
    assert agency.get_absolute_url() == f"/agencies/{agency.pk}/"


def test_step_says_for_whom_somebody_acts():
    step = ChainStep(position="นายกเทศมนตรี")
    assert str(step) == "นายกเทศมนตรี"
    step.acting_position = "ปลัดเทศบาล"
    assert str(step) == "ปลัดเทศบาล รักษาราชการแทน นายกเทศมนตรี"


@override_settings(UPLOAD_LIMIT=10)
def test_limit_of_uploads_comes_first(house, browser, address):
    assert "The file is larger than 0 MB." in text(browser.post(address, form(house, seal=upload(PNG))))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"name": "ชื่อใหม่", "renamed": "on"}, ["เทศบาลตำบลต้นแบบ"]),
        ({"name": "ชื่อใหม่"}, []),
        ({"renamed": "on"}, []),
    ],
)
def test_former_name_is_kept_where_the_agency_says_that_it_is_one(house, address, browser, given, kept):
    browser.post(address, form(house, **given))
    with scope(agency=house.agency):
        assert [str(each) for each in AgencyName.objects.all()] == kept
