"""Bars in other note values: what a vocabulary makes of the bars that are counted.

Each function takes the cells of a metre, the commonest first, and yields cells of the
same metre with the same odds by place.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import nlargest
from itertools import product
from math import sqrt
from typing import Final

from melodie.adding import added
from service3_rhythm.cells.cell import Cell, laid_out
from service3_rhythm.cells.offbeat import early
from service3_rhythm.grid import Grid
from service3_rhythm.spans import Span, Spans

FEW: Final = 12
"""Cells that others are joined to, the commonest."""
JOINED: Final = 60
"""Joined cells that are kept, the likeliest."""
THIRDS: Final = 3

Recast = Callable[[Sequence[Cell], Grid], Iterator[Cell]]


def plain(cells: Sequence[Cell], grid: Grid) -> Iterator[Cell]:
    """Yield the cells as they are."""
    del grid
    yield from cells


def skipping(cells: Sequence[Cell], grid: Grid) -> Iterator[Cell]:
    """Make the first of two equal notes half as long again, at the other's cost."""
    for cell in cells:
        yield replace(cell, spans=_rewritten(cell.spans, grid, _skip))


def thirds(cells: Sequence[Cell], grid: Grid) -> Iterator[Cell]:
    """Put triplets on some beats; where the beat has three parts, duplets."""
    rewrite = _duplet if grid.compound else _triplet
    for cell in cells:
        everywhere = _rewritten(cell.spans, grid, rewrite)
        yield replace(cell, spans=everywhere)
        once = _rewritten(cell.spans, grid, rewrite, most=1)
        if once != everywhere:
            yield replace(cell, spans=once)


def halved(cells: Sequence[Cell], grid: Grid) -> Iterator[Cell]:
    """Put two bars into one, in notes of half the length."""
    del grid
    yield from _shrunk(cells, 2)


def quartered(cells: Sequence[Cell], grid: Grid) -> Iterator[Cell]:
    """Put four bars into one, two and two alike, in notes of a quarter of the length."""
    del grid
    yield from _shrunk(cells, 4)


def doubled(cells: Sequence[Cell], grid: Grid) -> Iterator[Cell]:
    """Make a bar of half a bar, in notes of twice the length."""
    middle = grid.length // 2
    for cell in cells:
        kept = [span for span in cell.spans if span.end <= middle]
        if kept and kept[-1].end == middle:
            yield Cell(
                laid_out(-2 * s.length if s.rest else 2 * s.length for s in kept), cell.places
            )


def offbeat(cells: Sequence[Cell], grid: Grid) -> Iterator[Cell]:
    """Begin every second beat half a beat early."""
    for cell in cells:
        yield replace(cell, spans=early(cell.spans, grid.beats[1:], grid))


RECASTS: Final[Mapping[str, Recast]] = {
    "plain": plain,
    "skipping": skipping,
    "thirds": thirds,
    "halved": halved,
    "quartered": quartered,
    "doubled": doubled,
    "offbeat": offbeat,
}


def _shrunk(cells: Sequence[Cell], times: int) -> Iterator[Cell]:
    """Join bars two by two: the odds of the first are those of what comes before."""
    whole = [
        cell
        for cell in cells
        if all(span.length % times == 0 and not span.tie for span in cell.spans)
    ]
    pairs = product([cell for cell in whole if not cell.rests][:FEW], whole)
    odds = {pair: _joined_odds(*pair) for pair in pairs}
    for first, second in nlargest(JOINED, odds, key=lambda pair: added(odds[pair])):
        bars = (first,) * (times // 2) + (second,) * (times // 2)
        if times > 2 and second.rests:
            bars = (first,) * (times - 1) + (second,)
        lengths = (-s.length if s.rest else s.length for bar in bars for s in bar.spans)
        yield Cell(laid_out(length // times for length in lengths), odds[first, second])


def _joined_odds(first: Cell, second: Cell) -> tuple[float, ...]:
    opening, inner, _, preparation, _ = first.places
    before = (opening, inner, inner, inner, preparation)
    after = (second.places[1], *second.places[1:])
    if second.rests:
        after = (0.0, 0.0, after[2], 0.0, after[4])
    return tuple(sqrt(a * b) for a, b in zip(before, after, strict=True))


Rewrite = Callable[[Sequence[Span], Grid], tuple[tuple[int, ...], int, bool] | None]
"""The new lengths, how many spans they stand for, and whether they are triplets."""


def _rewritten(spans: Spans, grid: Grid, rewrite: Rewrite, most: int = 64) -> Spans:
    """Replace, from the left, what ``rewrite`` finds, at most so many times."""
    made: list[Span] = []
    left = list(spans)
    while left:
        found = rewrite(left, grid) if most else None
        if found:
            lengths, count, triplet = found
            made += laid_out(lengths, left[0].start, triplet=triplet)
            most -= 1
        else:
            count = 1
            made.append(left[0])
        left = left[count:]
    return tuple(made)


def _skip(spans: Sequence[Span], grid: Grid) -> tuple[tuple[int, ...], int, bool] | None:
    equal = _equal(spans)
    length, start = spans[0].length, spans[0].start
    if grid.compound and equal >= THIRDS and length == grid.unit and start in grid.beats:
        return (3 * length // 2, length // 2, length), 3, False
    if not grid.compound and equal >= 2 and start % (2 * length) == 0 and length <= grid.unit:
        return (3 * length // 2, length // 2), 2, False
    if equal and length == 2 * grid.unit and not grid.additive:
        return _skip_half(spans, length)
    return None


def _skip_half(spans: Sequence[Span], length: int) -> tuple[tuple[int, ...], int, bool]:
    """Divide a half note, or lengthen it into the rest that follows."""
    rest = spans[1].length if len(spans) > 1 and spans[1].rest else 0
    if rest < length // 2:
        return (3 * length // 4, length // 4), 1, False
    left = rest - length // 2
    return (3 * length // 2, *((-left,) if left else ())), 2, False


def _triplet(spans: Sequence[Span], grid: Grid) -> tuple[tuple[int, ...], int, bool] | None:
    length, beat = spans[0].length, 2 * grid.half_beat
    if not _is_beat(spans[0].start, beat, grid) or 2 * length != beat or _equal(spans) < 2:
        return None
    return (beat // THIRDS,) * THIRDS, 2, True


def _duplet(spans: Sequence[Span], grid: Grid) -> tuple[tuple[int, ...], int, bool] | None:
    beat = THIRDS * grid.unit
    if not _is_beat(spans[0].start, beat, grid) or _equal(spans) == 0:
        return None
    place = spans[0].start
    for count, span in enumerate(spans, start=1):
        place += span.length
        if span.rest or span.tie or place > spans[0].start + beat:
            return None
        if place == spans[0].start + beat:
            return ((beat // 2, beat // 2), count, False) if count > 1 else None
    return None


def _is_beat(start: int, length: int, grid: Grid) -> bool:
    ends = (*grid.beats, grid.length)
    return start in grid.beats and ends[grid.beats.index(start) + 1] == start + length


def _equal(spans: Sequence[Span]) -> int:
    """Count the notes of one length that come first."""
    first, count = spans[0], 0
    for span in spans:
        if span.rest or span.tie or span.triplet or span.length != first.length:
            break
        count += 1
    return count
