"""The levels of a metre: bar, half bar, beat group, unit, half unit, and so on.

Every place in a bar is a border of some level; the lower the number, the
stronger the place. Copyists let a note hide weak borders, never strong ones.
"""

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from typing import Final

from melodie.score import TimeSignature
from service4_lilypond.written import is_dyadic

BAR: Final = 0
HALF_BAR: Final = 1
GROUP: Final = 2
UNIT: Final = 3
NOWHERE: Final = 99
"""Between all borders, where only half of a tuplet can lead."""

FINEST: Final = 12
"""Halvings of a unit below which no border is looked for."""

CROTCHET: Final = Fraction(1, 4)

USUAL_GROUPS: Final = {5: (3, 2), 7: (2, 2, 3)}
"""How players group a bar of so many units where the page says nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Hierarchy:
    """The borders of one metre, in whole notes from the barline.

    ``levels`` holds the borders of the bar, its halves, its groups and its
    units; those of finer levels are the halvings of ``unit``. There is one
    object for one metre, so that what is worked out from it can be kept.
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
        """The level of the beat: a crotchet in 4/4, a beat group in 6/8."""
        if self.unit < CROTCHET:
            return GROUP
        return UNIT + (self.unit / CROTCHET).numerator.bit_length() - 1

    @lru_cache(maxsize=4096)  # noqa: B019 - there is one object for one metre
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

    @lru_cache(maxsize=4096)  # noqa: B019 - there is one object for one metre
    def stretch(self, level: int, place: Fraction) -> tuple[Fraction, Fraction]:
        """Return where the stretch of ``level`` that holds ``place`` begins and ends."""
        if level > UNIT:
            step = self.unit / 2 ** (level - UNIT)
            begin = place // step * step
            return begin, begin + step
        borders = self.levels[level]
        after = bisect_right(borders, place)
        return borders[after - 1], borders[after]


def printed_beats(metre: TimeSignature) -> str:
    """Return the upper number of the signature: ``7``, or ``3+2+2`` where that is not the usual."""
    equal = len(set(metre.groups)) == 1
    if equal or metre.groups == USUAL_GROUPS.get(metre.beats):
        return str(metre.beats)
    return "+".join(str(size) for size in metre.groups)


@lru_cache(maxsize=256)
def hierarchy(metre: TimeSignature) -> Hierarchy:
    """Work out the levels of ``metre``.

    Groups of one unit go together, and groups of more than three fall into
    twos or threes: 4/4 is 2+2 even where it is given as 4 or as 1+1+1+1.
    """
    unit = Fraction(1, metre.unit)
    groups = _twos_and_threes(metre.groups)
    heads = [sum(groups[:count]) for count in range(len(groups) + 1)]
    halves = heads[:: len(groups) // 2] if _has_halves(groups) else heads[:: len(groups)]
    levels = (heads[:: len(groups)], halves, heads, range(metre.beats + 1))
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
