"""The cells of every metre, from bars and half bars that are counted in real tunes.

4/4, 3/4 and 6/8 have tables; 2/2 shares that of 4/4, and 2/4 and 3/8 are those of 4/4
and 3/4 in notes of half the length. Any other metre is joined of their parts, group
by group: 5/4 of a bar of 3/4 and half a bar of 4/4, 7/8 of beats of 4/4
and half a bar of 6/8.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import nlargest
from itertools import product
from math import prod
from typing import Final

from melodie.adding import added
from melodie.time_signature import TimeSignature
from service3_rhythm.cells.cell import Cell, laid_out
from service3_rhythm.grid import QUARTER, Grid, grid_of
from service3_rhythm.tables import TICKS, tables

SCALE: Final = QUARTER // TICKS
"""Ticks of ours in one of the tables'."""


@dataclass(frozen=True, slots=True)
class Part:
    """The first or the last ``ticks`` of a table's bars, at 1/``shorter`` of their length."""

    metre: str
    ticks: int
    shorter: int = 1


COMMON, WALTZ, JIG = Part("4/4", 4 * TICKS), Part("3/4", 3 * TICKS), Part("6/8", 3 * TICKS)
WHOLE_BARS: Final[Mapping[str, tuple[Part, ...]]] = {
    "4/4": (COMMON,),
    "2/2": (COMMON,),
    "2/4": (Part("4/4", 4 * TICKS, shorter=2),),
    "3/4": (WALTZ,),
    "3/8": (Part("3/4", 3 * TICKS, shorter=2),),
    "6/8": (JIG,),
    "12/8": (JIG, JIG),
}
GROUPS: Final[Mapping[tuple[int, int], Part]] = {
    (2, 4): Part("4/4", 2 * TICKS),
    (3, 4): WALTZ,
    (2, 8): Part("4/4", TICKS),
    (3, 8): Part("6/8", 3 * TICKS // 2),
}
"""What a group of so many units is made of."""

FEW: Final = {2: 14, 3: 8}
"""Parts that are joined at each place, the commonest, by the number of places."""
CELLS: Final = 90
"""Cells that are kept of a joined metre."""
TIED: Final = 0.5
"""How willingly a long note is held into the next part, of a cell that has notes for both."""
UNSEEN: Final = 0.3
"""What counts for a part where it was never counted."""

Row = tuple[tuple[int, ...], tuple[float, ...]]
"""Lengths, and counts by place."""


@lru_cache(maxsize=128)
def cells_of(time: TimeSignature, table: str) -> tuple[Cell, ...]:
    """Return the cells of a metre after the tables of a style, ``song`` or ``dance``."""
    parts = _parts(time)
    if len(parts) == 1:
        cells = [Cell(laid_out(lengths), places) for lengths, places in _rows(parts[0], table)]
    else:
        best = nlargest(CELLS, _joined(parts, table), key=lambda made: added(made[1]))
        cells = [cell for row, places in best for cell in _tied(row, places)]
    grid = grid_of(time)
    return tuple(cell for cell in cells if not _halves_a_beat(cell, grid))


def _halves_a_beat(cell: Cell, grid: Grid) -> bool:
    """Tell whether a dotted eighth begins between eighths: hard to read where beats have three."""
    half = 3 * grid.unit // 2
    return grid.additive and any(s.length == half and s.start % grid.unit for s in cell.spans)


def _parts(time: TimeSignature) -> tuple[Part, ...]:
    return WHOLE_BARS.get(str(time)) or tuple(GROUPS[size, time.unit] for size in time.groups)


def _rows(part: Part, table: str, *, last: bool = True) -> list[Row]:
    """Return the lengths of a part, in ticks, with counts by place; the commonest first."""
    counted: dict[tuple[int, ...], list[float]] = {}
    for row in tables(table).metres[part.metre].rhythms:
        lengths = _portion(row.lengths, part.ticks, last=last)
        if not lengths or lengths[0] < 0 or (min(lengths) < 0 and not last):
            continue
        scaled = tuple(length * SCALE // part.shorter for length in lengths)
        counts = counted.setdefault(scaled, [0.0] * len(row.places))
        for place, count in enumerate(row.places):
            counts[place] += count
    rows = [(lengths, tuple(counts)) for lengths, counts in counted.items()]
    return sorted(rows, key=lambda row: -added(row[1]))


def _portion(lengths: tuple[int, ...], ticks: int, *, last: bool) -> tuple[int, ...]:
    """Return what fills the first or last ``ticks`` of a bar; nothing where a note lasts over."""
    if last:
        return _portion(lengths[::-1], ticks, last=False)[::-1]
    reached = 0
    for index, length in enumerate(lengths):
        if reached == ticks:
            return lengths[:index]
        reached += abs(length)
    return lengths if reached == ticks else ()


Joined = tuple[tuple[Row, ...], tuple[float, ...]]


def _joined(parts: tuple[Part, ...], table: str) -> Iterator[Joined]:
    """Yield every bar that the commonest parts make, and its odds by place."""
    few = FEW.get(len(parts), min(FEW.values()))
    rows = [
        _rows(part, table, last=number == len(parts) - 1)[:few] for number, part in enumerate(parts)
    ]
    for chosen in product(*rows):
        counts = zip(*(places for _, places in chosen), strict=True)
        yield chosen, tuple(prod(c + UNSEEN for c in place) ** (1 / len(parts)) for place in counts)


def _tied(chosen: tuple[Row, ...], places: tuple[float, ...]) -> Iterator[Cell]:
    """Yield the bar, and again with its first notes held on, where they fill a part each."""
    spans = laid_out(length for row, _ in chosen for length in row)
    yield Cell(spans, places)
    single = [len(row) == 1 and row[0] > 0 for row, _ in chosen]
    count = next((n for n, alone in enumerate(single) if not alone), len(single))
    if count > 1:
        held = tuple(replace(span, tie=n < count - 1) for n, span in enumerate(spans))
        yield Cell(held, tuple(TIED * place for place in places))


def upbeats_of(time: TimeSignature, table: str) -> tuple[tuple[tuple[int, ...], float], ...]:
    """Return the lengths that lead up to a barline, in ticks, and their counts."""
    part = _parts(time)[-1]
    return tuple(
        (tuple(length * SCALE // part.shorter for length in row.lengths), float(row.count))
        for row in tables(table).metres[part.metre].upbeats
    )
