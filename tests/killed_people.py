"""People who work in a served site, each on a thread of its own, until it is gone: what was acknowledged is kept."""

import http.client
import itertools
import re
import threading
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field

PASSWORD = "prongsai-example"
BOUNDARY = "----------a-boundary"


class GoneError(Exception):
    """The site did not acknowledge."""


@dataclass
class Browser:
    """A browser of one person, with its cookies."""

    address: str
    email: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, method: str, path: str, body: bytes = b"", kind: str = "application/x-www-form-urlencoded"
    ) -> tuple[int, str, str]:
        """Ask for a page; give status, where it leads, and the page. Raises GoneError where nothing comes back."""
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": kind,
            "X-CSRFToken": self.cookies.get("prongsai_csrf", ""),
        }
        connection = http.client.HTTPConnection(self.address, timeout=30)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            raise GoneError from error
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), page

    def send(self, path: str, **fields: str) -> str:
        """Send a form, and give where it led; raises GoneError where it was not acknowledged."""
        status, place, _page = self.ask("POST", path, urllib.parse.urlencode(fields).encode())
        return _acknowledged(status, place)

    def upload(self, path: str, name: str, content: str) -> str:
        """Send a file in the field ``file``, and give where it led."""
        body = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            f"Content-Type: text/plain\r\n\r\n{content}\r\n--{BOUNDARY}--\r\n"
        ).encode()
        status, place, _page = self.ask("POST", path, body, f"multipart/form-data; boundary={BOUNDARY}")
        return _acknowledged(status, place)

    def sign_in(self) -> None:
        """Sign in."""
        self.ask("GET", "/account/sign-in/")
        self.send("/account/sign-in/", login=self.email, password=PASSWORD)


def _acknowledged(status: int, place: str) -> str:
    if status >= 500:
        raise GoneError
    assert status == 302, status
    return place


@dataclass
class Crowd:
    """Three people at work: one uploads reports, one orders papers, two submit and return a plan in turn."""

    address: str
    reports: list[str] = field(default_factory=list)
    orders: list[int] = field(default_factory=list)
    submitted: list[int] = field(default_factory=list)
    returned: list[int] = field(default_factory=list)
    failed: list[BaseException] = field(default_factory=list)

    def begin(self) -> list[threading.Thread]:
        """Let all begin, once they are signed in."""
        people = [
            Browser(self.address, f"{who}@example.com")
            for who in ("officer", "officer", "officer", "director")
        ]
        for each in people:
            each.sign_in()
        uploading, ordering, officer, director = people
        works: list[Callable[[], None]] = [
            lambda: self._upload(uploading),
            lambda: self._order(ordering),
            lambda: self._decide(officer, director),
        ]
        threads = [threading.Thread(target=self._until_gone, args=(work,)) for work in works]
        for each in threads:
            each.start()
        return threads

    def _until_gone(self, work: Callable[[], None]) -> None:
        try:
            work()
        except GoneError:
            return
        except BaseException as error:  # noqa: BLE001  told by the test
            self.failed.append(error)

    def _upload(self, person: Browser) -> None:
        for number in itertools.count():
            content = f"รายงานผลการประเมิน ITA ฉบับที่ {number} ปีงบประมาณ พ.ศ. 2568\n" * 50
            place = person.upload("/agencies/1/readings/upload/", f"{number}.txt", content)
            self.reports.append(place)

    def _order(self, person: Browser) -> None:
        for number in itertools.count():
            person.send("/agencies/1/rounds/2568/papers/1/again/")
            self.orders.append(number)

    def _decide(self, officer: Browser, director: Browser) -> None:
        plan = "/agencies/1/rounds/2568/plan"
        for number in itertools.count(1):
            officer.send(f"{plan}/submit/", note=f"ฉบับที่ {number}", explanation="รอข้อมูลจากกองคลัง")
            self.submitted.append(number)
            director.send(
                f"{plan}/versions/{number}/approve/", decision="returned", word=f"แก้ไขครั้งที่ {number}"
            )
            self.returned.append(number)


def number_in(place: str) -> int:
    """Give the number at the end of an address."""
    (found,) = re.findall(r"/(\d+)/$", place)
    return int(found)
