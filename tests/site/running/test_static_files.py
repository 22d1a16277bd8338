"""Static files are made once from the same sources, and anew where they differ or were not made whole."""

import shutil

import pytest

from prongsai.site import static_files


@pytest.fixture
def folder(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    return settings.STATIC_ROOT


def times(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_files_made_from_the_same_sources_are_left_as_they_are(folder):
    static_files.make()
    made = times(folder)
    assert {static_files.MADE_OF, "site.css"} <= {path.name for path in made}
    lost = folder / "site" / "site.css"
    lost.unlink()
    static_files.make()
    assert times(folder) == {path: time for path, time in made.items() if path != lost}


def test_files_made_from_other_sources_are_made_anew(folder):
    static_files.make()
    (folder / static_files.MADE_OF).write_text("others", encoding="ascii")
    (folder / "site" / "site.css").unlink()
    static_files.make()
    assert (folder / "site" / "site.css").is_file()
    assert (folder / static_files.MADE_OF).read_text(encoding="ascii") != "others"


def test_making_that_was_cut_short_is_not_taken_for_whole(folder):
    static_files.make()
    (folder / static_files.MADE_OF).write_text("others", encoding="ascii")
    shutil.rmtree(folder / "site")
    (folder / "site").touch()
    with pytest.raises(OSError, match="site"):
        static_files.make()
    assert not (folder / static_files.MADE_OF).exists()
