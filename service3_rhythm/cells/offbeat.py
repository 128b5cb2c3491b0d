"""Notes that begin before the beat and last over it."""

from collections.abc import Iterable
from dataclasses import replace

from service3_rhythm.grid import Grid
from service3_rhythm.spans import Span, Spans


def early(
    spans: Spans, beats: Iterable[int], grid: Grid, values: frozenset[int] | None = None
) -> Spans:
    """Begin the notes on ``beats`` half a beat early, or hold the note before over them.

    The note before gives the time, which it must have, and lengths must be of
    ``values``, in ticks, where these are given; else nothing moves.
    """
    moved = list(spans)
    for beat in beats:
        at = next((n for n, span in enumerate(moved) if span.start == beat), 0)
        if at and not any(_fixed(span, grid) for span in moved[at - 1 : at + 1]):
            moved[at - 1 : at + 1] = _over(moved[at - 1], moved[at], grid, values)
    return tuple(moved)


def _fixed(span: Span, grid: Grid) -> bool:
    """Tell whether a span stays: it is a rest, tied, or part of a triplet or a duplet."""
    duplet = grid.additive and span.start % grid.unit > 0
    return span.rest or span.tie or span.triplet or duplet


def _over(before: Span, span: Span, grid: Grid, values: frozenset[int] | None) -> list[Span]:
    half = grid.half_beat
    short, long = before.length - half, span.length + half
    joined = before.length + span.length
    if short > 0 and (values is None or {short, long} <= values):
        return [
            replace(before, length=short),
            replace(span, start=span.start - half, length=long),
        ]
    if before.start not in grid.beats and (values is None or joined in values):
        return [replace(before, length=joined)]
    return [before, span]
