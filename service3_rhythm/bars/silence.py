"""Silence: none, the breaths between phrases, or more than that."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from melodie.chance import Chance
from melodie.metre import Level
from service3_rhythm.cells.filled import hold
from service3_rhythm.grid import Grid
from service3_rhythm.spans import Span, Spans

BREATHS: Final = 0.1
"""The share of rests that is no more than the breaths between phrases."""
STRONG_BEATS: Final = 0.6
"""How willingly a strong beat falls silent, a weak one being 1."""


def breath(rests: float) -> float:
    """Return how much of its breath a style takes, from 0 to 1."""
    return min(1.0, rests / BREATHS)


def excess(rests: float) -> float:
    """Return how much more silence is asked for than breaths, from 0 to 1."""
    return max(0.0, (rests - BREATHS) / (1 - BREATHS))


def filled_up(
    spans: Spans, rests: float, chance: Chance, grid: Grid, values: frozenset[int]
) -> Spans:
    """Hold notes on through the rests after them, where less than breaths is asked for."""
    share = breath(rests)
    if share == 1 or not any(span.rest for span in spans):
        return spans
    kept = [not span.rest or chance.uniform() < share for span in spans]
    return tuple(_held_on(spans, kept, grid, values))


def _held_on(
    spans: Spans, kept: Sequence[bool], grid: Grid, values: frozenset[int]
) -> Iterator[Span]:
    index = 0
    while index < len(spans):
        span, after = spans[index], index + 1
        while after < len(spans) and not kept[after]:
            after += 1
        end = spans[after - 1].end
        if after == index + 1 or span.rest:
            yield from spans[index:after]
        elif span.triplet:
            yield replace(span, tie=True)
            yield from hold(span.end, end, grid, values)
        else:
            yield from hold(span.start, end, grid, values)
        index = after


def silence(spans: Spans, kept: int | None, rests: float, grid: Grid, chance: Chance) -> Spans:
    """Let notes fall silent where more rests are asked for than breaths.

    The note at index ``kept`` always sounds; what is tied falls silent together.
    """
    share = excess(rests)
    if share == 0:
        return spans
    silenced: list[Span] = []
    for index, span in enumerate(spans):
        if index and spans[index - 1].tie:
            silent = silenced[-1].rest
        else:
            strong = grid.levels[span.start] < Level.BEAT
            odds = share ** (1 / STRONG_BEATS) if strong else share
            silent = chance.happens(odds) and index != kept
        silenced.append(replace(span, rest=True, tie=False) if silent else span)
    return tuple(silenced)
