"""One chord as a Roman figure, read in a key: ``bVII``, ``ii7``, ``viio7/V``.

A figure without an accidental is the mode's own degree, one with an accidental counts
from the major scale: in C minor ``VI`` and ``bVI`` are both A flat. Diminished on the
seventh degree of minor stands on its leading note. Small figures are minor. What
stands after a slash is the degree that a chord belongs to as to a tonic, or its bass.
"""

import re
from collections.abc import Mapping
from typing import Final

from melodie.chord_kinds import root_of
from melodie.harmony import Chord
from melodie.interval import MAJOR
from melodie.pitch import Mode, Spelling
from service2_notes.progressions.suffixes import Kind, kind_written
from service2_notes.progressions.symbols import note_typed

FIGURE: Final = re.compile("([#b]?)(VII|VI|V|IV|III|II|I|vii|vi|v|iv|iii|ii|i)(?![IViv])(.*)")
NUMBERS: Final = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7}

FLATS: Final[Mapping[Mode, frozenset[int]]] = {
    "major": frozenset(),
    "lydian": frozenset(),
    "mixolydian": frozenset({7}),
    "dorian": frozenset({3, 7}),
    "minor": frozenset({3, 6, 7}),
    "phrygian": frozenset({2, 3, 6, 7}),
    "locrian": frozenset({2, 3, 5, 6, 7}),
}
"""The degrees of each mode that lie lower than those of major."""
SHARP: Final[tuple[Mode, int]] = ("lydian", 4)
"""The one that lies higher."""

DIMINISHED: Final = frozenset({"diminished", "diminished7", "half_diminished7"})
ACCIDENTALS: Final = {"b": -1, "#": 1, "": 0}


def is_figure(text: str) -> bool:
    """Tell whether a text begins as a Roman figure does."""
    return FIGURE.match(text) is not None


def chord_figured(text: str, tonic: str, mode: Mode) -> Chord | None:
    """Return the chord that a figure means in a key; None where it means none."""
    found = FIGURE.fullmatch(text)
    if not found:
        return None
    accidental, figure, suffix = found.groups()
    head, slash, after = suffix.rpartition("/")
    kind = _kind(figure, suffix)
    if kind:
        return Chord(_root(accidental, figure, kind, tonic, mode), kind[0], extension=kind[1])
    kind = _kind(figure, head) if slash else None
    if kind is None:
        return None
    bass = note_typed(after)
    home = None if bass else chord_figured(after, tonic, mode)
    if home:
        return Chord(_root(accidental, figure, kind, home.root, "major"), kind[0], None, kind[1])
    root = _root(accidental, figure, kind, tonic, mode)
    return Chord(root, kind[0], None if bass == root else bass, kind[1]) if bass else None


def _kind(figure: str, suffix: str) -> Kind | None:
    """Return the kind of a figure; a small one is minor where its suffix does not say more."""
    if figure.isupper():
        return kind_written(suffix)
    as_minor = kind_written(f"m{suffix}")
    if as_minor:
        return as_minor
    said = kind_written(suffix)
    return (
        said
        if said and (said[0] in DIMINISHED or said[0].startswith("minor") or said == ("major", "5"))
        else None
    )


def _root(accidental: str, figure: str, kind: Kind, tonic: str, mode: Mode) -> str:
    number = NUMBERS[figure.upper()]
    alter = ACCIDENTALS[accidental]
    leads = mode == "minor" and number == len(NUMBERS) and kind[0] in DIMINISHED
    if not accidental and not leads:
        alter = ((mode, number) == SHARP) - (number in FLATS[mode])
    home = root_of(Chord(tonic, "major"))
    step, key = home.staff_step + number - 1, home.key_number + MAJOR[number] + alter
    return Spelling.spelled_near(step, key).name
