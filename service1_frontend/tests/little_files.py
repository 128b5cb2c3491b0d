"""The least that is a file of its kind, for tests that only ask whether there is one."""

import io
import wave
from base64 import b64decode
from typing import Final
from zipfile import ZipFile

from pypdf import PdfWriter

from service1_frontend.tests.apps import Answer


def a_pdf(pages: int = 1) -> bytes:
    """Empty pages of A4."""
    writer, written = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.write(written)
    return written.getvalue()


def _an_archive() -> bytes:
    written = io.BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr("empty.mid", b"")
    return written.getvalue()


def _a_sound() -> bytes:
    """A hundredth of a second of silence."""
    written = io.BytesIO()
    with wave.open(written, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(44_100)
        sound.writeframes(bytes(882))
    return written.getvalue()


A_FRAME: Final = b"\xff\xfb\x90\x00" + bytes(413)
"""MPEG 1, layer III, 128 kbit/s at 44.1 kHz: silence."""

A_DOT: Final = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
"""A picture of one pixel."""

PDF: Final = "application/pdf"

LITTLE: Final[dict[str, Answer]] = {
    kind: (200, kind, body)
    for kind, body in {
        PDF: a_pdf(),
        "application/zip": _an_archive(),
        "audio/mpeg": A_FRAME,
        "audio/wav": _a_sound(),
        "image/png": A_DOT,
    }.items()
}
"""What is only downloaded, by media type."""
