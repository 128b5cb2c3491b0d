"""Handing out a file: its name, its kind, and how long a browser may keep it."""

import hashlib
import io
from typing import Final

from flask import Response, send_file

from melodie.errors import NotFound
from melodie.formats import BY_EXTENSION, FORMATS, Format, file_name

YEAR: Final = 31_536_000
"""Seconds. A melody never changes, and neither does what is made from it."""

PICTURE_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; sandbox"
"""A picture opened by itself brings its own style and does nothing else."""


def format_of(name: str) -> Format:
    """Return the format that a file's name asks for; raises ``NotFound`` for one not made."""
    extension = name.rpartition(".")[2].lower()
    found = BY_EXTENSION.get(extension)
    if found is None:
        made = ", ".join(file_format.extension for file_format in FORMATS)
        raise NotFound(f"Mélodie makes no .{extension[:20]} files; it makes {made}.")
    return found


def hand_out(content: bytes, file_format: Format, title: str, *, download: bool) -> Response:
    """Answer with a file, in part or not at all where that is what was asked for."""
    response = send_file(
        io.BytesIO(content),
        mimetype=file_format.media_type,
        as_attachment=download,
        download_name=file_name(title, file_format.extension),
        etag=hashlib.sha256(content).hexdigest(),
        max_age=YEAR,
    )
    response.cache_control.immutable = True
    if file_format.extension == "svg":
        response.headers["Content-Security-Policy"] = PICTURE_POLICY
    return response
