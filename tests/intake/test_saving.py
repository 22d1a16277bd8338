import pytest

from prongsai.intake.files import save
from prongsai.language.messages import language
from prongsai.language.problems import InputError, Problem


def test_saved_file_replaces_the_one_that_was_there(tmp_path):
    path = tmp_path / "papers" / "a.txt"
    assert save(b"one", path) == path
    assert path.stat().st_mode & 0o777 == 0o644
    path.chmod(0o600)
    save(b"two", path)
    assert (path.read_bytes(), [each.name for each in path.parent.iterdir()]) == (b"two", ["a.txt"])
    assert path.stat().st_mode & 0o777 == 0o600


def test_saved_file_goes_where_a_link_points(tmp_path):
    (tmp_path / "real.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    save(b"new", tmp_path / "link.txt")
    assert ((tmp_path / "real.txt").read_bytes(), (tmp_path / "link.txt").is_symlink()) == (b"new", True)


def test_place_that_cannot_be_written_is_one_clear_line(tmp_path):
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "a.txt"
    with language("en"), pytest.raises(InputError) as raised:
        save(b"one", path)
    what, mend = "this file cannot be written: File exists", "choose another place, or free the disk"
    assert raised.value.problems == (Problem("cannot-write", what, str(path), mend),)


def test_nothing_half_written_is_left_where_saving_fails(tmp_path):
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(InputError, match="Is a directory"):
        save(b"one", tmp_path / "a.txt")
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]
