"""A file as a response: name, media type, requested range, caching."""

import io
from collections.abc import Iterator
from http import HTTPStatus
from typing import BinaryIO, Final, NamedTuple

from flask import Response, request, send_file
from werkzeug.datastructures import ContentRange

from melodie.errors import NotFound
from melodie.formats import BY_EXTENSION, FORMATS, Format, file_name
from service1_frontend.library.contents import Content
from service1_frontend.making.files import FileInfo
from service1_frontend.web.byte_ranges import NotSatisfiable, byte_range

YEAR: Final = 31_536_000
"""Seconds. A melody never changes, and neither does what is made from it."""

HOUR: Final = 3600
"""Seconds. What a newer release may make otherwise is kept no longer."""

PIECE: Final = 1 << 16
"""Bytes that are read at a time, so that a slow client costs no memory."""

PICTURE_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; sandbox"
"""A picture opened by itself brings its own style and does nothing else."""


class Asked(NamedTuple):
    """How a file was asked for; ``download`` makes a browser save it."""

    file_format: Format
    title: str
    download: bool


def format_of(name: str) -> Format:
    """Return the format that a file's name asks for; raises ``NotFound`` for one not made."""
    extension = name.rpartition(".")[2].lower()
    found = BY_EXTENSION.get(extension)
    if found is None:
        made = ", ".join(file_format.extension for file_format in FORMATS)
        raise NotFound(
            "Mélodie makes no .%(extension)s files; it makes %(made)s.",
            extension=extension[:20],
            made=made,
        )
    return found


def is_conditional() -> bool:
    """Say whether the request may be answered without the file."""
    return request.method == "HEAD" or any(
        name in request.headers for name in ("If-None-Match", "If-Match")
    )


def answer_without(known: FileInfo, asked: Asked) -> Response | None:
    """Answer ``HEAD`` and conditional requests; return None where the file must be sent."""
    response = _headed(asked, known.etag)
    if known.etag:
        response.make_conditional(request.environ)
    if request.method == "GET" and response.status_code == HTTPStatus.OK:
        return None
    if response.status_code == HTTPStatus.OK:
        response.accept_ranges = "bytes"
        if known.size is not None:
            response.content_length = known.size
    return response


def send_content(content: Content, etag: str, asked: Asked) -> Response:
    """Answer with a file, or with the part of it that was asked for (RFC 9110)."""
    response = _headed(asked, etag)
    response.accept_ranges = "bytes"
    try:
        part = _part(content.size, etag)
    except NotSatisfiable:
        response.status_code = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        response.headers["Content-Range"] = f"bytes */{content.size}"
        response.headers["Cache-Control"] = "no-store"
        return response
    first, last = part or (0, content.size - 1)
    if part:
        response.status_code = HTTPStatus.PARTIAL_CONTENT
        response.content_range = ContentRange("bytes", first, last + 1, content.size)
    response.content_length = last + 1 - first
    reader = content.open()
    response.call_on_close(reader.close)  # of a client that left before the first piece too
    response.response = _pieces(reader, first, last + 1 - first)
    return response


def for_an_hour(response: Response) -> Response:
    """Let one browser keep an answer that a newer release might give otherwise."""
    if response.status_code < 400:
        response.cache_control.max_age = HOUR
        response.cache_control.immutable = False
        response.cache_control.no_cache = None
        response.cache_control.private = True
    return response


def _headed(asked: Asked, etag: str | None) -> Response:
    """Return an answer that has every header of the file, and no body yet."""
    response = send_file(
        io.BytesIO(),
        mimetype=asked.file_format.media_type,
        as_attachment=asked.download,
        download_name=file_name(asked.title, asked.file_format.extension),
        conditional=False,
        etag=False,
        max_age=YEAR,
    )
    response.response = ()
    response.automatically_set_content_length = False  # of what has no body it would say 0
    response.headers.pop("Content-Length")
    response.cache_control.immutable = True
    if etag:
        response.set_etag(etag)
    if asked.file_format.extension == "svg":
        response.headers["Content-Security-Policy"] = PICTURE_POLICY
    return response


def _part(size: int, etag: str) -> tuple[int, int] | None:
    """Return the first and the last byte wanted, None for all of them."""
    header = request.headers.get("Range")
    condition = request.headers.get("If-Range")
    if header is None or condition not in (None, f'"{etag}"'):
        return None
    return byte_range(header, size)


def _pieces(reader: BinaryIO, first: int, length: int) -> Iterator[bytes]:
    with reader:
        reader.seek(first)
        while length > 0 and (piece := reader.read(min(PIECE, length))):
            length -= len(piece)
            yield piece
