"""How wide and how high words are, estimated without their font."""

import unicodedata
from itertools import groupby
from typing import Final

from melodie.clusters import clusters

VERY_WIDE: Final = {"\ufdfd": 12.0, "\ufdfa": 5.0, "\ufdfb": 5.0, "\u2e3a": 2.2, "\u2e3b": 3.3}
"""Whole sentences in one character, and long dashes."""

WIDE_SCRIPTS: Final = (
    (range(0x0B80, 0x0E00), 2.2),  # Tamil, Telugu, Kannada, Malayalam, Sinhala
    (range(0x1000, 0x10A0), 2.2),  # Burmese
    (range(0x1780, 0x1800), 2.2),  # Khmer
    (range(0xA980, 0xA9E0), 5.0),  # Javanese
    (range(0x12000, 0x12550), 6.0),  # Cuneiform
)
"""Scripts whose widest letters are so many times as wide as their size."""

STACKED: Final = 0.25
"""How much higher each further mark makes a letter that has several."""


def ems(text: str) -> float:
    """Return an estimate of the width of ``text`` in bold, in the font's own size."""
    return sum(_ems(character) for character in text)


def height(text: str) -> float:
    """Return an estimate of how high above its line ``text`` reaches, in the font's own size."""
    marks = (
        len(list(run))
        for piece in clusters(text)
        for is_mark, run in groupby(piece, _is_mark)
        if is_mark
    )
    return 0.8 + STACKED * max(marks, default=0)


def _ems(character: str) -> float:
    category = unicodedata.category(character)
    if character in VERY_WIDE:
        return VERY_WIDE[character]
    if _is_mark(character) or category == "Cf":
        return 0.0
    for script, width in WIDE_SCRIPTS:
        if ord(character) in script:
            return width
    if unicodedata.east_asian_width(character) in "WF":
        return 1.3 if category == "So" else 1.1  # emoji are the wider
    if character in "WMmw@%‰—…ŒÆœæ" or category in {"Lo", "So"}:
        return 1.1
    return 0.8 if character.isupper() else 0.6


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Me"}
