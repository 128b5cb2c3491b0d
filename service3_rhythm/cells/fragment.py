"""A part of a bar, said again."""

from collections.abc import Sequence
from dataclasses import replace

from service3_rhythm.grid import Grid
from service3_rhythm.spans import Span


def fragment(spans: Sequence[Span], grid: Grid) -> tuple[Span, ...] | None:
    """Return the first half of a bar twice; None where it cannot be cut in two beats."""
    middle = grid.length // 2
    head = [span for span in spans if span.end <= middle]
    whole = head and head[-1].end == middle and not head[-1].tie
    if not whole or middle not in grid.beats or any(span.rest for span in head):
        return None
    return (*head, *(replace(span, start=span.start + middle) for span in head))
