"""The last touch to files that LilyPond has written: what it lacks, and what it should not hold."""

import re
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import Final

RESOLUTION: Final = 300
"""Dots per inch of a picture, as ``scheme/press.scm`` has it drawn."""

INCHES_PER_METRE: Final = 1 / 0.0254

_CREATION_DATE: Final = re.compile(rb"/CreationDate \(D:[0-9]{14}[^()]*\)")
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_HEADER_END: Final = len(_SIGNATURE) + 25
"""A PNG begins with its signature and a header chunk of 25 bytes."""


def without_date(pdf: bytes) -> bytes:
    """Return a PDF that does not tell when it was made: the same score gives the same bytes.

    As many blanks stand there instead, so that everything stays where its index says.
    """
    return _CREATION_DATE.sub(lambda found: b" " * len(found[0]), pdf)


def with_resolution(png: bytes) -> bytes:
    """Return a PNG that tells how large it is on paper."""
    per_metre = round(RESOLUTION * INCHES_PER_METRE)
    body = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return png[:_HEADER_END] + chunk + png[_HEADER_END:]


FINISH: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "pdf": without_date,
    "png": with_resolution,
}
"""What is done to a page, by its extension."""
