"""A server for mail on a local port: takes letters, or takes one and never answers."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from itertools import takewhile


@dataclass
class MailHouse:
    """What came: to whom, letter by letter, and what was in it. While it is `silent`, a letter that came whole is not answered."""

    address: str = ""
    taken: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    silent: bool = False
    came: threading.Event = field(default_factory=threading.Event)

    def to(self, whom: str) -> list[str]:
        """Give what was in the letters to somebody."""
        return [text for each, text in zip(self.taken, self.texts, strict=False) if each == whom]


class _Handler(socketserver.StreamRequestHandler):
    """Speaks as much of SMTP as it takes to be given a letter."""

    def handle(self) -> None:
        house: MailHouse = self.server.house
        self.say("220 here")
        whom = ""
        while line := self.rfile.readline().decode():
            word = line[:4].upper()
            if word == "RCPT":
                whom = line.partition("<")[2].partition(">")[0]
            if word == "DATA":
                self.say("354 go on")
                letter = b"".join(takewhile(lambda line: line != b".\r\n", self.rfile))
                house.texts.append(message_from_bytes(letter, policy=policy.default).get_content())
                house.taken.append(whom)
                house.came.set()
                if house.silent:
                    self.rfile.read()
                    return
            self.say("221 bye" if word == "QUIT" else "250 taken")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over one who was killed in the midst of it."""


@contextmanager
def mail_house() -> Iterator[MailHouse]:
    """Run the server."""
    house = MailHouse()
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.house = house
        house.address = f"smtp://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield house
        finally:
            server.shutdown()
            thread.join()
