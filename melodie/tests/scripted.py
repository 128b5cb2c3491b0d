"""A server that gives the answers a test scripts, and records the requests."""

from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from threading import Event
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; ``breaks`` closes the connection, ``waits`` holds it until the test ends.

    ``missing`` bytes are announced and not sent; one that ``lingers`` then holds the connection.
    """

    status: int = 200
    body: bytes = b"{}"
    media_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    breaks: bool = False
    waits: bool = False
    missing: int = 0
    lingers: bool = False


@dataclass(slots=True)
class Asked:
    """A request as it arrived; header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Script:
    """The answers to come, the last one for ever, and the requests so far."""

    url: str = ""
    answers: list[Answer] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    hold: Event = field(default_factory=Event)

    def next(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def handler_of(script: Script) -> type[BaseHTTPRequestHandler]:
    """Return a request handler that follows ``script``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            script.asked.append(Asked(self.command, self.path, headers, body))
            answer = script.next()
            if answer.waits:
                script.hold.wait(10)
            if not answer.breaks and not answer.waits:
                self._send(answer)

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            length = str(len(answer.body) + answer.missing)
            for name, value in (("Content-Length", length), *answer.headers):
                self.send_header(name, value)
            self.send_header("Content-Type", answer.media_type)
            self.end_headers()
            self.wfile.write(answer.body)
            if answer.lingers:
                script.hold.wait(10)

        def log_message(self, *_: Any) -> None:
            """Keep quiet."""

    return Handler
