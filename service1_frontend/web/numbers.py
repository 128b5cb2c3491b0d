"""Whole numbers that are typed, or stand in an address."""

from typing import Final

MOST_DIGITS: Final = 16
"""More have no meaning anywhere, and reading very many takes long."""


def whole_number(text: str) -> int | None:
    """Return the number that a text of ASCII digits says; None for anything else."""
    if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS:
        return int(text)
    return None


def number_or_text(text: str) -> int | str:
    """Return a number; what is none stays as it is, to be refused as such."""
    number = whole_number(text)
    return text if number is None else number
