"""Pictures without what a camera writes into them beside the picture: the place, the telephone, its owner."""

from datetime import date
from io import BytesIO

from PIL import Image, UnidentifiedImageError

_ORIENTATION, _TAKEN = 0x0112, 0x9003
_CAMERA = 0x8769
"""Where the second of them stands."""

_WORDS = ("xmp", "comment", "photoshop")
"""Where a JPEG holds words; all else that a camera tells is its Exif."""

MOST_PIXELS = 64_000_000
"""The largest picture that is taken: more than telephones make as a rule, and what a small server can hold in memory."""


def size_of(content: bytes) -> tuple[int, int]:
    """Give width and height of a picture that `without_traces` gave, in pixels."""
    with Image.open(BytesIO(content)) as picture:
        return picture.size


def taken_on(content: bytes) -> date | None:
    """Give the day on which a picture that `without_traces` gave was taken, None where it tells none."""
    with Image.open(BytesIO(content)) as picture:
        told = str(picture.getexif().get_ifd(_CAMERA).get(_TAKEN, ""))
    try:
        return date.fromisoformat(told[:10].replace(":", "-"))
    except ValueError:
        return None


def without_traces(content: bytes) -> bytes:
    """Give a JPEG or PNG picture without place, device, names and words; which way is up and when it was taken stay.

    One that tells nothing of the kind is given back as it came; of another the picture itself is kept as it is, a JPEG by its
    own tables. Raises ValueError where it cannot be read, or has more than `MOST_PIXELS`.
    """
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValueError(picture.size)  # noqa: TRY301  told below
            picture.load()
            kept = _kept(picture.getexif())
            return _redrawn(picture, kept) if _tells_more(picture, kept) else content
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        message = "the picture cannot be read, or is too large"
        raise ValueError(message) from error


def _tells_more(picture: Image.Image, kept: Image.Exif) -> bool:
    words = getattr(picture, "text", None) or any(each in picture.info for each in _WORDS)
    more = "exif" in picture.info and picture.getexif().tobytes() != kept.tobytes()
    return bool(words) or more or picture.format == "MPO"


def _redrawn(picture: Image.Image, kept: Image.Exif) -> bytes:
    options: dict[str, object] = {"icc_profile": picture.info.get("icc_profile")}
    if len(kept):
        options["exif"] = kept
    for each in ("exif", *_WORDS):
        picture.info.pop(each, None)
    if picture.format != "PNG":
        options["quality"] = "keep" if picture.format == "JPEG" else 95
    buffer = BytesIO()
    picture.save(buffer, "PNG" if picture.format == "PNG" else "JPEG", **options)
    return buffer.getvalue()


def _kept(told: Image.Exif) -> Image.Exif:
    """Give of all that a picture tells which way is up and when it was taken."""
    kept = Image.Exif()
    if _ORIENTATION in told:
        kept[_ORIENTATION] = told[_ORIENTATION]
    if taken := told.get_ifd(_CAMERA).get(_TAKEN):
        kept.get_ifd(_CAMERA)[_TAKEN] = taken
    return kept
