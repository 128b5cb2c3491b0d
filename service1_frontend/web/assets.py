"""What pages are made of: our own static files, and Bootstrap from the package that carries it."""

import hashlib
import re
from pathlib import Path
from typing import Any, Final

from bootstrap_wrapper import get_bootstrap_css_dir  # type: ignore[import-untyped] # it has no types
from flask import Blueprint, Flask, Response, send_from_directory

STATIC: Final = Path(__file__).with_name("static")
YEAR: Final = 31_536_000
"""Seconds."""

DATA_PICTURE: Final = re.compile(rb'url\("data:[^"]*"\)')
"""Bootstrap's pictures inside its style sheet: our policy allows none, our own files stand in."""


def serve_static(app: Flask) -> None:
    """Serve our own files under an address that changes with any of them.

    Modules and style sheets name each other by relative addresses, so the
    mark of the edition stands in the folder: a browser may keep all for good
    and still never mixes two editions.
    """
    edition = _edition()

    def static(asked: str, filename: str) -> Response:
        """Send a file; of another edition too, as replicas change one by one."""
        response = send_from_directory(STATIC, filename)
        if asked == edition:
            response.cache_control.public = True
            response.cache_control.no_cache = None
            response.cache_control.max_age = YEAR
            response.cache_control.immutable = True
        return response

    app.add_url_rule("/static/<asked>/<path:filename>", "static", static)

    @app.url_defaults
    def add_edition(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values.setdefault("asked", edition)


def bootstrap() -> Blueprint:
    """Return the blueprint ``bootstrap``, which serves ``/bootstrap/bootstrap.min.css``."""
    published = Path(get_bootstrap_css_dir(), "bootstrap.min.css").read_bytes()
    sheet = DATA_PICTURE.sub(b"none", published)
    blueprint = Blueprint("bootstrap", __name__)

    @blueprint.get("/bootstrap/bootstrap.min.css")
    def static() -> Response:
        """Send the style sheet; its address carries our version."""
        response = Response(sheet, mimetype="text/css")
        response.cache_control.public = True
        response.cache_control.max_age = YEAR
        response.set_etag(hashlib.sha256(sheet).hexdigest())
        return response

    return blueprint


def _edition() -> str:
    """Return a mark of all files' names and contents."""
    files = sorted(STATIC.iterdir())
    digests = (f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files)
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()[:12]
