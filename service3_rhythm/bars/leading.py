"""A breath after a phrase, and notes that lead on to the next one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from service3_rhythm.cells.cell import laid_out
from service3_rhythm.cells.ending import last_of_phrase, notes_of
from service3_rhythm.cells.filled import hold, pause
from service3_rhythm.grid import Grid
from service3_rhythm.spans import Span, Spans

MARKING: Final = 3
"""A long note and two short ones after it."""


def without_lead(spans: Spans, grid: Grid, values: frozenset[int]) -> Spans:
    """Return a bar whose phrase does not lead on: its last note lasts, or a rest does."""
    last = last_of_phrase(spans, grid)
    if last is None or spans[last].triplet:
        return spans
    end = next((until for index, _, until in notes_of(spans) if index == last), grid.length)
    kept = [span for span in spans if span.end <= end]
    if kept[-1].end == grid.length:
        return spans
    if any(span.rest for span in spans if span.start >= end):
        return (*kept, *pause(end, grid.length, values))
    head = [span for span in kept if span.start < spans[last].start]
    return (*head, *hold(spans[last].start, grid.length, grid, values))


def within_half(spans: Spans, grid: Grid, values: frozenset[int], *, rest: bool) -> Spans:
    """Return a bar whose last note begins in its first half, if any does.

    It lasts, or where a ``rest`` may follow, it ends with that half.
    """
    notes = notes_of(spans)
    begins = [start for _, start, _ in notes if 2 * start < grid.length]
    if not begins or any(span.triplet for span in spans):
        return spans
    end = next((beat for beat in grid.beats if 2 * beat >= grid.length), grid.length)
    end = end if rest else grid.length
    _, begin, until = notes[-1]
    if begin == begins[-1] and (until <= end or not rest):
        return spans
    head = tuple(span for span in spans if span.start < begins[-1])
    return (*head, *hold(begins[-1], end, grid, values), *pause(end, grid.length, values))


def at_rest(spans: Spans, grid: Grid, values: frozenset[int]) -> Spans:
    """Return a bar without the two short and equal notes that mark time after a long one."""
    notes = notes_of(spans)
    if len(notes) < MARKING or notes[-1][2] < spans[-1].end or any(s.triplet for s in spans):
        return spans
    (_, begin, until), *others = notes[-MARKING:]
    first, second = (end - start for _, start, end in others)
    if first != second or until - begin < 2 * second:
        return spans
    head = tuple(span for span in spans if span.start < begin)
    return (*head, *hold(begin, grid.length, grid, values))


def with_lead(
    spans: Spans, lead: Sequence[int], breath: int, least: int, values: frozenset[int]
) -> Spans:
    """Return a bar that ends with the notes ``lead``, where its last note gives the time.

    A rest of ``breath`` comes before them, where there is room for it; the last note
    keeps ``least`` ticks, or nothing changes.
    """
    start = spans[-1].end - sum(lead)
    last = notes_of(spans)[-1][0]
    begin = spans[last].start
    silent = min((span.start for span in spans if span.rest and span.start > begin), default=start)
    stop = min(start, silent)
    if stop == start and start - breath - begin >= least:
        stop = start - breath
    if stop - begin < max(least, lead[0]) or stop - begin not in values:
        return spans
    head = spans[:last]
    rest = pause(stop, start, values)
    return (*head, Span(begin, stop - begin), *rest, *laid_out(lead, start))


def with_breath(spans: Spans, breath: int, least: int, values: frozenset[int]) -> Spans:
    """Return a bar whose last note ends a rest of ``breath`` early, and keeps ``least`` ticks."""
    last = spans[-1]
    tied = len(spans) > 1 and spans[-2].tie
    shorter = last.length - breath
    if not breath or last.rest or tied or shorter < least or shorter not in values:
        return spans
    return (
        *spans[:-1],
        replace(last, length=shorter),
        *pause(last.start + shorter, last.end, values),
    )


def stopped(spans: Spans, most: int, values: frozenset[int]) -> Spans:
    """Return a bar whose last note lasts ``most`` ticks at most, and a rest for what is left."""
    index, begin, until = notes_of(spans)[-1]
    last = spans[index]
    if until - begin <= most or last.tie or last.triplet or most not in values:
        return spans
    stop = begin + most
    return (*spans[:index], replace(last, length=most), *pause(stop, spans[-1].end, values))
