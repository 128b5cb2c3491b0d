"""The scales on offer. To offer another, add a row."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from melodie.errors import InvalidInput
from melodie.pitch import Mode
from service2_notes.pitch_units import LadderStep, Semitones

MAJOR_DEGREES: Final = {"1": 0, "2": 2, "3": 4, "4": 5, "5": 7, "6": 9, "7": 11}
"""Semitones above the tonic of the major scale's degrees."""


@dataclass(frozen=True)
class Scale:
    """A scale by its degrees, written against the major scale's: ``b3`` is a minor third.

    ``mode`` is the one whose key signature it is written with. In a
    ``chromatic`` scale the notes that the signature lacks only lead to others.
    No letter has a part of its own in a ``plain`` scale, so that none of its
    notes needs two sharps or two flats.
    """

    id: str
    name: str
    degrees: tuple[str, ...]
    mode: Mode
    chromatic: bool = False
    plain: bool = False

    @cached_property
    def semitones(self) -> tuple[Semitones, ...]:
        """How far each degree lies above the tonic."""
        return tuple(
            MAJOR_DEGREES[degree[-1]] + degree.count("#") - degree.count("b")
            for degree in self.degrees
        )

    def is_foreign(self, step: LadderStep) -> bool:
        """Tell whether a scale step, counted from any tonic, only leads to others."""
        return self.chromatic and self.degrees[step % len(self.degrees)] not in MAJOR_DEGREES


def _row(scale_id: str, name: str, degrees: str, mode: Mode, **kind: bool) -> Scale:
    return Scale(scale_id, name, tuple(degrees.split()), mode, **kind)


_TABLE: Final = (
    _row("major", "Major", "1 2 3 4 5 6 7", "major"),
    _row("natural_minor", "Natural minor", "1 2 b3 4 5 b6 b7", "minor"),
    _row("harmonic_minor", "Harmonic minor", "1 2 b3 4 5 b6 7", "minor"),
    _row("melodic_minor", "Melodic minor", "1 2 b3 4 5 6 7", "minor"),
    _row("harmonic_major", "Harmonic major", "1 2 3 4 5 b6 7", "major"),
    _row("major_pentatonic", "Major pentatonic", "1 2 3 5 6", "major"),
    _row("minor_pentatonic", "Minor pentatonic", "1 b3 4 5 b7", "minor"),
    _row("major_blues", "Major blues", "1 2 b3 3 5 6", "major"),
    _row("minor_blues", "Minor blues", "1 b3 4 b5 5 b7", "minor"),
    _row("ionian", "Ionian", "1 2 3 4 5 6 7", "major"),
    _row("dorian", "Dorian", "1 2 b3 4 5 6 b7", "dorian"),
    _row("phrygian", "Phrygian", "1 b2 b3 4 5 b6 b7", "phrygian"),
    _row("lydian", "Lydian", "1 2 3 #4 5 6 7", "lydian"),
    _row("mixolydian", "Mixolydian", "1 2 3 4 5 6 b7", "mixolydian"),
    _row("aeolian", "Aeolian", "1 2 b3 4 5 b6 b7", "minor"),
    _row("locrian", "Locrian", "1 b2 b3 4 b5 b6 b7", "locrian"),
    _row("whole_tone", "Whole tone", "1 2 3 #4 #5 b7", "major", plain=True),
    _row("octatonic", "Octatonic", "1 2 b3 4 b5 b6 6 7", "minor", plain=True),
    # The harmonic chromatic scale, for notes that lead nowhere.
    _row(
        "chromatic",
        "Chromatic",
        "1 b2 2 b3 3 4 #4 5 b6 6 b7 7",
        "major",
        chromatic=True,
        plain=True,
    ),
)
SCALES: Final = {scale.id: scale for scale in _TABLE}


def scale_named(name: str) -> Scale:
    """Return the scale ``name``; raises ``InvalidInput`` for one that is not offered."""
    scale = SCALES.get(name)
    if scale is None:
        known = ", ".join(SCALES)
        detail = f"{name} is not offered; choose one of {known}"
        raise InvalidInput.of("scale", detail, "not_offered", offered=known)
    return scale
