"""A bar as a grid of ticks, each with its level in the hierarchy of beats (melodie.metre).

In quarters and halves the beat is a quarter that divides in two. In eighths the
beats are the groups themselves, of two or three eighths each: so 6/8 and 12/8
are compound, 5/8 and 7/8 additive, by the same rule.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from melodie.metre import Level, level_at
from melodie.time_signature import TimeSignature

WHOLE: Final = 384
"""Ticks in a whole note: both 1/128 and a triplet's 1/12 are whole numbers of ticks."""
QUARTER: Final = WHOLE // 4


@dataclass(frozen=True, slots=True)
class Grid:
    """One bar of ``length`` ticks; ``levels`` holds the level of every tick.

    ``additive`` says that beats are groups of eighths. ``unit`` is what lengths
    are counted in, in ticks: the quarter, or the eighth where ``additive``.
    ``groups`` are the ticks where beat groups begin, ``beats`` where beats do.
    """

    length: int
    unit: int
    additive: bool
    levels: tuple[Level, ...]
    groups: tuple[int, ...]
    beats: tuple[int, ...]

    @property
    def compound(self) -> bool:
        """Whether every beat is a group of three."""
        return self.additive and self.length == 3 * self.unit * len(self.groups)

    @property
    def half_beat(self) -> int:
        """What notes off the beat are counted in: half a quarter, or the eighth."""
        return self.unit if self.additive else self.unit // 2

    def takes_duplet(self, tick: int) -> bool:
        """Tell whether two notes may stand for three from ``tick`` on.

        They broaden the last beat of a bar in compound time, which has several.
        """
        return self.compound and len(self.groups) > 1 and tick == self.groups[-1]


def ticks(duration: Fraction) -> int:
    """Turn a fraction of a whole note into ticks."""
    return int(duration * WHOLE)


@lru_cache(maxsize=64)
def grid_of(time: TimeSignature) -> Grid:
    """Lay the grid of a metre and its grouping."""
    length = time.beats * WHOLE // time.unit
    groups = tuple(ticks(start) for start in time.group_starts)
    additive = time.unit >= 8
    if additive:
        unit, beats = WHOLE // time.unit, groups
    else:
        unit, beats = QUARTER, tuple(range(0, length, QUARTER))
    levels = tuple(level_at(time, Fraction(tick, WHOLE)) for tick in range(length))
    return Grid(length, unit, additive, levels, groups, beats)
