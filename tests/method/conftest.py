"""A made-up year that the tests of this room bend and break."""

from collections.abc import Callable
from pathlib import Path

import pytest

MADE_UP = (Path(__file__).parent / "made_up.yaml").read_text(encoding="utf-8")


@pytest.fixture
def made_up() -> str:
    """The text of a sound pack of 2599."""
    return MADE_UP


@pytest.fixture
def write_pack(tmp_path: Path) -> Callable[..., Path]:
    """Write the made-up pack with some texts replaced, each of which must occur exactly once."""

    def write(*replaced: tuple[str, str], year: int = 2599) -> Path:
        text = MADE_UP.replace("fiscal_year: 2599", f"fiscal_year: {year}")
        for old, new in replaced:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path = tmp_path / f"{year}.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write
