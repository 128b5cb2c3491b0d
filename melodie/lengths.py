"""Refuses requests with too long a path, query, header or body, before any of them is parsed.

What is refused for its length is also cut off: the request is still routed, logged
and answered, and each of these reads its parts again.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from flask import Flask, request
from werkzeug.exceptions import (
    HTTPException,
    LengthRequired,
    RequestEntityTooLarge,
    RequestHeaderFieldsTooLarge,
    RequestURITooLarge,
)

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MAX_PATH: Final = 1_000
MAX_QUERY: Final = 4_000
MAX_HEADERS: Final = 16_000
"""Characters of all headers together."""

MAX_HEADER: Final = {"HTTP_COOKIE": 8_000, "HTTP_ACCEPT": 1_000}
MAX_OTHER_HEADER: Final = 4_000
"""Characters of one header; ``Accept`` costs the most to read."""

REFUSAL: Final = "melodie.too_long"
"""Where a WSGI environment holds what was too long."""


def refuse_what_is_too_long(app: Flask) -> None:
    """Answer 414, 431, 411 or 413 where a part of a request is too long or of unknown length."""
    app.wsgi_app = _Shortened(app.wsgi_app)  # type: ignore[method-assign]
    app.before_request(_refuse)


class _Shortened:
    """Hands requests to ``app`` without the parts that are too long."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        for shorten in (_shorten_address, _shorten_headers):
            if refusal := shorten(environ):
                environ[REFUSAL] = refusal
        return self._app(environ, start_response)


def _shorten_address(environ: "WSGIEnvironment") -> HTTPException | None:
    if len(environ.get("PATH_INFO", "")) > MAX_PATH:
        environ["PATH_INFO"], environ["QUERY_STRING"] = "/", ""
        return RequestURITooLarge(f"The path is longer than {MAX_PATH} bytes.")
    if len(environ.get("QUERY_STRING", "")) > MAX_QUERY:
        environ["QUERY_STRING"] = ""
        return RequestURITooLarge(f"The query is longer than {MAX_QUERY} bytes.")
    return None


def _shorten_headers(environ: "WSGIEnvironment") -> HTTPException | None:
    lengths = {
        name: len(value)
        for name, value in environ.items()
        if name.startswith("HTTP_") or name == "CONTENT_TYPE"
    }
    long = [n for n, length in lengths.items() if length > MAX_HEADER.get(n, MAX_OTHER_HEADER)]
    if sum(lengths.values()) > MAX_HEADERS:
        long = list(lengths)
    for name in long:
        del environ[name]
    if not long:
        return None
    if len(long) == 1:
        name = long[0].removeprefix("HTTP_").replace("_", "-").title()[:40]
        return RequestHeaderFieldsTooLarge(f"The header {name} is too long.")
    return RequestHeaderFieldsTooLarge(f"The headers are longer than {MAX_HEADERS} bytes.")


def _refuse() -> None:
    if refusal := request.environ.get(REFUSAL):
        raise refusal
    if request.url_rule is None or request.method != "POST":
        return  # no body is read
    if request.content_length is None and "Transfer-Encoding" in request.headers:
        raise LengthRequired("Say how long the body is, in Content-Length.")
    most = request.max_content_length
    if most is not None and (request.content_length or 0) > most:
        raise RequestEntityTooLarge(f"The body is longer than {most} bytes.")
