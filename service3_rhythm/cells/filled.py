"""Bars cut from halves and thirds, for vocabularies that no counted bar is made of.

A stretch of time is one note, or two halves, or where it has three beats three
thirds, which are cut in turn; halves are alike, or one of them is a single note.
What no note value fits is closed by one note, tied over the beat groups.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise, product
from typing import Final

from service3_rhythm.cells.cell import Cell, Lengths, laid_out
from service3_rhythm.grid import Grid
from service3_rhythm.spans import Span

WAYS: Final = 12
"""Ways to fill a stretch that are kept, those with the fewest notes of each kind first."""
BARS: Final = 40
CUTS: Final = (2, 3)
MOST_PIECES: Final = 3
"""A long note made of more pieces than this would be a page of ties."""

ENDINGS: Final = (0.0, 0.2, 0.7, 0.0, 1.0)
"""How well a bar of one long note stands in each place of a phrase."""


@lru_cache(maxsize=256)
def filled(grid: Grid, values: frozenset[int]) -> tuple[Cell, ...]:
    """Return bars of ``values``, in ticks, alike in their odds everywhere but at a close."""
    bars = _ways(0, grid.length, (*grid.groups, grid.length), values)[:BARS]
    if not bars:
        bars = [tuple(span.length for span in hold(0, grid.length, grid, values))]
    return tuple(Cell(laid_out(bar), (1.0, 1.0, 0.0, 1.0, 0.0)) for bar in bars)


@lru_cache(maxsize=256)
def held(grid: Grid, values: frozenset[int]) -> tuple[Cell, ...]:
    """Return bars that are one long note, and a rest after it or none."""
    longest = max((value for value in values if value < grid.length), default=grid.length)
    lengths = {value for value in values if grid.length < 2 * value < 2 * grid.length}
    if grid.length not in values:
        lengths.add(longest)
    bars = [tuple(hold(0, grid.length, grid, values))]
    bars += [(Span(0, value), *pause(value, grid.length, values)) for value in sorted(lengths)]
    return tuple(Cell(bar, ENDINGS) for bar in bars if len(bar) <= MOST_PIECES and bar[0].length)


def hold(start: int, end: int, grid: Grid, values: frozenset[int]) -> Iterator[Span]:
    """Yield one note from ``start`` to ``end``: the longest values that fit, tied.

    Where none fits, it is tied over the beat groups.
    """
    while start < end:
        fitting = [value for value in values if start + value <= end]
        edges = [start, *(group for group in grid.groups if start < group < end), end]
        pieces = [max(fitting)] if fitting else [b - a for a, b in pairwise(edges)]
        for length in pieces:
            yield Span(start, length, tie=start + length < end)
            start += length


def pause(start: int, end: int, values: frozenset[int]) -> Iterator[Span]:
    """Yield rests from ``start`` to ``end``: the longest values that fit, and what is left.

    It is one rest where that would be many.
    """
    pieces: list[int] = []
    while sum(pieces) < end - start:
        left = end - start - sum(pieces)
        pieces.append(max((value for value in values if value <= left), default=left))
    if len(pieces) > MOST_PIECES:
        pieces = [end - start]
    for length in pieces:
        yield Span(start, length, rest=True)
        start += length


def _ways(start: int, end: int, edges: Lengths, values: frozenset[int]) -> list[Lengths]:
    """Return ways to fill what may hold several groups of beats."""
    inside = [edge for edge in edges if start < edge < end]
    if not inside:
        return _cut(end - start, values)
    middle = next((e for e in inside if 2 * e == start + end), inside[len(inside) // 2])
    left, right = _ways(start, middle, edges, values), _ways(middle, end, edges, values)
    whole: list[Lengths] = [(end - start,)] if end - start in values else []
    pairs = sorted(product(left, right), key=lambda pair: (pair[0] != pair[1], len(sum(pair, ()))))
    return (whole + [a + b for a, b in pairs])[: 2 * WAYS]


@lru_cache(maxsize=1024)
def _cut(length: int, values: frozenset[int]) -> list[Lengths]:
    """Return ways to fill one group of beats, or a part of it."""
    found: set[Lengths] = {(length,)} if length in values else set()
    if length <= min(values):
        return list(found)
    for count in CUTS:
        pieces = _cut(length // count, values) if length % count == 0 else []
        for piece in pieces:
            found.add(piece * count)
            found |= {
                way
                for one in pieces
                if len(one) == 1
                for way in (one + piece * (count - 1), piece * (count - 1) + one)
            }
    return sorted(found, key=lambda way: (len(way), way))[:WAYS]
