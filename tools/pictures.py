"""Takes the pictures of the README, of the demonstration in Chromium: `make pictures`."""

import io
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from PIL import Image
from playwright.sync_api import Page

from served import served
from visiting import Visitor, chromium

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
COLOURS = 64
LONGEST = 150_000
"""How large a picture may be, in bytes."""
MISTAKES = ((" ผ่านดี ", " ผ่านดีเยี่ยม "), ("o25", "o28"))
"""What is put in place of what in a good report, once each, so that there is something to find."""

AGENCY = "/agencies/1/"
ROUND = f"{AGENCY}rounds/2568/"
SUBMITTED = "/agencies/3/"
FOLLOWED = "/agencies/2/"


@dataclass(frozen=True, slots=True)
class Picture:
    """A page to be taken: who sees it, where, what is done before, how high, and on a phone or a wide screen."""

    name: str
    path: str
    email: str = "officer@example.com"
    before: Callable[[Page], None] | None = None
    height: int = 900
    phone: bool = False


def suppose_another_score(page: Page) -> None:
    """Move sliders of the what-if."""
    for number in (7, 9):
        page.get_by_role("slider").nth(number).fill("96")
    page.locator("#answer-rest table").wait_for()
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")


def scroll_to(place: str) -> Callable[[Page], None]:
    """Give what brings a place to the upper edge of the screen."""
    return lambda page: page.locator(place).first.evaluate("each => each.scrollIntoView()")


def edit_the_owners(page: Page) -> None:
    """Open a part of a measure where it stands."""
    page.locator("a[href*='/parts/owners/']").first.click()
    page.locator("main form button").first.wait_for()


def open_the_decision(page: Page) -> None:
    """Go to the decision that waits for the reader, and choose."""
    page.get_by_role("link", name="อ่านและพิจารณา").first.click()
    page.get_by_label("เห็นชอบ", exact=True).check()
    page.locator("#decision").evaluate("each => each.scrollIntoView({block: 'end'})")


def open_the_checked_report(page: Page) -> None:
    """Open the report that was checked, at the first place that is marked."""
    page.locator("main tbody th a").first.click()
    page.locator("#text mark").first.evaluate("each => each.scrollIntoView({block: 'center'})")


PICTURES = (
    Picture("overview", AGENCY, height=860),
    Picture("findings", f"{ROUND}findings/", before=scroll_to("#instruments"), height=1260),
    Picture("what-if", f"{ROUND}findings/what-if/", before=suppose_another_score, height=1260),
    Picture("plan", f"{ROUND}plan/", before=scroll_to(".measure"), height=1000),
    Picture("measure", f"{ROUND}plan/measures/m2/", before=edit_the_owners, height=1000),
    Picture("approval", SUBMITTED, email="director@example.com", before=open_the_decision),
    Picture("papers", f"{ROUND}papers/", before=scroll_to("main h1"), height=1000),
    Picture("checking", f"{AGENCY}readings/", before=open_the_checked_report),
    Picture("follow-up", f"{FOLLOWED}rounds/2568/progress/", height=1100),
    Picture("public", "/public/2-sommut/", height=1260),
    Picture("area", "/areas/1/", email="coordinator@example.com", height=1000),
    Picture("phone-overview", AGENCY, height=740, phone=True),
    Picture("phone-findings", f"{ROUND}findings/", before=scroll_to(".sheet"), height=740, phone=True),
)


def take(visitor: Visitor, picture: Picture) -> None:
    """Take one picture and write it with few colours; raises ValueError where it is too large."""
    page = visitor.go(picture.path)
    if picture.before:
        picture.before(page)
    page.wait_for_load_state("networkidle")
    taken = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    path = FOLDER / f"{picture.name}.png"
    taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    if visitor.faults or path.stat().st_size > LONGEST:
        raise ValueError(picture.name, path.stat().st_size, visitor.faults)
    print(f"{path.name}: {path.stat().st_size // 1000} KB")


def make_papers(visitor: Visitor, folder: Path) -> Path:
    """Have the papers made, and give the report among them with mistakes put into it."""
    page = visitor.go(f"{ROUND}papers/")
    visitor.press("จัดทำเอกสาร")
    with page.expect_download(timeout=120_000) as download:
        page.get_by_role("link", name=re.compile("^DOCX")).first.click(timeout=120_000)
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    document = Document(str(path))
    for right, wrong in MISTAKES:
        run = next(run for each in document.paragraphs for run in each.runs if right in run.text)
        run.text = run.text.replace(right, wrong)
    document.save(str(path))
    return path


def check_a_report(visitor: Visitor, report: Path) -> None:
    """Upload a report to be checked, and wait until it was."""
    page = visitor.go(f"{AGENCY}readings/")
    page.locator("input[type=file]").set_input_files(report)
    visitor.press("ตรวจรายงาน")
    page.locator("#found-title").wait_for(timeout=60_000)


def main() -> None:
    """Run the demonstration and take all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "site") as site,
        chromium() as browser,
    ):
        officer = Visitor(browser.new_context(locale="th-TH"), site.address)
        officer.sign_in("officer@example.com")
        check_a_report(officer, make_papers(officer, Path(folder)))
        for picture in PICTURES:
            size = {"width": 360 if picture.phone else 1200, "height": picture.height}
            context = browser.new_context(
                viewport=size, device_scale_factor=2 if picture.phone else 1, locale="th-TH"
            )
            visitor = Visitor(context, site.address)
            visitor.sign_in(picture.email)
            take(visitor, picture)
            context.close()


if __name__ == "__main__":
    main()
