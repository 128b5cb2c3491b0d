"""What a vocabulary lets a bar be made of, place by place."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from math import gcd
from typing import Final

from service3_rhythm.durations import DurationTable, share
from service3_rhythm.grid import BEAT, GROUP, Grid, ticks
from service3_rhythm.spans import Figure
from service3_rhythm.vocabularies import Vocabulary

Moves = Mapping[int, tuple[tuple[Figure, float], ...]]
"""For every tick where a note can begin: the figures that can, and their weights."""

TRIPLETS: Final = (
    (Fraction(1, 4), (1, 1, 1), 0.6),
    (Fraction(1, 4), (2, 1), 0.3),
    (Fraction(1, 4), (1, 2), 0.05),
    (Fraction(1, 2), (1, 1, 1), 0.15),
)
"""Time taken as a whole, its notes in thirds of that time, weight."""

NEVER: Final = 1e-7
"""What the model would not play may still fill a bar that nothing else can."""


@lru_cache(maxsize=512)
def moves(
    table: DurationTable, grid: Grid, vocabulary: Vocabulary, syncopation: float = 0
) -> Moves:
    """Weigh every figure of ``vocabulary`` at every place of the bar.

    ``syncopation`` from 0 to 1 adds to what the vocabulary has.
    """
    over = max(syncopation, vocabulary.syncopation)
    figures = _figures(grid, vocabulary)
    step = gcd(grid.length, *(length for figure in figures for length in figure.lengths))
    return {
        tick: _shares(
            (figure, _weight(table, grid, tick, figure, over))
            for figure in figures
            if _can_begin(grid, tick, figure)
        )
        for tick in range(0, grid.length, step)
    }


def _shares(weighed: Iterable[tuple[Figure, float]]) -> tuple[tuple[Figure, float], ...]:
    """Make the weights add up to 1, so that many short notes weigh as much as a long one."""
    known = [(figure, max(NEVER, weight)) for figure, weight in weighed]
    total = sum(weight for _, weight in known)
    return tuple((figure, weight / total) for figure, weight in known)


def _figures(grid: Grid, vocabulary: Vocabulary) -> tuple[Figure, ...]:
    plain = [Figure((ticks(value),), weight) for value, weight in vocabulary.values.items()]
    if not vocabulary.triplets or grid.additive:
        return tuple(plain)
    triplets = [
        Figure(tuple(third * ticks(whole) // 3 for third in thirds), weight, triplet=True)
        for whole, thirds, weight in TRIPLETS
    ]
    return (*plain, *triplets)


def _can_begin(grid: Grid, tick: int, figure: Figure) -> bool:
    if figure.triplet:
        return _takes_triplet(grid, tick, figure.total)
    # Half a group after half a group makes a duplet, which even dice do not throw anywhere.
    halves = grid.additive and 2 * figure.total == 3 * grid.unit and tick % grid.unit
    return not halves or grid.takes_duplet(tick - figure.total)


def _takes_triplet(grid: Grid, tick: int, total: int) -> bool:
    """Keep triplets whole inside a beat, or inside a beat group of two beats."""
    weakest = BEAT if total <= grid.unit else GROUP
    inside = not any(tick < start < tick + total for start in grid.groups)
    return grid.levels[tick] <= weakest and inside


def _weight(
    table: DurationTable, grid: Grid, tick: int, figure: Figure, syncopation: float
) -> float:
    if figure.triplet:
        return figure.weight
    return figure.weight * share(table, grid, tick, figure.total, syncopation=syncopation)
