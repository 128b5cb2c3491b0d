"""A bar as a grid of ticks, each with its place in the metrical hierarchy.

The levels follow Lerdahl and Jackendoff (1983) and Temperley (2010): the
barline, the head of a beat group, a beat, a division of the beat, and anything
finer. In quarters and halves the beat is a quarter that divides in two. In
eighths the beats are the groups themselves, of two or three eighths each: so
6/8 and 12/8 are compound, 5/8 and 7/8 additive, by the same rule.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from melodie.score import TimeSignature

WHOLE: Final = 384
"""Ticks in a whole note: both 1/128 and a triplet's 1/12 are whole numbers of ticks."""
QUARTER: Final = WHOLE // 4

BARLINE: Final = 0
GROUP: Final = 1
BEAT: Final = 2
DIVISION: Final = 3
FINER: Final = 4


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
    levels: tuple[int, ...]
    groups: tuple[int, ...]
    beats: tuple[int, ...]

    def takes_duplet(self, tick: int) -> bool:
        """Tell whether two notes may stand for three from ``tick`` on.

        They broaden the last beat of a bar in compound time, which has several.
        """
        compound = self.additive and self.length == 3 * self.unit * len(self.groups)
        return compound and len(self.groups) > 1 and tick == self.groups[-1]


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
        # Twelve eighths are twice two beats; the others are not grouped further.
        unit, beats = WHOLE // time.unit, groups
        heads = groups[:: len(groups) // 2] if time.beats == 12 else groups[:1]
    else:
        unit, heads = QUARTER, groups
        beats = tuple(range(0, length, QUARTER))
    division = unit if additive else unit // 2
    levels = tuple(_level(tick, heads, beats, division) for tick in range(length))
    return Grid(length, unit, additive, levels, groups, beats)


def _level(tick: int, heads: tuple[int, ...], beats: tuple[int, ...], division: int) -> int:
    if tick == 0:
        return BARLINE
    if tick in heads:
        return GROUP
    if tick in beats:
        return BEAT
    return DIVISION if tick % division == 0 else FINER
