"""Silence: none, the breaths between phrases, or more than that."""

from dataclasses import replace
from typing import Final

from melodie.chance import Chance
from service3_rhythm.grid import BEAT, Grid
from service3_rhythm.spans import Span

BREATHS: Final = 0.1
"""The share of rests that is no more than the breaths between phrases."""
STRONG_BEATS: Final = 0.6
"""How willingly a strong beat falls silent, a weak one being 1."""


def breath(rests: float) -> float:
    """Return how much of its breath a style takes, from 0 to 1."""
    return min(1.0, rests / BREATHS)


def silence(
    spans: list[Span], kept: int | None, rests: float, grid: Grid, chance: Chance
) -> list[Span]:
    """Let notes fall silent where more rests are asked for than breaths.

    The note at index ``kept`` always sounds; what is tied falls silent together.
    """
    share = max(0.0, (rests - BREATHS) / (1 - BREATHS))
    if share == 0:
        return spans
    silenced: list[Span] = []
    for index, span in enumerate(spans):
        if index and spans[index - 1].tie:
            silent = silenced[-1].rest
        else:
            strong = grid.levels[span.start] < BEAT
            odds = share ** (1 / STRONG_BEATS) if strong else share
            silent = chance.happens(odds) and index != kept
        silenced.append(replace(span, rest=True, tie=False) if silent else span)
    return silenced
