"""The headers that tell browsers what our pages never do, and the one that names us."""

from collections.abc import Collection
from typing import Final

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest
from werkzeug.sansio.utils import host_is_trusted

POLICY: Final = (
    "default-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

HEADERS: Final = {
    "Cache-Control": "private, no-cache",  # files say otherwise
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


SECRET: Final = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


def keep_secret(response: Response) -> Response:
    """Send what keeps a page and its address to those who know it: for shelves."""
    response.headers.update(SECRET)
    return response


def protect(app: Flask) -> None:
    """Send the headers with every answer of ``app`` that does not bring its own."""

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def check_hosts(app: Flask, trusted: Collection[str]) -> None:
    """Refuse a ``Host`` that is no host, or is not one of ``trusted`` where there are any.

    Who asks after our health does so by whatever address it has.
    """

    @app.before_request
    def check() -> None:
        host = request.environ.get("HTTP_HOST")
        if host is None or request.blueprint == "health":
            return
        name = host.lower().removesuffix(f":{host.rpartition(':')[2]}")
        if not host_is_trusted(host) or (trusted and name not in trusted):
            raise BadRequest("The Host of this request is not one that is served here.")
