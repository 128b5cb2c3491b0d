"""Services that remember what they have answered, for tests that are about something else."""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from flask import Flask
from werkzeug.test import run_wsgi_app

from melodie.tracing import HEADER

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ASKED: Final = ("PATH_INFO", "QUERY_STRING", "CONTENT_TYPE", "HTTP_ACCEPT", "HTTP_PREFER")
"""What an answer to a POST may depend on, beside the body."""

MOST: Final = 64 << 20
"""Bytes of answers that are remembered; those used last."""

Headers = list[tuple[str, str]]
Answer = tuple[bytes, str, Headers]


class Remembering:
    """Answers as ``app`` does, and a POST that it has answered well before as it did then.

    Every call between services is a pure function of its body (``melodie.upstream``).
    """

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app
        self._lock = threading.Lock()
        self._answers: OrderedDict[tuple[object, ...], Answer] = OrderedDict()
        self._size = 0

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request."""
        if environ["REQUEST_METHOD"] != "POST":
            return self._app(environ, start_response)
        sent = environ["wsgi.input"].read()
        asked = (sent, *(environ.get(name) for name in ASKED))
        body, status, headers = self._find(asked) or self._ask(
            asked, environ | {"wsgi.input": BytesIO(sent)}
        )
        start_response(status, _with_id(headers, environ.get("HTTP_X_REQUEST_ID")))
        return [body]

    def _find(self, asked: tuple[object, ...]) -> Answer | None:
        with self._lock:
            if asked in self._answers:
                self._answers.move_to_end(asked)
            return self._answers.get(asked)

    def _ask(self, asked: tuple[object, ...], environ: "WSGIEnvironment") -> Answer:
        pieces, status, headers = run_wsgi_app(self._app, environ, buffered=True)
        answer = b"".join(pieces), status, list(headers)
        if status.startswith("200 "):
            with self._lock:
                self._size += len(answer[0]) if asked not in self._answers else 0
                self._answers[asked] = answer
                while self._size > MOST:
                    self._size -= len(self._answers.popitem(last=False)[1][0])
        return answer


@cache
def remembering(app: Flask) -> Remembering:
    """Return ``app`` with one memory for all who ask it this way."""
    return Remembering(app)


def _with_id(headers: Headers, request_id: str | None) -> Headers:
    """Return the headers of an answer with the id of this request, if it has one."""
    if request_id is None:
        return headers
    return [*((name, value) for name, value in headers if name != HEADER), (HEADER, request_id)]
