"""Every page in a browser, wide and narrow: accessible, within the screen, without an error, and usable by keyboard."""

import re
from collections import Counter, defaultdict, deque
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = {
    "resultTypes": ["violations"],  # of all else only that it is there: telling it takes longer than looking
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}
ROLES = ("", "officer", "manager", "mayor", "finance", "reader", "coordinator", "administrator")
"""Who looks, in this order: a stranger, and people of the demonstration."""

OF_A_KIND = 3
WIDTHS = (1200, 320)
LINK = re.compile(r'<a [^>]*?href="([^"#]+)')
ELEMENT = re.compile(r'<(\w+)(?:[^>]*? class="([^"]*)")?')
FOCUS = """() => {
  const each = document.activeElement;
  if (!each || each === document.body) return null;
  const style = getComputedStyle(each), box = each.getBoundingClientRect();
  return [each.outerHTML.slice(0, 80), style.outlineStyle !== 'none' || style.boxShadow !== 'none', box.width > 0 && box.height > 0];
}"""
FILES = re.compile(
    r"/files/|/charts?/|\\.png|template|/signed|download|\\.zip|/garuda|/seal|picture|^/administration/.|^/public/(.*\.|schema)|^/public/[^/]+/reports/"
)
"""Files; and Django's own lists, whose pages are its own but for the first."""


def kind(url: str) -> str:
    parts = urlsplit(url)
    names = sorted(each.split("=")[0] for each in parts.query.split("&"))
    return re.sub(r"\d+", "0", parts.path) + "?" + "&".join(names)


def pages(visitor, start, known):
    """Give page after page by the links that stand there, where one has elements that none of its kind had before.

    A few of each kind are asked for, files are left out. `known` holds the elements of the pages that were given, by kind.
    """
    queue, seen, asked = deque([visitor.address + start]), {visitor.address + start}, Counter()
    while queue:
        url = queue.popleft()
        if asked[kind(url)] >= OF_A_KIND or FILES.search(urlsplit(url).path):
            continue
        asked[kind(url)] += 1
        html = visitor.context.request.get(url).text()
        elements = set(ELEMENT.findall(html))
        if elements - known[kind(url)]:
            known[kind(url)] |= elements
            visitor.page.goto(url)
            yield url.removeprefix(visitor.address)
        for link in LINK.findall(html):
            found = urljoin(url, unescape(link))
            if found.startswith(visitor.address) and "/static/" not in found and found not in seen:
                seen.add(found)
                queue.append(found)


def faults(visitor, axe, path):
    """Give what is wrong on the page that is open, wide and narrow."""
    found = []
    for width in WIDTHS:
        visitor.page.set_viewport_size({"width": width, "height": 900})
        found += [
            f"{path} at {width}: {each['id']}: {each['nodes'][0]['html'][:160]}"
            for each in axe.run(visitor.page, options=RULES).response["violations"]
        ]
        if over := visitor.sideways():
            found.append(f"{path} at {width}: {over} pixels beyond the screen")
    return found


@pytest.mark.once
def test_pages_are_accessible_and_fit_the_screen(visit):
    axe, known, found, looked_at = Axe(), defaultdict(set), [], Counter()
    for who in ROLES:
        visitor = visit(who and f"{who}@example.com")
        for path in pages(visitor, "/", known):
            found += faults(visitor, axe, path)
            looked_at[who] += 1
    assert found == []
    assert looked_at["officer"] > 60
    assert min(looked_at[who] for who in ("manager", "coordinator", "administrator")) > 5


def test_public_pages_are_accessible_and_fit_the_screen(visitor):
    axe, known = Axe(), defaultdict(set)
    seen = [
        (path, faults(visitor, axe, path))
        for start in ("/public/2-sommut/", "/public/2-sommut/frame/", "/public/1000/")
        for path in pages(visitor, start, known)
    ]
    visitor.faults[:] = [each for each in visitor.faults if "404" not in each]
    assert [fault for _path, found in seen for fault in found] == []
    assert {path for path, _found in seen} >= {
        "/public/2-sommut/",
        "/public/2-sommut/en/",
        "/public/2-sommut/frame/",
    }


def test_djangos_own_lists_show_without_an_error_under_the_strict_policy(visitor):
    visitor.sign_in("administrator@example.com")
    visitor.go("/administration/")
    own = sorted(
        set(visitor.page.evaluate("[...document.querySelectorAll('main a')].map(each => each.href)"))
    )
    for address in own:
        visitor.page.goto(address)
    assert len(own) > 10
    assert visitor.faults == []


@pytest.mark.parametrize(
    "path",
    [
        "/agencies/1/",
        "/agencies/1/rounds/2568/",
        "/agencies/1/rounds/2568/findings/",
        "/agencies/1/settings/",
        "/agencies/1/settings/public/propose/",
        "/public/2-sommut/",
    ],
)
def test_keyboard_reaches_what_can_be_used_with_focus_seen(visitor, path):
    visitor.sign_in("officer@example.com")
    page = visitor.go(path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    unseen, count = [], 0
    for _step in range(400):
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        count += 1
        html, marked, sized = focus
        if not (marked and sized):
            unseen.append(html)
        page.keyboard.press("Tab")
    usable = page.evaluate(
        "[...document.querySelectorAll('a[href],button,input,select,textarea,summary,[tabindex=\"0\"]')]"
        ".filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.type !== 'hidden').length"
    )
    assert unseen == []
    assert count >= usable * 0.9
