"""One chord as it is typed: a root, a suffix, and a bass after a slash.

In German ``B`` is B flat, and B natural is ``H``. A text is German where any of its
roots is H, or has a German ending (Fis, Es); everywhere else ``B`` is B natural.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from melodie.harmony import Chord
from service2_notes.progressions.suffixes import kind_written

GERMAN: Final[Mapping[str, str]] = {
    **{f"{letter}is": f"{letter}#" for letter in "CDEFGA"},
    **{f"{letter}es": f"{letter}b" for letter in "CDFG"},
    "His": "B#",
    "Es": "Eb",
    "As": "Ab",
    "H": "B",
    "B": "Bb",
}
"""A note in German -> its English name."""

GERMAN_ONLY: Final = frozenset(GERMAN) - {"B"}
ENGLISH: Final = re.compile("[A-G](##|#|bb|b)?")
LONGEST: Final = 3
"""Letters of a German name, at most."""

MINOR: Final = ("minor", "minor6", "minor7", "half_diminished7", "diminished", "diminished7")
"""What may be written with a small letter: ``am`` and ``dm7``, and nothing major."""


def chord_typed(symbol: str, *, german: bool = False) -> Chord | None:
    """Return the chord that a symbol means; None where it means none."""
    if not symbol[:1].islower():
        return _chord(symbol, german=german)
    found = _chord(symbol[0].upper() + symbol[1:], german=german)
    return found if found and found.quality in MINOR else None


def is_german(symbol: str) -> bool:
    """Tell whether a symbol can only be German: ``H7``, ``Fis``, ``C/H``."""
    head, slash, tail = symbol.rpartition("/")
    if slash and tail in GERMAN_ONLY and chord_typed(head, german=True):
        return True
    if symbol[:1] not in "CDEFGAH" or chord_typed(symbol):
        return False
    return chord_typed(symbol, german=True) is not None


def _chord(symbol: str, *, german: bool) -> Chord | None:
    head, slash, tail = symbol.rpartition("/")
    bass = note_typed(tail, german=german) if slash else None
    text = head if bass else symbol
    for root, suffix in _roots(text, german=german):
        kind = kind_written(suffix)
        if kind:
            return Chord(root, kind[0], None if bass == root else bass, kind[1])
    return None


def note_typed(text: str, *, german: bool = False) -> str | None:
    """Return the name of a note that is typed, in English; None where it is none."""
    return next((name for name, rest in _roots(text, german=german) if not rest), None)


def _roots(text: str, *, german: bool) -> Iterator[tuple[str, str]]:
    """Yield what may be the root that a text begins with, and what is left of it."""
    if german:
        for length in range(LONGEST, 0, -1):
            if text[:length] in GERMAN:
                yield _flattened(GERMAN[text[:length]], text[length:])
    found = ENGLISH.match(text)
    if found and not (german and text[0] == "B"):
        yield found[0], text[found.end() :]


def _flattened(name: str, rest: str) -> tuple[str, str]:
    """Return a German name with the accidental that may stand after it nonetheless."""
    if name == "Bb" and rest.startswith("b"):
        return name, rest[1:]  # some write Bb in German too
    if name == "B" and rest[:1] in {"b", "#"}:
        return name + rest[0], rest[1:]
    return name, rest
