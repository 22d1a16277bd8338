from collections.abc import Callable
from pathlib import Path

import pytest

from prongsai.intake.agency import read_intake
from prongsai.intake.model import Intake
from prongsai.language.problems import InputError


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def put(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return put


@pytest.fixture
def read(write: Callable[[str, str | bytes], Path]) -> Callable[..., Intake]:
    def put_and_read(content: str | bytes, name: str = "a.yaml") -> Intake:
        return read_intake(write(name, content))

    return put_and_read


@pytest.fixture
def faults(read: Callable[..., Intake], tmp_path: Path) -> Callable[..., list[str]]:
    """Give the lines of complaint about a file, its folder left out."""

    def complain(content: str | bytes, name: str = "a.yaml") -> list[str]:
        with pytest.raises(InputError) as caught:
            read(content, name)
        return [str(problem).replace(f"{tmp_path}/", "") for problem in caught.value.problems]

    return complain
