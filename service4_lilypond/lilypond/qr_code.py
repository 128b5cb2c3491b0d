"""A QR code as a LilyPond markup: squares in a path, which every output can draw."""

from collections.abc import Iterator, Sequence
from typing import Final

import segno

MODULE: Final = 0.26
"""Side of the smallest square in staff spaces of a staff of 20 points: 0.46 millimetres."""

OVERLAP: Final = 0.02
"""What a square is larger than its place, lest a fine line shows between two of them."""


def qr_code(text: str) -> str:
    """Return the markup of a QR code that reads as ``text``, without the quiet zone around it."""
    rows: Sequence[Sequence[int]] = segno.make(text, error="m", micro=False).matrix
    drawn = " ".join(
        _bar(len(rows) - y, x, length) for y, row in enumerate(rows) for x, length in _runs(row)
    )
    return f"\\override #'(filled . #t) \\path #0 #'({drawn})"


def _runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where dark squares begin in a row, and how many follow one another."""
    start = None
    for x, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            yield start, x - start
            start = None


def _bar(top: int, left: int, length: int) -> str:
    x, y = left * MODULE, top * MODULE
    width, height = length * MODULE + OVERLAP, MODULE + OVERLAP
    corners = f"(rlineto {width:.2f} 0) (rlineto 0 -{height:.2f}) (rlineto -{width:.2f} 0)"
    return f"(moveto {x:.2f} {y:.2f}) {corners} (closepath)"
