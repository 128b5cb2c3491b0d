"""How many beat groups of a bar the dice throw: none (wildness 0) to all of them (100)."""

from collections.abc import Callable

from melodie.chance import Chance
from service3_rhythm.grid import Grid
from service3_rhythm.spans import Span, Spans

Throw = Callable[[int, int], Spans]
"""What the dice throw from one tick to another."""


def thrown(spans: Spans, wildness: float, grid: Grid, chance: Chance, throw: Throw) -> Spans | None:
    """Return the bar with what the dice throw in it; None where they let it be.

    The bar has a threshold, and so has every beat: with a ``wildness`` above that of the
    bar one beat is thrown, and more of them the farther it is above. At 1 the dice throw
    the whole bar, as the first version did.
    """
    level = chance.uniform()
    if level >= wildness:
        return None
    share = (wildness - level) / (1 - level)
    starts = [0, *(beat for beat in grid.beats if beat)]
    first = chance.one_of(starts)
    wild = [start == first or chance.uniform() < share for start in starts]
    made: list[Span] = []
    for start, end in _stretches(spans, starts, wild, grid):
        made += [span for span in spans if (made[-1].end if made else 0) <= span.start < start]
        made += throw(start, end)
    made += [span for span in spans if span.start >= made[-1].end]
    return tuple(made)


def _stretches(
    spans: Spans, starts: list[int], wild: list[bool], grid: Grid
) -> list[tuple[int, int]]:
    """Return where the dice throw, from one note's beginning to another's."""
    edges = [*starts, grid.length]
    found: list[tuple[int, int]] = []
    for number, decided in enumerate(wild):
        if not decided:
            continue
        start = max(s.start for s in _apart(spans) if s.start <= edges[number])
        ends = [s.start for s in _apart(spans) if s.start >= edges[number + 1]]
        end = min(ends, default=grid.length)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _apart(spans: Spans) -> list[Span]:
    """Return the spans that a bar can be cut before: no tie leads to them, no triplet."""
    held = [False, *(span.tie for span in spans)]
    return [
        span
        for index, span in enumerate(spans)
        if not held[index] and not (span.triplet and index and spans[index - 1].triplet)
    ]
