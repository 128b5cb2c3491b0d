"""Where a phrase ends inside a bar, and the notes after that, which lead on to the next."""

from collections.abc import Sequence
from dataclasses import dataclass

from service3_rhythm.grid import Grid
from service3_rhythm.spans import Span


@dataclass(frozen=True, slots=True)
class Ending:
    """How a phrase ends in a bar: ``held`` is how long its last note lasts.

    ``after`` is the time from its beginning to the end of the bar, and ``lead`` are
    the lengths of the notes that lead on, none where the bar does not.
    """

    held: int
    after: int
    lead: tuple[int, ...]


def ending_of(spans: Sequence[Span], grid: Grid) -> Ending:
    """Return how a phrase that ends in a bar would end."""
    notes = notes_of(spans)
    last = last_of_phrase(spans, grid)
    place = next((n for n, (index, _, _) in enumerate(notes) if index == last), None)
    if place is None:
        return Ending(0, 0, ())
    _, start, end = notes[place]
    lead = tuple(until - begin for _, begin, until in notes[place + 1 :])
    return Ending(end - start, grid.length - start, lead)


def notes_of(spans: Sequence[Span]) -> list[tuple[int, int, int]]:
    """Return every note: the index of its first span, and where it begins and ends."""
    found: list[tuple[int, int, int]] = []
    held = False
    for index, span in enumerate(spans):
        if held and not span.rest:
            found[-1] = (*found[-1][:2], span.end)
        elif not span.rest:
            found.append((index, span.start, span.end))
        held = span.tie and not span.rest
    return found


def last_of_phrase(spans: Sequence[Span], grid: Grid) -> int | None:
    """Return the index of the first span of a phrase's last note; None in a silent bar.

    The short notes at the end of a bar lead on to the next: they follow a rest, or a
    note at least twice as long, and take a third of the bar at most.
    """
    notes = notes_of(spans)
    if not notes:
        return None
    for place in range(len(notes) - 1, 0, -1):
        (index, before, until), (_, start, end) = notes[place - 1], notes[place]
        if 3 * (grid.length - start) > grid.length:
            break
        if until < start or until - before >= 2 * max(grid.half_beat, end - start):
            return index
    return notes[-1][0]
