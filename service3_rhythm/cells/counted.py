"""The cells of a pool that have so many notes."""

from collections.abc import Callable
from dataclasses import replace

from service3_rhythm.cells.cell import Cell
from service3_rhythm.cells.ending import Ending, ending_of
from service3_rhythm.cells.pools import Pool
from service3_rhythm.grid import Grid
from service3_rhythm.spans import Spans


def counting(pool: Pool, notes: int, *, last: bool) -> Pool:
    """Return the cells with so many notes, or as near to that as there are any.

    In the ``last`` bar none leads on, if one of them does not.
    """
    nearest = min(abs(cell.onsets - notes) for cell in pool.cells)
    places = [n for n, cell in enumerate(pool.cells) if abs(cell.onsets - notes) == nearest]
    if last:
        places = [n for n in places if not pool.endings[n].lead] or places
    odds = {place: tuple(row[n] for n in places) for place, row in pool.odds.items()}
    return Pool(
        cells=tuple(pool.cells[n] for n in places),
        endings=tuple(pool.endings[n] for n in places),
        odds=odds,
        mean=pool.mean,
    )


def ended(pool: Pool, grid: Grid, end: Callable[[Spans], Spans]) -> Pool:
    """Return the cells as ``end`` leaves them, each with the odds that it had."""
    cells: list[Cell] = []
    endings: list[Ending] = []
    for cell, ending in zip(pool.cells, pool.endings, strict=True):
        spans = end(cell.spans)
        same = spans == cell.spans
        cells.append(cell if same else replace(cell, spans=spans))
        endings.append(ending if same else ending_of(spans, grid))
    return replace(pool, cells=tuple(cells), endings=tuple(endings))
