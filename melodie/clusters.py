"""Text cut into what a reader takes for one character.

A simple form of Unicode's grapheme clusters (UAX 29): enough for places where
text may be cut, without the tables of every script.
"""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

JOINER: Final = "\u200d"
ATTACHED: Final = frozenset({"Mn", "Mc", "Me"})
"""Categories of marks, which belong to the letter before them."""


def clusters(text: str) -> Iterator[str]:
    """Yield ``text`` in pieces that must not be cut: a letter with its marks, a joined emoji."""
    begin, flags = 0, 0
    for at, (before, after) in enumerate(pairwise(text), start=1):
        flags = flags + 1 if _is_half_a_flag(before) else 0
        if not _belongs(before, after, flags):
            yield text[begin:at]
            begin = at
    if text:
        yield text[begin:]


def _belongs(before: str, after: str, flags: int) -> bool:
    """Return whether ``after`` continues a piece; ``flags`` counts half flags until ``before``."""
    if _is_half_a_flag(after) and flags % 2 == 1:
        return True
    return JOINER in {before, after} or _is_attached(after)


def _is_half_a_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _is_attached(character: str) -> bool:
    return (
        unicodedata.category(character) in ATTACHED
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # colours of skin
        or "\U000e0020" <= character <= "\U000e007f"  # regions of a flag
        or "\u1160" <= character <= "\u11ff"  # vowels and finals of Hangul
        or character == "\u200c"
    )
