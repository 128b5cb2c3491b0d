"""Named progressions as they are played in a scale, for not all have the same triads."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from melodie.chord_kinds import chord_tones, root_of
from melodie.errors import InvalidInput
from melodie.harmony import BarChords, Chord, PlacedChord, Quality
from melodie.interval import MAJOR
from melodie.pitch import Key, Mode, Spelling
from melodie.time_signature import TimeSignature
from service2_notes.progressions.figures import FLATS, SHARP
from service2_notes.progressions.reading import read_chords
from service2_notes.progressions.table import NamedProgression

Base = Literal["major", "minor"]


@dataclass(frozen=True, slots=True)
class Home:
    """How progressions are played in a scale: in which of their two forms, in which triads.

    Triads become those of ``mode`` where it has major and minor ones on their roots. With
    ``sevenths`` every major triad is a dominant seventh, as the blues has it.
    """

    base: Base
    mode: Mode | None = None
    sevenths: bool = False


MAJOR_HOME: Final = Home("major")
MINOR_HOME: Final = Home("minor")

HOMES: Final[Mapping[str, Home | None]] = {
    **dict.fromkeys(("major", "ionian", "harmonic_major", "major_pentatonic"), MAJOR_HOME),
    **dict.fromkeys(
        ("natural_minor", "harmonic_minor", "melodic_minor", "aeolian", "minor_pentatonic"),
        MINOR_HOME,
    ),
    "major_blues": Home("major", sevenths=True),
    "minor_blues": Home("major", sevenths=True),
    "dorian": Home("minor", "dorian"),
    "phrygian": Home("minor", "phrygian"),
    "lydian": Home("major", "lydian"),
    "mixolydian": Home("major", "mixolydian"),
    "locrian": Home("minor", "locrian"),
    "chromatic": MAJOR_HOME,
    "whole_tone": None,
    "octatonic": None,
}
"""Scale -> how progressions are played in it; None where no triads are at home."""

TRIADS: Final[Mapping[tuple[int, int], Quality]] = {(4, 7): "major", (3, 7): "minor"}
"""The semitones of a triad's third and fifth -> its quality."""

DEGREES: Final = len(MAJOR)


def fitted(row: NamedProgression, key: Key, time: TimeSignature) -> list[BarChords]:
    """Return the chords of a progression, bar by bar, as they are played in a key.

    Raises ``InvalidInput`` where its scale has no triads, or another third than it needs.
    """
    home = HOMES[key.scale]
    if home and home.sevenths and key.mode == "minor" and not row.major:
        home = MINOR_HOME  # the scale of a minor blues, which sounds over a major one as well
    figures = getattr(row, home.base) if home else ""
    if home is None or not figures:
        scale = key.scale.replace("_", " ")
        detail = f"{row.name} is not played in the scale {scale}"
        raise InvalidInput.of("chords", detail, "not_played_in", progression=row.name, scale=scale)
    found = read_chords(figures, key.tonic, home.base, time)
    return [_each(bar, home, key.tonic) for bar in found]


def _each(bar: BarChords, home: Home, tonic: str) -> BarChords:
    return tuple(PlacedChord(one.offset, one.chord and _fit(one.chord, home, tonic)) for one in bar)


def _fit(chord: Chord, home: Home, tonic: str) -> Chord:
    if chord.extension or chord.quality not in TRIADS.values():
        return chord
    if home.sevenths and chord.quality == "major":
        return replace(chord, quality="dominant7")
    return _own_triad(chord, home, tonic) if home.mode else chord


def _own_triad(chord: Chord, played: Home, tonic: str) -> Chord:
    """Return the triad that a mode has on a root of this letter, if it is major or minor.

    A root that is not one of the scale's own was meant as it is.
    """
    home, mode = root_of(Chord(tonic, "major")), played.mode or played.base
    number = (root_of(chord).staff_step - home.staff_step) % DEGREES
    if _degree(home, number, played.base) != chord.root:
        return chord
    names = [_degree(home, number + step, mode) for step in (0, 2, 4)]
    heights = [(root_of(Chord(name, "major")).key_number) % 12 for name in names]
    third, fifth = ((height - heights[0]) % 12 for height in heights[1:])
    quality = TRIADS.get((third, fifth))
    return Chord(names[0], quality) if quality else chord


def _degree(home: Spelling, number: int, mode: Mode) -> str:
    """Return the name of a degree of a mode, counted from 0."""
    within = number % DEGREES + 1
    alter = ((mode, within) == SHARP) - (within in FLATS[mode])
    return Spelling.spelled_near(
        home.staff_step + within - 1, home.key_number + MAJOR[within] + alter
    ).name


def is_closed(chord: Chord | None, tonic: str) -> bool:
    """Tell whether a tune can come home over a chord: the tonic is one of its notes."""
    return chord is not None and tonic in chord_tones(chord)
