"""A melody as it is measured: its first bars, pitches counted from the tonic."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, NamedTuple

TICKS: Final = 24
"""Ticks in a quarter: finer differences are not measured."""
BARS: Final = 8
"""Bars of every melody that is measured."""
FEWEST: Final = 8
"""Notes of the shortest melody that is measured."""

MODES: Final = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "harmonic": (0, 2, 3, 5, 7, 8, 11),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
}
"""Semitones above the tonic; of two modes that fit alike, the first is meant."""


class Note(NamedTuple):
    """A note: when it begins and how long it lasts in ticks, semitones above the tonic."""

    onset: int
    length: int
    pitch: int


@dataclass(frozen=True, slots=True)
class Form:
    """What a composer is asked for: the metre, such as ``6/8``, and the mode."""

    metre: str
    mode: str

    @property
    def bar(self) -> int:
        """Ticks in a bar."""
        beats, unit = self._parts
        return TICKS * 4 * beats // unit

    @property
    def beat(self) -> int:
        """Ticks in a beat: a dotted quarter in compound metres."""
        beats, unit = self._parts
        compound = unit == 8 and beats % 3 == 0 and beats > 3
        return TICKS * 3 // 2 if compound else TICKS * 4 // unit

    @property
    def minor(self) -> bool:
        """Tell whether the third is minor."""
        return 3 in MODES[self.mode]

    @property
    def _parts(self) -> tuple[int, int]:
        beats, unit = self.metre.split("/")
        return int(beats), int(unit)


@dataclass(frozen=True, slots=True)
class Tune:
    """A melody or its first strain, of ``bars`` whole bars; an upbeat begins before 0."""

    form: Form
    bars: int
    notes: tuple[Note, ...]

    @property
    def whole(self) -> bool:
        """Tell whether it can be measured."""
        return self.bars == BARS and len(self.measured) >= FEWEST

    @property
    def measured(self) -> tuple[Note, ...]:
        """The notes from the first downbeat on, one at a time."""
        end = self.form.bar * BARS
        kept: list[Note] = []
        for note in sorted(self.notes):
            if not 0 <= note.onset < end or (kept and note.onset == kept[-1].onset):
                continue
            if kept and sum(kept[-1][:2]) > note.onset:
                kept[-1] = kept[-1]._replace(length=note.onset - kept[-1].onset)
            kept.append(note._replace(length=min(note.length, end - note.onset)))
        return tuple(kept)


def in_ticks(quarters: Fraction) -> int:
    """Round a time in quarters to ticks."""
    return round(quarters * TICKS)


def mode_of(notes: tuple[Note, ...]) -> str:
    """Return the mode that most of the time of ``notes`` lies in."""
    heard = [0] * 12
    for note in notes:
        heard[note.pitch % 12] += note.length
    return max(MODES, key=lambda mode: sum(heard[semitone] for semitone in MODES[mode]))
