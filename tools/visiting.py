"""Somebody at the site with a browser: Debian's Chromium, a page of their own, and what went wrong on it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from prongsai.site.demonstration.people import PASSWORD

CHROMIUM = (
    os.environ.get("PRONGSAI_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
)
"""Where the browser is; None where there is none."""
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a browser until the block ends."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


class Visitor:
    """Somebody at the site."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        """Open a page whose every error is noted."""
        self.context = context
        self.address = address
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.faults: list[str] = []
        self.page.on(
            "console",
            lambda said: self.faults.append(said.text) if said.type in {"error", "warning"} else None,
        )
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def go(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(self.address + path)
        return self.page

    def sideways(self) -> int:
        """Give by how many pixels the page is wider than the screen."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )

    def sign_in(self, email: str, password: str = PASSWORD) -> Page:
        """Sign in."""
        self.go("/account/sign-in/")
        return self.fill_sign_in(email, password)

    def fill_sign_in(self, email: str, password: str = PASSWORD) -> Page:
        """Sign in on the page to which the site has led."""
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", password)
        self.page.click("main form button[type=submit]")
        self.page.wait_for_url(lambda url: "/account/sign-in/" not in url)
        return self.page

    def sign_out(self) -> None:
        """Sign out."""
        self.page.locator("details.menu > summary").click()
        self.page.locator("details.menu form button").click()
        self.page.wait_for_url("**/account/sign-in/**")

    def press(self, words: str) -> None:
        """Press a button; where that leads to another page, wait until its scripts are there."""
        self.page.get_by_role("button", name=words, exact=True).click()
        self.page.wait_for_load_state()

    def follow(self, words: str) -> None:
        """Follow the first link with these words, and wait until the scripts of its page are there."""
        self.page.get_by_role("link", name=words, exact=True).first.click()
        self.page.wait_for_load_state()
