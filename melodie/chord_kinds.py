"""The notes of every kind of chord, and how it is written. To know another, add a row.

A kind is a quality and an extension, as ``Chord`` has them. The notes are those that
players sound: a dominant thirteenth has no eleventh (Levine, The Jazz Theory Book, 1995).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from melodie.harmony import Chord, Quality
from melodie.interval import MAJOR, Interval
from melodie.pitch import Spelling


@dataclass(frozen=True, slots=True)
class ChordKind:
    """``tones`` are intervals above the root, upwards; ``suffix`` stands after its name.

    Accidentals in a suffix are written as ``b`` and ``#``, and none begins with one.
    """

    tones: tuple[Interval, ...]
    suffix: str


def _row(degrees: str, suffix: str) -> ChordKind:
    return ChordKind(tuple(_interval(degree) for degree in degrees.split()), suffix)


def _interval(degree: str) -> Interval:
    """Return the interval to a degree that is written against the major scale: ``b9``."""
    steps = int(degree.lstrip("b#")) - 1
    octaves, step = divmod(steps, 7)
    alteration = degree.count("#") - degree.count("b")
    return Interval(steps, 12 * octaves + MAJOR[step + 1] + alteration)


CHORD_KINDS: Final[Mapping[tuple[Quality, str | None], ChordKind]] = {
    ("major", None): _row("1 3 5", ""),
    ("minor", None): _row("1 b3 5", "m"),
    ("diminished", None): _row("1 b3 b5", "\N{DEGREE SIGN}"),
    ("augmented", None): _row("1 3 #5", "+"),
    ("sus4", None): _row("1 4 5", "sus4"),
    ("major6", None): _row("1 3 5 6", "6"),
    ("minor6", None): _row("1 b3 5 6", "m6"),
    ("dominant7", None): _row("1 3 5 b7", "7"),
    ("major7", None): _row("1 3 5 7", "maj7"),
    ("minor7", None): _row("1 b3 5 b7", "m7"),
    ("half_diminished7", None): _row("1 b3 b5 b7", "\N{LATIN SMALL LETTER O WITH STROKE}7"),
    ("diminished7", None): _row("1 b3 b5 bb7", "\N{DEGREE SIGN}7"),
    ("major", "5"): _row("1 5", "5"),
    ("major", "sus2"): _row("1 2 5", "sus2"),
    ("major", "add9"): _row("1 3 5 9", "add9"),
    ("major", "add11"): _row("1 3 5 11", "add11"),
    ("minor", "add9"): _row("1 b3 5 9", "madd9"),
    ("minor", "add11"): _row("1 b3 5 11", "madd11"),
    ("minor", "maj7"): _row("1 b3 5 7", "m(maj7)"),
    ("minor", "maj9"): _row("1 b3 5 7 9", "m(maj9)"),
    ("sus4", "7"): _row("1 4 5 b7", "7sus4"),
    ("sus4", "9"): _row("1 4 5 b7 9", "9sus4"),
    ("sus4", "13"): _row("1 4 5 b7 9 13", "13sus4"),
    ("major6", "9"): _row("1 3 5 6 9", "6/9"),
    ("minor6", "9"): _row("1 b3 5 6 9", "m6/9"),
    ("dominant7", "9"): _row("1 3 5 b7 9", "9"),
    ("dominant7", "11"): _row("1 3 5 b7 9 11", "11"),
    ("dominant7", "13"): _row("1 3 5 b7 9 13", "13"),
    ("dominant7", "b5"): _row("1 3 b5 b7", "7b5"),
    ("dominant7", "#5"): _row("1 3 #5 b7", "7#5"),
    ("dominant7", "b9"): _row("1 3 5 b7 b9", "7b9"),
    ("dominant7", "#9"): _row("1 3 5 b7 #9", "7#9"),
    ("dominant7", "#11"): _row("1 3 5 b7 #11", "7#11"),
    ("dominant7", "b13"): _row("1 3 5 b7 b13", "7b13"),
    ("dominant7", "b9#5"): _row("1 3 #5 b7 b9", "7b9#5"),
    ("dominant7", "#9#5"): _row("1 3 #5 b7 #9", "7#9#5"),
    ("dominant7", "b9b13"): _row("1 3 5 b7 b9 b13", "7b9b13"),
    ("dominant7", "9#11"): _row("1 3 5 b7 9 #11", "9#11"),
    ("dominant7", "13b9"): _row("1 3 5 b7 b9 13", "13b9"),
    ("dominant7", "13#11"): _row("1 3 5 b7 9 #11 13", "13#11"),
    ("major7", "9"): _row("1 3 5 7 9", "maj9"),
    ("major7", "13"): _row("1 3 5 7 9 13", "maj13"),
    ("major7", "#5"): _row("1 3 #5 7", "maj7#5"),
    ("major7", "#11"): _row("1 3 5 7 #11", "maj7#11"),
    ("minor7", "9"): _row("1 b3 5 b7 9", "m9"),
    ("minor7", "11"): _row("1 b3 5 b7 9 11", "m11"),
    ("minor7", "13"): _row("1 b3 5 b7 9 11 13", "m13"),
}
"""Quality and extension -> the kind."""

ROOT_OCTAVE: Final = 4


def kind_of(chord: Chord) -> ChordKind:
    """Return the kind of a chord; of an unknown extension, that of the quality alone."""
    known = CHORD_KINDS.get((chord.quality, chord.extension))
    return known or CHORD_KINDS[chord.quality, None]


def chord_tones(chord: Chord) -> tuple[str, ...]:
    """Return the names of a chord's notes from the root upwards, as they are spelled in it.

    The bass is not among them unless the chord itself has it. A note that would
    need three accidentals is named as its enharmonic twin.
    """
    root = root_of(chord)
    return tuple(
        Spelling.spelled_near(root.staff_step + tone.steps, root.key_number + tone.semitones).name
        for tone in kind_of(chord).tones
    )


def root_of(chord: Chord) -> Spelling:
    """Return a chord's root as a note of the middle octave."""
    step, accidentals = chord.root[0], chord.root[1:]
    return Spelling(ROOT_OCTAVE, step, accidentals.count("#") - accidentals.count("b"))


def symbol(chord: Chord) -> str:
    """Return a chord as people type it, in English: ``Bbmaj7``, ``F#m7/E``."""
    bass = f"/{chord.bass}" if chord.bass else ""
    return f"{chord.root}{kind_of(chord).suffix}{bass}"
