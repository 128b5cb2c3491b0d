"""What stands on the pages of a PDF, for who cannot look at it."""

from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader

MARGIN = 45.0
"""Points from the left edge within which nothing but bar numbers begins."""


def bar_numbers(pdf: bytes) -> list[list[int]]:
    """Return each page's bar numbers from the top: every system but the first has one."""
    return [_in_margin(page) for page in PdfReader(BytesIO(pdf)).pages]


def words(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def _in_margin(page: PageObject) -> list[int]:
    found: list[tuple[float, int]] = []

    def visit(text: str, _: object, place: list[float], *__: Any) -> None:
        if place[4] < MARGIN and text.strip().isdecimal():
            found.append((place[5], int(text)))

    page.extract_text(visitor_text=visit)
    return [number for _, number in sorted(found)]
