"""Services that misbehave, as apps."""

from collections.abc import Mapping

from flask import Flask, Response, request
from werkzeug.test import Client

from service1_frontend.web.app_state import MAKER, TAKING
from tests.remembering import remembering

Answer = tuple[int, str, str | bytes]
"""Status, media type and body."""

AWAY: Answer = (503, "application/problem+json", "{}")


def answering(real: Flask, odd: Mapping[str, Answer], wanted: set[str] | None = None) -> Flask:
    """Return an app that answers as ``odd`` says by path, or by media type, else as ``real``.

    The media types that are asked for are added to ``wanted``.
    """
    app, asked = Flask(__name__), Client(remembering(real))

    @app.route("/<path:path>", methods=["GET", "POST"])
    def answer(path: str) -> Response:
        if wanted is not None:
            wanted.add(request.headers["Accept"])
        found = odd.get(f"/{path}") or odd.get(request.headers["Accept"])
        if found:
            status, media_type, body = found
            return Response(body, status, mimetype=media_type)
        passed_on = asked.open(
            f"/{path}", method=request.method, data=request.data, headers=dict(request.headers)
        )
        return Response(passed_on.data, passed_on.status_code, passed_on.headers)

    return app


def drain(app: Flask) -> None:
    """Return when nothing of what the frontend ``app`` began is still being done."""
    for pool in (*app.extensions[MAKER].pools, app.extensions[TAKING].parts.pool):
        pool.drain()
