"""A browser and a running site. Where no Chromium is, these tests are skipped, and the end of the run says so."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, StorageState

from kept_sites import KeptSites
from own_sites import own_site
from served import Served, served
from visiting import CHROMIUM, Visitor, chromium

Visit = Callable[..., Visitor]
VISITORS = pytest.StashKey[list[Visitor]]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests of this folder where there is no browser."""
    if CHROMIUM is None:
        here = Path(__file__).parent
        for item in items:
            if here in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="no Chromium: install Debian's package chromium"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Let the report of a failed test say what stood on the pages at that moment."""
    report = yield
    if report.when == "call" and report.failed:
        for each in item.stash.get(VISITORS, []):
            report.sections.append((f"Page {each.page.url}", each.page.locator("body").inner_text()))
    return report


@pytest.fixture(scope="session")
def site(kept_sites: KeptSites, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Give the demonstration, running."""
    folder = tmp_path_factory.mktemp("site") / "data"
    with (
        own_site(folder, like=kept_sites.ready()) as own,
        served(folder, database=own.database) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a browser."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def signed_in() -> dict[str, StorageState]:
    """Give the cookies of those who have signed in, so that each does so once."""
    return {}


@pytest.fixture
def visit(
    browser: Browser, site: Served, signed_in: dict[str, StorageState], request: pytest.FixtureRequest
) -> Iterator[Visit]:
    """Give a maker of visitors, each with a browser of their own, signed in where an address is given.

    Whoever is made signed in must not sign out: others go on with the same session. A test in which anything went
    wrong on a page fails.
    """
    visitors = request.node.stash[VISITORS] = []

    def make(email: str = "", *, width: int = 1200, scripts: bool = True, **options: object) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale="th-TH",
            java_script_enabled=scripts,
            storage_state=signed_in.get(email),
            **options,
        )
        visitors.append(Visitor(context, site.address))
        if email and email not in signed_in:
            visitors[-1].sign_in(email)
            signed_in[email] = context.storage_state()
        visitors[-1].go("/")
        return visitors[-1]

    yield make
    found = [fault for each in visitors for fault in each.faults]
    for each in visitors:
        each.context.close()
    assert found == []


@pytest.fixture
def visitor(visit: Visit, request: pytest.FixtureRequest) -> Visitor:
    """Give a visitor at a wide screen, or as wide as a parameter says."""
    return visit(width=getattr(request, "param", 1200))
