"""What stands on the pages of a PDF, for who cannot look at it."""

from io import BytesIO
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader

MARGIN = 45.0
"""Points from the left edge within which nothing but bar numbers begins."""


class PlacedWord(NamedTuple):
    """What is printed, and where it begins: points from the left, and above the foot."""

    text: str
    left: float
    height: float


def placed_words(pdf: bytes) -> list[PlacedWord]:
    """Return the runs of text of the first page."""
    return _placed(PdfReader(BytesIO(pdf)).pages[0])


def bar_numbers(pdf: bytes) -> list[list[int]]:
    """Return each page's bar numbers from the top: every system but the first has one."""
    return [_in_margin(page) for page in PdfReader(BytesIO(pdf)).pages]


def words(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def _in_margin(page: PageObject) -> list[int]:
    found = [
        (one.height, int(one.text))
        for one in _placed(page)
        if one.left < MARGIN and one.text.isdecimal()
    ]
    return [number for _, number in sorted(found)]


def _placed(page: PageObject) -> list[PlacedWord]:
    found: list[PlacedWord] = []

    def visit(text: str, _: object, place: list[float], *__: Any) -> None:
        if text.strip():
            found.append(PlacedWord(text.strip(), place[4], place[5]))

    page.extract_text(visitor_text=visit)
    return found
