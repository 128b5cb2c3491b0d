"""The rhythms of ideas: bars that are known again by one thing, as a hook is.

What is counted in whole tunes is mostly what carries them along. A bar that shall
be remembered is dotted, lasts over a beat, leaves one out or leads on, so those of
the counted bars that do are preferred, and some made by hand are added.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Final

from melodie.adding import added
from melodie.time_signature import TimeSignature
from service3_rhythm.cells.cell import Cell, laid_out
from service3_rhythm.cells.ending import ending_of
from service3_rhythm.cells.pools import Pool, pool_of, values_in
from service3_rhythm.form.plan import PLACES
from service3_rhythm.grid import WHOLE, Grid, grid_of
from service3_rhythm.styles import STYLES
from service3_rhythm.vocabularies import VOCABULARIES

EIGHTH: Final = WHOLE // 8

COMMON: Final = (
    *("3 1 2 2", "3 1 1 1 2", "3 3 2", "3 3 1 1", "2 1 1 3 1", "1 1 2 3 1", "3 1 2 1 1"),
    *("1 2 1 2 2", "2 1 2 1 2", "1 1 2 1 2 1", "2 3 1 2", "1 3 2 2", "1 2 3 2", "1 1 1 2 1 2"),
    *("-1 1 1 1 2 2", "-1 1 1 1 3 1", "-2 1 1 2 2", "-1 1 2 2 2", "-1 1 1 2 1 2", "-2 2 3 1"),
    *("3 1 -1 1 1 1", "2 2 -1 1 1 1", "2 1 1 2 -1 1", "3 1 2 -1 1", "2 1 1 -1 1 2", "1 1 2 -2 2"),
    *("1.5 .5 2 2 2", "1.5 .5 1 1 2 2", "1.5 .5 2 3 1", "2 1.5 .5 3 1", "3 .5 .5 2 2"),
)
WALTZ: Final = (
    *("3 1 2", "1 1 3 1", "2 3 1", "3 1 1 1", "2 1 1 1 1", "1 1 1 1 2", "4 1 1", "1 2 1 2"),
    *("1 2 3", "3 3", "2 1 2 1", "-1 1 1 1 2", "2 -1 1 1 1", "-2 1 1 2", "-2 3 1", "3 1 -1 1"),
    *("1.5 .5 2 2", "1.5 .5 1 1 2", "1.5 .5 3 1", "2 1.5 .5 2"),
)
JIG: Final = (
    *("2 1 1 1 1", "1 1 1 2 1", "3 1 1 1", "2 1 3", "1 1 1 3", "1 2 1 2", "1 2 2 1", "2 2 2"),
    *("1.5 .5 1 2 1", "1.5 .5 1 1 1 1", "2 1 1.5 .5 1", "3 2 1", "2 1 1 2"),
    *("-1 1 1 2 1", "-1 1 1 1 1 1", "2 1 -1 1 1", "1 1 1 -1 1 1", "3 -1 1 1"),
)
BARS: Final[Mapping[str, tuple[int, tuple[str, ...]]]] = {
    "4/4": (1, COMMON),
    "2/2": (1, COMMON),
    "2/4": (2, COMMON),
    "3/4": (1, WALTZ),
    "3/8": (2, WALTZ),
    "6/8": (1, JIG),
}
"""Time signature -> bars made by hand, in eighths of which it takes a part; below 0 are rests."""

RARENESS: Final = 0.5
"""Exponent of the counts: no bar is so common in ideas that one knows it."""
DISTINCT: Final = 1.6
"""Odds of a bar that is dotted, syncopated, or has a rest inside it."""
EVEN: Final = 0.25
PLAIN: Final = 0.1
"""Odds of a bar whose notes are all equal, and of one without a note shorter than a beat."""
RESTING: Final = 0.3
"""Odds of a bar that comes to rest, for half of it."""


@lru_cache(maxsize=512)
def motifs_of(time: TimeSignature, style: str, vocabulary: str) -> Pool:
    """Return the rhythms of ideas in a metre, a style and a vocabulary, with their odds.

    None has but notes longer than a beat, where the vocabulary has others.
    """
    pool, grid = pool_of(time, style, vocabulary), grid_of(time)
    taste = {place: _preferred(pool, odds, grid) for place, odds in pool.odds.items()}
    values = values_in(VOCABULARIES[vocabulary], grid)
    made = tuple(_by_hand(str(time), values)) if "plain" in VOCABULARIES[vocabulary].recasts else ()
    share = STYLES[style].motifs / max(1, len(made))
    odds = {
        place: (*counted, *(share * added(counted) for _ in made))
        for place, counted in taste.items()
    }
    endings = tuple(ending_of(cell.spans, grid) for cell in made)
    return Pool((*pool.cells, *made), (*pool.endings, *endings), odds, pool.mean)


def _by_hand(time: str, values: frozenset[int]) -> Iterator[Cell]:
    shorter, bars = BARS.get(time, (1, ()))
    for bar in bars:
        lengths = [int(Fraction(length) * EIGHTH / shorter) for length in bar.split()]
        if all(-length in values or length in values for length in lengths):
            yield Cell(laid_out(lengths), (1.0,) * len(PLACES))


def _preferred(pool: Pool, odds: Iterable[float], grid: Grid) -> tuple[float, ...]:
    pairs = zip(pool.cells, odds, strict=True)
    liked = [_distinct(cell, grid) * one**RARENESS for cell, one in pairs]
    return tuple(liked) if any(liked) else tuple(odds)


def _distinct(cell: Cell, grid: Grid) -> float:
    """Return how gladly a bar is taken for what tells it from others."""
    lengths = [length for _, length in cell.notes]
    beat = grid.length // len(grid.beats)
    if not lengths or min(lengths) > beat:
        return 0.0
    liking = 1.0
    if min(lengths) == beat:
        liking *= PLAIN
    if len(set(lengths)) == 1:
        liking *= EVEN
    if 2 * lengths[-1] >= grid.length or 2 * (grid.length - cell.last_onset) > grid.length:
        liking *= RESTING
    return liking * (DISTINCT if _has_sign(cell, grid, beat) else 1.0)


def _has_sign(cell: Cell, grid: Grid, beat: int) -> bool:
    dotted = any(max(a, b) == 3 * min(a, b) for (_, a), (_, b) in pairwise(cell.notes))
    over = any(start % beat and start % beat + length > beat for start, length in cell.notes)
    return dotted or over or (cell.rests and cell.last_onset > grid.length // 2)
