"""Sites that the tests keep are made once, and anew where they were made of something else, or not made whole."""

from itertools import count

import pytest

from kept_sites import KeptSites
from own_sites import POSTGRESQL, on_server, own_site

KINDS = [False, True] if POSTGRESQL else [False]


@pytest.fixture(params=KINDS, ids=lambda each: "PostgreSQL" if each else "SQLite")
def keep(request, tmp_path, tmp_path_factory):
    """Keep a site that is made cheaply; give which making of it, the first or a later one, a copy shows."""
    makings = count(1)

    def run(*, broken=False):
        def make(site):
            site.folder.mkdir()
            site.sql(f"CREATE TABLE making AS SELECT {next(makings)} AS number")
            if broken:
                raise OSError

        kept = KeptSites(tmp_path)._kept("tried", make, on_postgresql=request.param)
        folder = tmp_path_factory.mktemp("copy") / "site"
        with own_site(folder, like=kept, on_postgresql=request.param) as copy:
            ((number,),) = copy.sql("SELECT number FROM making")
        return number

    yield run
    if request.param:
        on_server("DROP DATABASE prongsai_kept_tried WITH (FORCE)")


def told(tmp_path):
    (file,) = tmp_path.glob("tried*/made-of")
    return file


def test_kept_site_is_made_once(keep):
    assert [keep(), keep()] == [1, 1]


def test_site_that_was_made_of_something_else_is_made_anew(keep, tmp_path):
    keep()
    told(tmp_path).write_text("others", encoding="ascii")
    assert [keep(), keep()] == [2, 2]


def test_site_that_was_not_made_whole_is_made_anew(keep, tmp_path):
    with pytest.raises(OSError):  # noqa: PT011  it has no words
        keep(broken=True)
    assert [keep(), keep()] == [2, 2]


@pytest.mark.skipif(not POSTGRESQL, reason="there is no server to lose it")
@pytest.mark.parametrize("keep", [True], ids=["PostgreSQL"], indirect=True)
@pytest.mark.parametrize(
    "lost", ["DROP DATABASE prongsai_kept_tried", "COMMENT ON DATABASE prongsai_kept_tried IS NULL"]
)
def test_site_whose_database_is_gone_or_another_is_made_anew(keep, lost):
    keep()
    on_server(lost)
    assert [keep(), keep()] == [2, 2]
