"""Kind and size of pictures that were given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.reports.docx_images import kind_and_size

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (300).to_bytes(4) + (200).to_bytes(4)
FRAME = b"\0\x11\x08" + (16).to_bytes(2) + (32).to_bytes(2)
JFIF = b"\xff\xe0\0\x04ab"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (PNG, ("png", 300, 200)),
        (PNG[:-1], None),
        (PNG[:16] + bytes(8), None),
        (b"\xff\xd8" + JFIF + b"\xff\xc0" + FRAME, ("jpeg", 32, 16)),
        # As some programs save: no JFIF segment, a progressive frame, fill bytes before the marker.
        (b"\xff\xd8\xff\xc4\0\x03a\xff\xff\xff\xc2" + FRAME, ("jpeg", 32, 16)),
        (b"\xff\xd8" + JFIF, None),
        (b"\xff\xd8" + JFIF + b"abcdefghijkl", None),
        (JFIF + b"\xff\xc0" + FRAME, None),
        (b"GIF89a" + bytes(20), None),
        (b"", None),
    ],
)
def test_kind_and_size_of_a_picture(data: bytes, found: tuple[str, int, int] | None) -> None:
    assert kind_and_size(data) == found


@given(st.sampled_from([b"", b"\xff\xd8", PNG[:8]]), st.binary(max_size=60))
def test_any_bytes_are_a_picture_or_none(head: bytes, rest: bytes) -> None:
    found = kind_and_size(head + rest)

    assert found is None or (found[0] in {"png", "jpeg"} and found[1] > 0 and found[2] > 0)
