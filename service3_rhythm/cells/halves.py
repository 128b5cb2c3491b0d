"""Rhythms that share half a bar with another one."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from melodie.form import Relation
from service3_rhythm.cells.pools import Pool
from service3_rhythm.spans import Span

Half = Literal["head", "tail"]

HALVES: Final[Mapping[Relation, Half]] = {"head": "head", "head_moved": "head", "tail": "tail"}
"""The half of a bar that an answer keeps."""


def sharing(pool: Pool, spans: Sequence[Span], middle: int, part: Half) -> Pool:
    """Return the cells of ``pool`` that have that part of a bar, but another second part.

    ``middle`` is where the bar is halved, in ticks.
    """
    kept = _part(spans, middle, part)
    rest = _part(spans, middle, "tail" if part == "head" else "head")
    places = [
        number
        for number, cell in enumerate(pool.cells)
        if _part(cell.spans, middle, part) == kept
        and _part(cell.spans, middle, "tail" if part == "head" else "head") != rest
    ]
    odds = {place: tuple(row[n] for n in places) for place, row in pool.odds.items()}
    return Pool(
        cells=tuple(pool.cells[n] for n in places),
        endings=tuple(pool.endings[n] for n in places),
        odds=odds,
        mean=pool.mean,
    )


def _part(spans: Sequence[Span], middle: int, part: Half) -> tuple[tuple[int, bool], ...]:
    return tuple(
        (span.start, span.rest) for span in spans if (span.start < middle) == (part == "head")
    )
