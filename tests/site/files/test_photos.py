"""Pictures lose what a camera writes beside them, and nothing else."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from prongsai.site.files.photos import size_of, taken_on, without_traces

ORIENTATION, MAKER, CAMERA, TAKEN, PLACE = 0x0112, 0x010F, 0x8769, 0x9003, 0x8825
MODES = {"JPEG": ("RGB", "L", "CMYK"), "PNG": ("RGB", "L", "P", "RGBA")}
"""The kinds of colour that each format has."""

DAY = "2025:12:15 10:00:00"


def picture(mode="RGB"):
    return Image.linear_gradient("L").resize((40, 30)).convert(mode)


def told(**more):
    """Give what a telephone writes: which way is up, its maker, the moment and the place."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "Telephone of somebody"
    exif.get_ifd(CAMERA)[TAKEN] = DAY
    exif.get_ifd(PLACE)[1] = "N"
    exif.get_ifd(PLACE)[2] = (13.0, 45.0, 30.5)
    return {"exif": exif, **more}


def saved(kind, image=None, **options):
    buffer = BytesIO()
    (image or picture()).save(buffer, kind, **options)
    return buffer.getvalue()


def known(content):
    """Give all that a picture tells beside itself."""
    with Image.open(BytesIO(content)) as opened:
        exif = opened.getexif()
        main = {key: value for key, value in exif.items() if key not in {CAMERA, PLACE}}
        more = {key for key in ("comment", "xmp", "photoshop") if key in opened.info}
        return main, dict(exif.get_ifd(CAMERA)), dict(exif.get_ifd(PLACE)), more


def same_picture(one, other):
    images = (Image.open(BytesIO(each)).convert("RGB") for each in (one, other))
    return ImageChops.difference(*images).getbbox() is None


@pytest.mark.parametrize(
    ("kind", "mode"),
    [(kind, mode) for kind, modes in MODES.items() for mode in modes],
)
def test_place_and_telephone_go_and_the_picture_its_top_and_its_day_stay(kind, mode):
    before = saved(kind, picture(mode), **told(**({"comment": b"mine"} if kind == "JPEG" else {})))
    after = without_traces(before)
    assert known(before)[2] != {}
    assert known(after) == ({ORIENTATION: 6}, {TAKEN: DAY}, {}, set())
    assert same_picture(before, after)
    assert without_traces(after) == after


@pytest.mark.parametrize("more", [{"comment": b"mine"}, {"xmp": b"<x:xmpmeta>mine</x:xmpmeta>"}])
def test_words_in_a_jpeg_go(more):
    before = saved("JPEG", **more)
    after = without_traces(before)
    assert (known(before)[3], known(after)[3]) == (set(more), set())
    assert b"mine" not in after


def test_words_in_a_png_go():
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", "mine")
    after = without_traces(saved("PNG", pnginfo=words))
    assert Image.open(BytesIO(after)).text == {}
    assert b"mine" not in after


def test_several_pictures_in_one_become_the_first():
    both = saved("MPO", save_all=True, append_images=[picture("L").convert("RGB")])
    after = without_traces(both)
    assert Image.open(BytesIO(both)).format == "MPO"
    assert Image.open(BytesIO(after)).format == "JPEG"
    assert without_traces(after) == after


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_picture_that_tells_nothing_stays_as_it_came(kind):
    content = saved(kind)
    assert without_traces(content) == content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"words",
        b"\x89PNG\r\n\x1a\n signed",
        saved("JPEG")[:300],
        saved("PNG")[:100],
        saved("GIF"),
        saved("PNG", Image.new("1", (8001, 8000))),
    ],
    ids=["nothing", "words", "torn", "half a JPEG", "half a PNG", "GIF", "too large"],
)
def test_what_is_no_whole_picture_or_too_large_is_refused(content):
    with pytest.raises(ValueError, match="the picture cannot be read, or is too large"):
        without_traces(content)


def test_size_is_told_in_pixels():
    assert size_of(saved("JPEG")) == size_of(saved("PNG")) == (40, 30)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_day_of_a_photo_is_the_one_that_its_camera_wrote(kind):
    exif = Image.Exif()
    exif.get_ifd(CAMERA)[TAKEN] = "0000:00:00 00:00:00"
    found = [taken_on(each) for each in (saved(kind, **told()), saved(kind), saved(kind, exif=exif))]
    assert found == [date(2025, 12, 15), None, None]
