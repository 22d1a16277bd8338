"""Pictures that were given, put into a Word file: their kind and size read, their bytes stored once."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Literal

from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The JPEG markers of a frame, which holds the size (ITU-T T.81, table B.1)."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that the file already holds: the `relation` to it, its `number`, its height over its width."""

    relation: str
    number: int
    proportion: float


Embed = Callable[[bytes, str], Image]
"""What puts the bytes of a picture with an alt text into the file; raises InputError where they are none."""


def kind_and_size(data: bytes) -> tuple[Literal["png", "jpeg"], int, int] | None:
    """Give a picture's kind, width and height in pixels, or None where `data` is no PNG or JPEG file."""
    kind: Literal["png", "jpeg"]
    if data.startswith(_PNG) and len(data) >= 24:
        kind, width, height = "png", int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    else:
        kind, (width, height) = "jpeg", _jpeg_size(data)
    return (kind, width, height) if width and height else None


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Give width and height of a JPEG file, or zeros."""
    place = len(_JPEG) if data.startswith(_JPEG) else len(data)
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker in _FRAMES:
            return int.from_bytes(data[place + 7 : place + 9]), int.from_bytes(data[place + 5 : place + 7])
        # A marker may be preceded by any number of fill bytes; otherwise its segment says how long it is.
        place += 1 if marker == 0xFF else 2 + int.from_bytes(data[place + 2 : place + 4])
    return 0, 0


def embedder(part: "DocumentPart") -> Embed:
    """Give the function that puts pictures into the file of `part`, each only once however often it stands."""
    # Deferred: python-docx is heavy, and most commands write no Word file.
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415
    from docx.opc.packuri import PackURI  # noqa: PLC0415
    from docx.opc.part import Part  # noqa: PLC0415

    relations: dict[bytes, str] = {}
    numbers = count(1)

    def embed(data: bytes, alt: str) -> Image:
        known = kind_and_size(data)
        if known is None:
            raise InputError(
                Problem(
                    "picture-unreadable",
                    _("the picture “{alt}” is neither PNG nor JPEG").format(alt=alt),
                    mend=_("save it as PNG or JPEG and give that file"),
                )
            )
        kind, width, height = known
        if data not in relations:
            name = PackURI(f"/word/media/image{len(relations) + 1}.{kind}")
            picture = Part(name, f"image/{kind}", data, part.package)
            relations[data] = part.relate_to(picture, RELATIONSHIP_TYPE.IMAGE)
        return Image(relations[data], next(numbers), height / width)

    return embed
