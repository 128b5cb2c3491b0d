"""What is printed over the staff for a chord: its name, or its figure in the key.

A figure is a degree of the key's own scale, so that VII is G both in A minor and in A
mixolydian; a small one has a minor third. Inversions of triads and sevenths have the
figures of thorough bass (Aldwell, Schachter & Cadwallader, Harmony and Voice Leading, 2011).
"""

from collections.abc import Mapping
from typing import Final

from melodie.chord_kinds import chord_tones, kind_of, root_of, symbol
from melodie.harmony import Chord, Quality
from melodie.interval import Interval
from melodie.pitch import FIFTHS, STEPS, Key, Spelling

NO_CHORD: Final = "N.C."

SIGNS: Final = str.maketrans({"b": "♭", "#": "♯"})

DEGREES: Final = ("I", "II", "III", "IV", "V", "VI", "VII")

SMALL: Final[frozenset[Quality]] = frozenset(
    {"minor", "diminished", "minor6", "minor7", "half_diminished7", "diminished7"}
)
"""Qualities with a minor third, whose figures are small letters."""

INVERSIONS: Final[Mapping[int, tuple[str, ...]]] = {
    3: ("", "6", "6/4"),
    4: ("7", "6/5", "4/3", "4/2"),
}
"""The figures of triads and seventh chords, by which of their notes is the lowest."""

FIGURED: Final[Mapping[Quality, str]] = {
    "major": "",
    "minor": "",
    "diminished": "°",
    "dominant7": "",
    "minor7": "",
    "half_diminished7": "ø",
    "diminished7": "°",
}
"""What stands before the figure of an inversion."""


def chord_name(chord: Chord | None) -> str:
    """Return a chord's name as it is printed: ``B♭m7/D``, or ``N.C.``."""
    return symbol(chord).translate(SIGNS) if chord else NO_CHORD


def roman_figure(chord: Chord | None, key: Key) -> str:
    """Return a chord's figure in ``key``, such as ``V7``, ``♭VII`` or ``ii6/5``."""
    if chord is None:
        return NO_CHORD
    degree = _degree(chord.root, key)
    sign, number = degree[:-1], int(degree[-1])
    figure = DEGREES[number - 1]
    small = chord.quality in SMALL
    figure = sign + (figure.lower() if small else figure)
    suffix = kind_of(chord).suffix
    plain = suffix[1:] if small and suffix.startswith("m") else suffix
    if chord.bass is None:
        return figure + plain.translate(SIGNS)
    return figure + (_inversion(chord) or f"{plain.translate(SIGNS)}/{_degree(chord.bass, key)}")


def _inversion(chord: Chord) -> str:
    """Return the figures of an inversion; none where the bass is no note of a plain chord."""
    tones = chord_tones(chord)
    if chord.extension or chord.quality not in FIGURED or chord.bass not in tones:
        return ""
    return FIGURED[chord.quality] + INVERSIONS[len(tones)][tones.index(chord.bass)]


def _degree(name: str, key: Key) -> str:
    """Return the degree of a note, 1 to 7, after the sign that leads to it from the scale's."""
    step = (STEPS.index(name[0]) - STEPS.index(key.tonic[0])) % len(STEPS) + 1
    alter = name.count("#") - name[1:].count("b")
    raised = alter - (key.fifths - FIFTHS[name[0]] + 5) // 7
    return ("♯" * raised if raised > 0 else "♭" * -raised) + str(step)


def transposed(chord: Chord | None, transposition: Interval) -> Chord | None:
    """Return a chord as it is written for a part that sounds ``transposition`` away.

    A name with a double accidental gives way to its enharmonic twin, as in lead sheets.
    """
    if chord is None:
        return None
    bass = _written(chord.bass, transposition) if chord.bass else None
    return Chord(_written(chord.root, transposition), chord.quality, bass, chord.extension)


def _written(name: str, transposition: Interval) -> str:
    sounding = root_of(Chord(name, "major"))
    step = sounding.staff_step - transposition.steps
    key = sounding.key_number - transposition.semitones
    spellings = (Spelling.spelled(step + shift, key) for shift in (0, 1, -1, 2, -2))
    return next(spelling.name for spelling in spellings if abs(spelling.alter) <= 1)
