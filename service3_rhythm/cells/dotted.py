"""Pairs of even notes made long and short, as a hornpipe is played."""

from collections.abc import Iterator
from dataclasses import replace

from service3_rhythm.grid import Grid
from service3_rhythm.spans import Span, Spans


def dotted(spans: Spans, grid: Grid, values: frozenset[int]) -> Spans:
    """Return a bar whose pairs of half beats are three quarters and one quarter of a beat.

    Nothing changes where beats are not halved, or the lengths are not among ``values``.
    """
    half = grid.half_beat
    if grid.additive or not {half + half // 2, half // 2} <= values:
        return spans
    return tuple(_paired(spans, grid, half))


def _paired(spans: Spans, grid: Grid, half: int) -> Iterator[Span]:
    index = 0
    while index < len(spans):
        pair = spans[index : index + 2]
        if len(pair) == 2 and all(_plain(span, half) for span in pair) and _on_beat(pair[0], grid):
            more = half // 2
            yield replace(pair[0], length=half + more)
            yield replace(pair[1], start=pair[1].start + more, length=half - more)
            index += 2
        else:
            yield spans[index]
            index += 1


def _plain(span: Span, half: int) -> bool:
    return span.length == half and not (span.rest or span.tie or span.triplet)


def _on_beat(span: Span, grid: Grid) -> bool:
    return span.start in grid.beats
