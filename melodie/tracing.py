"""One id follows a request through every service, its log lines and its answer."""

import logging
import re
import time
import uuid
from typing import Final

import structlog
from flask import Flask, Response, g, request

HEADER: Final = "X-Request-ID"
QUIET: Final = ("/livez", "/readyz", "/metrics", "/static/")
"""Paths that machines ask every few seconds: logged only when they fail."""

_ACCEPTED: Final = re.compile(r"^[A-Za-z0-9_-]{8,64}$")

_LIKE_A_SECRET: Final = re.compile(r"[^/]*[A-Za-z0-9]{16}[^/]*")

log = logging.getLogger("melodie.access")


def trace(app: Flask) -> None:
    """Give every request of ``app`` an id, the caller's if it sent one, and log the request."""

    @app.before_request
    def begin() -> None:
        sent = request.headers.get(HEADER, "")
        g.request_id = sent if _ACCEPTED.match(sent) else uuid.uuid4().hex
        g.began = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    @app.after_request
    def end(response: Response) -> Response:
        response.headers[HEADER] = g.request_id
        quiet = request.path.startswith(QUIET) and response.status_code < 500
        log.log(
            logging.DEBUG if quiet else logging.INFO,
            "%s %s",
            request.method,
            told_path(),
            extra={
                "status": response.status_code,
                "milliseconds": round(1000 * (time.perf_counter() - g.began), 1),
                "remote": request.remote_addr,
            },
        )
        return response


def told_path() -> str:
    """Return the path of the request as a log may have it.

    What its route calls ``secret`` is left out, and so is every part that is as long as a
    secret in spite of a slip: of 32 letters and digits, one wrong leaves 16 others in a row.
    """
    secret = (request.view_args or {}).get("secret")
    path = request.path.replace(secret, "…") if secret else request.path
    return _LIKE_A_SECRET.sub("…", path)


def current_request_id() -> str | None:
    """Return the id of the request that is being answered, if any."""
    found = structlog.contextvars.get_contextvars().get("request_id")
    return str(found) if found else None
