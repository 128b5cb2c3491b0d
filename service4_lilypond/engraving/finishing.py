"""Changes to the files that LilyPond wrote: a PDF without its date, a PNG with its resolution."""

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Final

RESOLUTION: Final = 300
"""Dots per inch of a picture, as ``scheme/worker.scm`` has it drawn."""

INCHES_PER_METRE: Final = 1 / 0.0254

SAMPLES: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Numbers that a pixel has, by the kind of colours of a PNG."""

_CREATION_DATE: Final = re.compile(rb"/CreationDate \(D:[0-9]{14}[^()]*\)")
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_HEADER_END: Final = len(_SIGNATURE) + 25
"""A PNG begins with its signature and a header chunk of 25 bytes."""


def without_date(pdf: bytes) -> bytes:
    """Return a PDF without the date of its making, so that the same score gives the same bytes.

    As many blanks take its place, so that the offsets in the file's index stay right.
    """
    return _CREATION_DATE.sub(lambda found: b" " * len(found[0]), pdf)


def with_resolution(png: bytes) -> bytes:
    """Return a PNG with its resolution, so that programs know its size on paper."""
    per_metre = round(RESOLUTION * INCHES_PER_METRE)
    chunk = _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    return png[:_HEADER_END] + chunk + png[_HEADER_END:]


def without_rows_from(height: int, png: bytes) -> bytes:
    """Return a PNG of ``height`` rows of pixels, without those below; it is not interlaced."""
    width, _, depth, colours = struct.unpack(">IIBB", png[16:26])
    row = 1 + -(-width * depth * SAMPLES[colours] // 8)
    chunks = list(_chunks(png))
    pixels = zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"))
    header = png[16:20] + struct.pack(">I", height) + png[24:29]
    kept = zlib.compress(pixels[: height * row], 9)
    others = [chunk for chunk in chunks if chunk[0] not in {b"IHDR", b"IDAT", b"IEND"}]
    all_of_it = [(b"IHDR", header), *others, (b"IDAT", kept), (b"IEND", b"")]
    return _SIGNATURE + b"".join(_chunk(kind, body) for kind, body in all_of_it)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    while place < len(png):
        length = int.from_bytes(png[place : place + 4])
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += 12 + length


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + check


FINISH: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "pdf": without_date,
    "png": with_resolution,
}
"""The change to a page, by its extension."""
