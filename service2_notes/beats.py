"""A time signature as the composing of pitches counts it: ticks, accents, half bars."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from melodie.metre import Level, level_at
from melodie.time_signature import TimeSignature
from service2_notes.tables import TICKS

COUNTED: Final[Mapping[tuple[int, int], tuple[str, Fraction]]] = {
    (4, 4): ("4/4", Fraction(1)),
    (2, 2): ("4/4", Fraction(1)),
    (2, 4): ("4/4", Fraction(2)),
    (4, 2): ("4/4", Fraction(1, 2)),
    (4, 8): ("4/4", Fraction(2)),
    (3, 4): ("3/4", Fraction(1)),
    (3, 8): ("3/4", Fraction(2)),
    (3, 2): ("3/4", Fraction(1, 2)),
    (6, 8): ("6/8", Fraction(1)),
    (6, 4): ("6/8", Fraction(1, 2)),
}
"""Time signature -> the metre whose tables serve it, and how much longer its bars are there."""

WHOLE: Final = 4 * TICKS
STRENGTHS: Final[Mapping[Level, float]] = {
    Level.BARLINE: 1.0,
    Level.STRONG_BEAT: 0.9,
    Level.BEAT: 0.4,
    Level.DIVISION: 0.15,
    Level.FINER: 0.15,
}
"""How much a note counts for the harmony where it begins."""

Ticks = int | Fraction


@dataclass(frozen=True, slots=True)
class Beats:
    """One bar of a metre. All places are in ticks after the barline.

    ``table`` is the metre whose tables serve it, and ``factor`` its bar's length
    there over its own; metres without tables have None. ``middle`` is where a
    second chord may begin and where head and tail of a bar part; ``groups`` are
    the beginnings of its groups of beats.
    """

    time: TimeSignature
    table: str | None
    factor: Fraction
    length: Ticks
    middle: Ticks
    groups: tuple[Ticks, ...]
    beat: Ticks

    @property
    def second_chord(self) -> Fraction:
        """Where a bar's second chord may begin, in whole notes after the barline."""
        return Fraction(self.middle) / WHOLE / self.factor

    def ticks(self, duration: Fraction) -> Ticks:
        """Turn a fraction of a whole note into ticks."""
        ticks = duration * WHOLE * self.factor
        return int(ticks) if ticks.denominator == 1 else ticks

    def strength(self, place: Ticks) -> float:
        """Say how much a note that begins at ``place`` counts for the harmony.

        A beat that halves the bar is a strong one here: a second chord may begin with it.
        """
        level = level_at(self.time, Fraction(place) / WHOLE / self.factor)
        halves = level is Level.BEAT and 2 * place == self.length
        return STRENGTHS[Level.STRONG_BEAT if halves else level]


@lru_cache(maxsize=128)
def beats_of(time: TimeSignature) -> Beats:
    """Count a time signature in ticks."""
    table, factor = COUNTED.get((time.beats, time.unit), (None, Fraction(1)))
    unit = WHOLE * factor / time.unit
    starts = [start * WHOLE * factor for start in time.group_starts]
    length = WHOLE * factor * time.bar_length
    if table == "4/4":
        starts = [Fraction(0), length / 2]
    if table == "6/8":
        starts = [Fraction(0), length / 2]
    after = [start for start in starts if 2 * start >= length]
    middle = after[0] if after else length * 2 / 3 if time.beats % 3 == 0 else length / 2
    beat = unit * 3 if time.compound or table == "6/8" else max(unit, Fraction(TICKS))
    return Beats(
        time,
        table,
        factor,
        _whole(length),
        _whole(middle),
        tuple(map(_whole, starts)),
        _whole(beat),
    )


def _whole(ticks: Fraction) -> Ticks:
    return int(ticks) if ticks.denominator == 1 else ticks
