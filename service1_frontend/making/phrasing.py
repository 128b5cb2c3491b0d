"""Phrases shown in the score, by breath marks between them or by slurs over them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from melodie.event import Event
from melodie.score import Bar
from melodie.sounding import note_numbers

Phrase = tuple[int, int]
"""The first event of a phrase that sounds, and the last, counted through the whole melody."""

Marker = Callable[[list[Event], Sequence[Phrase]], None]


def with_phrasing(bars: tuple[Bar, ...], phrasing: str) -> tuple[Bar, ...]:
    """Mark the phrases in the form of ``bars``.

    The notes stay as they are. What follows the last end of a phrase that is
    found, as in a melody of pure dice, is no phrase and is not marked.
    """
    mark = MARKERS.get(phrasing)
    if mark is None:
        return bars
    events = [event for bar in bars for event in bar.events]
    mark(events, phrases(events, bars))
    marked = iter(events)
    return tuple(replace(bar, events=tuple(next(marked) for _ in bar.events)) for bar in bars)


def phrases(events: Sequence[Event], bars: Sequence[Bar]) -> list[Phrase]:
    """Return every phrase in which something sounds; rests around it are not part of it."""
    found: list[Phrase] = []
    numbers = _numbers(events)
    start = 0
    for last in _ends(bars):
        end = _end_of_note(numbers, last)
        sounding = [index for index in range(start, end) if numbers[index] is not None]
        if sounding:
            found.append((sounding[0], sounding[-1]))
        start = end
    return found


def _ends(bars: Sequence[Bar]) -> Iterator[int]:
    """Yield where the last note of each phrase begins."""
    start = 0
    for bar in bars:
        if bar.phrase_end is not None:
            yield start + bar.phrase_end.event
        start += len(bar.events)


def _numbers(events: Sequence[Event]) -> list[int | None]:
    return list(note_numbers((event.pitch is not None, event.tie) for event in events))


def _end_of_note(numbers: Sequence[int | None], index: int) -> int:
    """Return where the event after a note stands, and after all that is tied to it."""
    end = index + 1
    while end < len(numbers) and numbers[end] is not None and numbers[end] == numbers[index]:
        end += 1
    return end


def _mark_breaths(events: list[Event], found: Sequence[Phrase]) -> None:
    for _, last in found:
        # A rest is a breath of its own, and after the end nobody needs one.
        if last + 1 < len(events) and events[last + 1].pitch is not None:
            events[last] = replace(events[last], breath=True)


def _mark_slurs(events: list[Event], found: Sequence[Phrase]) -> None:
    numbers = _numbers(events)
    for first, last in found:
        if numbers[first] != numbers[last]:
            events[first] = replace(events[first], slur="start")
            events[last] = replace(events[last], slur="stop")


MARKERS: Final[Mapping[str, Marker]] = {"breaths": _mark_breaths, "slurs": _mark_slurs}
