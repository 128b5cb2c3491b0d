"""Chords, and where they stand in a bar."""

from dataclasses import dataclass
from operator import not_
from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field

from melodie.duration import Duration

STRICT: Final = ConfigDict(extra="forbid")

NOTE_NAME_PATTERN: Final = r"^[A-G](##|#|bb|b)?$"
EXTENSION_PATTERN: Final = r"^[a-z0-9#]{1,12}$"
MAX_CHORDS: Final = 32
"""Chords in one bar, at most."""

NoteName = Annotated[str, Field(pattern=NOTE_NAME_PATTERN, examples=["Bb"])]

Quality = Literal[
    "major",
    "minor",
    "diminished",
    "augmented",
    "sus4",
    "major6",
    "minor6",
    "dominant7",
    "major7",
    "minor7",
    "half_diminished7",
    "diminished7",
]


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord on ``root``; ``bass`` is its lowest note where that is not the root.

    ``extension`` is what the chord has beyond its ``quality``, or instead of a part of
    it: ``b9`` on a dominant seventh. ``chord_kinds`` lists those that are known; a
    reader who does not know one takes the chord for what its quality alone says.
    """

    __pydantic_config__ = STRICT

    root: NoteName
    quality: Quality
    bass: Annotated[NoteName | None, Field(exclude_if=not_)] = None
    extension: Annotated[str | None, Field(pattern=EXTENSION_PATTERN, exclude_if=not_)] = None


@dataclass(frozen=True, slots=True)
class PlacedChord:
    """A chord from ``offset`` on, in whole notes after the barline, up to the next one.

    Where ``chord`` is None, no chord sounds (N.C.).
    """

    __pydantic_config__ = STRICT

    offset: Duration
    chord: Chord | None


BarChords = Annotated[tuple[PlacedChord, ...], Field(max_length=MAX_CHORDS)]
"""The chords of one bar, in order; none where nothing is said about them."""


def check_chords(chords: tuple[PlacedChord, ...]) -> None:
    """Raise ``ValueError`` unless every chord begins after the one before it."""
    offsets = [placed.offset for placed in chords]
    if sorted(set(offsets)) != offsets:
        raise ValueError("the chords of a bar must begin one after another")
