"""How strong a place in a bar is: the hierarchy of beats that a time signature stands for.

``level_at`` answers in terms of the beat, after Lerdahl and Jackendoff (1983)
and Temperley (2010): a barline, a strong beat, a beat, a division of the beat,
or anything finer. ``hierarchy`` has all the levels behind that: the bar, its
halves, beat groups, units, half units and so on. Every place is a border of
one of them; the lower the number, the stronger the place.
"""

from bisect import bisect_right
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from typing import Final

from melodie.duration import QUARTER, is_dyadic
from melodie.time_signature import TimeSignature

BAR: Final = 0
HALF_BAR: Final = 1
GROUP: Final = 2
UNIT: Final = 3
NOWHERE: Final = 99
"""Between all borders, where only half of a tuplet can lead."""

FINEST: Final = 12
"""Halvings of a unit below which no border is looked for."""


class Level(IntEnum):
    """How strong a place is, seen from the beat; the lower, the stronger."""

    BARLINE = 0
    STRONG_BEAT = 1
    """A beat that begins half the bar or, where beats are quarters, a beat group."""
    BEAT = 2
    DIVISION = 3
    """Half a quarter; a third or half of a beat that is a group of eighths."""
    FINER = 4


@dataclass(frozen=True, slots=True, eq=False)
class Hierarchy:
    """The borders in a bar of one time signature, in whole notes from the barline.

    ``levels`` holds the borders of the bar, its halves, its groups and its
    units; those of finer levels are the halvings of ``unit``. There is one
    object for one time signature, so that what is worked out from it can be kept.
    """

    unit: Fraction
    levels: tuple[tuple[Fraction, ...], ...]
    uneven: bool

    @property
    def length(self) -> Fraction:
        """How long the bar is."""
        return self.levels[BAR][-1]

    @property
    def beat_level(self) -> int:
        """The level of the beat: a quarter in 4/4 and in 2/2, a beat group in 6/8."""
        if self.unit < QUARTER:
            return GROUP
        return UNIT + (self.unit / QUARTER).numerator.bit_length() - 1

    @lru_cache(maxsize=4096)  # noqa: B019 - one object for one time signature
    def strength(self, place: Fraction) -> int:
        """Return the level of the strongest border at ``place``."""
        for level, borders in enumerate(self.levels):
            if place in borders:
                return level
        halvings = place / self.unit
        if not is_dyadic(halvings):
            return NOWHERE
        return UNIT + halvings.denominator.bit_length() - 1

    def strongest_between(self, start: Fraction, end: Fraction) -> tuple[int, tuple[Fraction, ...]]:
        """Return the strongest level with borders inside a stretch of time, and these."""
        for level, borders in enumerate(self.levels):
            inside = tuple(border for border in borders if start < border < end)
            if inside:
                return level, inside
        for halvings in range(1, FINEST):
            step = self.unit / 2**halvings
            first = (start // step + 1) * step
            if first < end:
                return UNIT + halvings, (first,)
        return NOWHERE, ()

    @lru_cache(maxsize=4096)  # noqa: B019 - one object for one time signature
    def stretch(self, level: int, place: Fraction) -> tuple[Fraction, Fraction]:
        """Return where the stretch of ``level`` that holds ``place`` begins and ends."""
        if level > UNIT:
            step = self.unit / 2 ** (level - UNIT)
            begin = place // step * step
            return begin, begin + step
        borders = self.levels[level]
        after = bisect_right(borders, place)
        return borders[after - 1], borders[after]


def level_at(time: TimeSignature, place: Fraction) -> Level:
    """Return how strong ``place`` is, in whole notes from the barline.

    In a pick-up, places count from where its full bar would begin. Beats are
    quarters where the unit is a quarter or longer, and beat groups where it is
    shorter: 6/8 has two, 7/8 has three.
    """
    metre = hierarchy(time)
    strength, beat = metre.strength(place), metre.beat_level
    if strength == BAR:
        return Level.BARLINE
    if strength <= beat:
        return Level.BEAT if strength == beat else Level.STRONG_BEAT
    return Level.DIVISION if strength == beat + 1 else Level.FINER


@lru_cache(maxsize=256)
def hierarchy(time: TimeSignature) -> Hierarchy:
    """Return the levels of a time signature.

    Groups of one unit go together, and groups of more than three fall into
    twos or threes: 4/4 is 2+2 even where it is given as 4 or as 1+1+1+1.
    """
    unit = Fraction(1, time.unit)
    groups = _twos_and_threes(time.groups)
    heads = [sum(groups[:count]) for count in range(len(groups) + 1)]
    halves = heads[:: len(groups) // 2] if _has_halves(groups) else heads[:: len(groups)]
    levels = (heads[:: len(groups)], halves, heads, range(time.beats + 1))
    return Hierarchy(
        unit=unit,
        levels=tuple(tuple(unit * place for place in level) for level in levels),
        uneven=len(set(groups)) > 1 or 3 in groups,
    )


def _has_halves(groups: list[int]) -> bool:
    return len(groups) > 2 and len(groups) % 2 == 0 and len(set(groups)) == 1


def _twos_and_threes(groups: tuple[int, ...]) -> list[int]:
    together: list[int] = []
    for size, run in groupby(groups):
        alike = list(run)
        for count in [len(alike)] if size == 1 else alike:
            together += _divided(count)
    return together


def _divided(count: int) -> list[int]:
    if count <= 3:
        return [count]
    if count % 3 == 0:
        return [3] * (count // 3)
    return [3] * (count % 2) + [2] * ((count - 3 * (count % 2)) // 2)
