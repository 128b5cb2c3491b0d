"""The cells that a vocabulary leaves of a metre, with odds for every place of a phrase."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp, log
from statistics import fmean
from typing import Final

from melodie.adding import added
from melodie.time_signature import TimeSignature
from service3_rhythm.cells.bank import cells_of
from service3_rhythm.cells.cell import Cell
from service3_rhythm.cells.ending import Ending, ending_of
from service3_rhythm.cells.filled import filled, held, pause
from service3_rhythm.cells.recast import RECASTS
from service3_rhythm.form.plan import PLACES, Place
from service3_rhythm.grid import WHOLE, Grid, grid_of, ticks
from service3_rhythm.spans import Span
from service3_rhythm.styles import STYLES, Style
from service3_rhythm.vocabularies import DUPLET_VALUE, VOCABULARIES, Vocabulary

FEWEST: Final = 5
"""Cells that a place has at least, or bars are cut for it."""
HELD: Final = 0.04
"""Share of closes that are one long note, beside those that are counted."""
UNTYPICAL: Final = 0.12
"""Odds of a bar that a vocabulary leaves as it is counted, beside one that it changes."""
INNER, HALF_CLOSE, CLOSE = (PLACES.index(place) for place in ("inner", "half_close", "close"))


@dataclass(frozen=True)
class Pool:
    """Cells, and for each place of a phrase the odds of every one of them.

    ``endings`` is how a phrase would end in each, ``mean`` how many notes a bar has that
    closes nothing.
    """

    cells: tuple[Cell, ...]
    endings: tuple[Ending, ...]
    odds: dict[Place, tuple[float, ...]]
    mean: float


@lru_cache(maxsize=512)
def pool_of(time: TimeSignature, style: str, vocabulary: str) -> Pool:
    """Return the cells of a metre in a vocabulary and a style."""
    row, grid, taste = VOCABULARIES[vocabulary], grid_of(time), STYLES[style]
    values = values_in(row, grid)
    cells = [_spelled(cell, values) for cell in _counted(time, taste.tables, row)]
    places = [added(places) for places in zip(*(cell.places for cell in cells), strict=True)]
    if sum(bool(cell.places[INNER]) for cell in cells) < FEWEST:
        cut = filled(grid, values)
        cells += _weighted(cut, (places[INNER] if places else 1.0) / len(cut))
    cells += _weighted(held(grid, values), (HELD * places[CLOSE] if places else 0) or 1.0)
    merged = _merged(cells)
    dear = _emphasis(merged, row, taste)
    odds = {
        place: tuple(cell.places[n] * by for cell, by in zip(merged, dear, strict=True))
        for n, place in enumerate(PLACES)
    }
    endings = tuple(ending_of(cell.spans, grid) for cell in merged)
    return Pool(merged, endings, odds, _mean(merged, odds["inner"]))


def values_in(row: Vocabulary, grid: Grid) -> frozenset[int]:
    """Return the note values of a vocabulary in a metre, in ticks, triplets left out."""
    duplet = {ticks(DUPLET_VALUE)} if row.triplets and grid.additive else set()
    bar = {grid.length} if row.fills and grid.length < WHOLE else set()
    return frozenset({*map(ticks, row.values), *duplet, *bar})


def _counted(time: TimeSignature, table: str, row: Vocabulary) -> Iterator[Cell]:
    """Yield the bars that are counted, in the values of the vocabulary."""
    grid, plain = grid_of(time), cells_of(time, table)
    values, known = values_in(row, grid), {cell.spans for cell in plain}
    for name in row.recasts:
        for cell in RECASTS[name](plain, grid):
            if not all(s.rest or s.triplet or s.length in values for s in cell.spans):
                continue
            typical = name in {"plain", "doubled"} or cell.spans not in known
            yield cell if typical else replace(cell, places=_rarer(cell.places))


def _rarer(places: tuple[float, ...]) -> tuple[float, ...]:
    """Return the odds of a bar that has nothing of its vocabulary: fine for a close."""
    return tuple(
        odds if number in {HALF_CLOSE, CLOSE} else UNTYPICAL * odds
        for number, odds in enumerate(places)
    )


def _weighted(cells: Iterable[Cell], by: float) -> list[Cell]:
    return [replace(cell, places=tuple(by * place for place in cell.places)) for cell in cells]


def _merged(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Add up the odds of equal bars."""
    found: dict[tuple[Span, ...], Cell] = {}
    for cell in cells:
        known = found.get(cell.spans)
        odds = zip(cell.places, known.places if known else (0.0,) * 5, strict=True)
        found[cell.spans] = Cell(cell.spans, tuple(a + b for a, b in odds))
    return tuple(found.values())


def _spelled(cell: Cell, values: frozenset[int]) -> Cell:
    """Write its rests in the values of the vocabulary, as far as they go."""
    if not cell.rests:
        return cell
    spans = (
        piece
        for span in cell.spans
        for piece in (pause(span.start, span.end, values) if span.rest else (span,))
    )
    return replace(cell, spans=tuple(spans))


def _emphasis(cells: Iterable[Cell], row: Vocabulary, style: Style) -> list[float]:
    """Return how dear the note values of each bar are to vocabulary and style, on average."""
    weights = defaultdict[int, float](float)
    for values in (row.values, style.values):
        for value, weight in values.items():
            weights[ticks(value)] += log(weight)
    return [exp(fmean(weights[at] for at in cell.lengths if at > 0)) for cell in cells]


def _mean(cells: Iterable[Cell], odds: Iterable[float]) -> float:
    weighed = list(zip(cells, odds, strict=True))
    notes = added(cell.onsets * odd for cell, odd in weighed)
    return notes / added(odd for _, odd in weighed)
