"""Filling a stretch of a bar exactly, without a dead end and without a retry.

The odds of every figure are multiplied by the odds that what follows it can
still be filled, summed backwards from the end of the stretch. So a stretch is
drawn from the model as if all fillings had been listed and one been picked.
"""

from itertools import pairwise
from math import exp
from typing import Final

from melodie.chance import Chance
from service3_rhythm.figures import Moves
from service3_rhythm.grid import Grid
from service3_rhythm.spans import Figure, Span

LEFTOVER: Final = 1e-12
"""Weight of ending where no figure fits: far less than any way that comes out even."""

STEEPEST: Final = 4.0
"""How far the odds of a note more are bent at most, as a logarithm."""
BISECTIONS: Final = 12


class Filler:
    """Fills stretches of bars of one metre from one vocabulary.

    ``tilt`` bends the odds towards more notes (positive) or fewer; it is the
    logarithm of the factor that every note is weighted with.
    """

    def __init__(self, grid: Grid, moves: Moves, tilt: float = 0) -> None:
        self._grid = grid
        self._moves = {
            tick: tuple(
                (figure, weight * exp(tilt * len(figure.lengths))) for figure, weight in row
            )
            for tick, row in moves.items()
        }
        self._values = sorted(
            {figure.total for row in moves.values() for figure, _ in row if not figure.triplet},
            reverse=True,
        )
        self._sums: dict[int, dict[int, float]] = {}

    def fill(self, start: int, end: int, chance: Chance, wildness: float) -> list[Span]:
        """Fill from ``start`` to ``end``, in ticks.

        ``wildness`` from 0 to 1 is how often a figure is not drawn from the
        model but uniformly from those that still fit.
        """
        sums = self._sums_to(end)
        spans: list[Span] = []
        while start < end:
            fitting = self._fitting(start, end)
            if not fitting:
                return spans + self._remainder(start, end)
            if chance.happens(wildness):
                figure = chance.one_of([figure for figure, _ in fitting])
            else:
                odds = [weight * sums[start + figure.total] for figure, weight in fitting]
                figure = chance.weighted([figure for figure, _ in fitting], odds)
            spans += _placed(figure, start)
            start += figure.total
        return spans

    def hold(self, start: int, end: int) -> list[Span]:
        """Hold one note from ``start`` to ``end``: the longest values that fit, tied."""
        spans: list[Span] = []
        while start < end:
            fitting = (value for value in self._values if start + value <= end)
            length = next(fitting, end - start)
            spans.append(Span(start, length, tie=start + length < end))
            start += length
        return spans

    def expected_notes(self) -> float:
        """Return how many notes the model puts into a bar, on average."""
        sums = self._sums_to(self._grid.length)
        notes = {self._grid.length: 0.0}
        for tick in sorted(self._moves, reverse=True):
            notes[tick] = sum(
                weight
                * sums[tick + figure.total]
                * (len(figure.lengths) + notes[tick + figure.total])
                / sums[tick]
                for figure, weight in self._fitting(tick, self._grid.length)
            )
        return notes[0]

    def _fitting(self, start: int, end: int) -> list[tuple[Figure, float]]:
        return [move for move in self._moves.get(start, ()) if start + move[0].total <= end]

    def _sums_to(self, end: int) -> dict[int, float]:
        if end not in self._sums:
            sums = {end: 1.0}
            for tick in sorted((t for t in self._moves if t < end), reverse=True):
                ways = [w * sums.get(tick + f.total, 0) for f, w in self._fitting(tick, end)]
                sums[tick] = sum(ways) or LEFTOVER
            self._sums[end] = sums
        return self._sums[end]

    def _remainder(self, start: int, end: int) -> list[Span]:
        """Close a gap too small for the vocabulary by one note, tied over beat groups."""
        edges = [start, *(g for g in self._grid.groups if start < g < end), end]
        return [Span(left, right - left, tie=right < end) for left, right in pairwise(edges)]


def filler_of_density(grid: Grid, moves: Moves, notes: float) -> Filler:
    """Bend the odds so that a bar has ``notes`` notes on average, as far as it can."""
    low, high = -STEEPEST, STEEPEST
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        fewer = Filler(grid, moves, middle).expected_notes() < notes
        low, high = (middle, high) if fewer else (low, middle)
    return Filler(grid, moves, (low + high) / 2)


def _placed(figure: Figure, start: int) -> list[Span]:
    spans = []
    for length in figure.lengths:
        spans.append(Span(start, length, triplet=figure.triplet))
        start += length
    return spans
