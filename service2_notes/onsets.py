"""Which events of a rhythm begin a note, and how their pitches go back to all events."""

from collections.abc import Iterator, Sequence

from melodie.contract import RhythmBar, RhythmEvent
from melodie.score import Pitch

Pitches = tuple[tuple[Pitch | None, ...], ...]


def count_onsets(bars: Sequence[RhythmBar]) -> int:
    """Count the notes: a rest is none, and what is tied to a note is part of it."""
    return sum(begins for _, begins in _events(bars))


def spread(bars: Sequence[RhythmBar], notes: Sequence[Pitch | None]) -> Pitches:
    """Give every event the pitch of its note, and None to a rest."""
    remaining, current = iter(notes), None
    found: list[Pitch | None] = []
    for event, begins in _events(bars):
        if begins:
            current = next(remaining)
        found.append(None if event.rest else current)
    events = iter(found)
    return tuple(tuple(next(events) for _ in bar.events) for bar in bars)


def _events(bars: Sequence[RhythmBar]) -> Iterator[tuple[RhythmEvent, bool]]:
    held = False
    for bar in bars:
        for event in bar.events:
            yield event, not event.rest and not held
            held = event.tie and not event.rest
