"""A rhythm and the notes for it, joined into bars."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import starmap

from melodie.contract import Notes, RhythmBar, RhythmEvent
from melodie.event import Event
from melodie.pitch import Pitch
from melodie.score import Bar


def joined_bars(rhythm: Sequence[RhythmBar], notes: Notes) -> tuple[Bar, ...]:
    """Return the bars of a rhythm with their notes and chords; raises ``ValueError``."""
    return tuple(_bars(rhythm, notes))


def _bars(rhythm: Sequence[RhythmBar], notes: Notes) -> Iterator[Bar]:
    foreign = {(place.bar, place.event) for place in notes.foreign}
    chords = notes.chords or ((),) * len(rhythm)
    together = zip(rhythm, notes.bars, chords, strict=True)
    for number, (bar, pitches, harmony) in enumerate(together):
        events = starmap(_event, zip(bar.events, pitches, strict=True))
        marked = (
            replace(event, foreign=True) if (number, index) in foreign else event
            for index, event in enumerate(events)
        )
        yield Bar(tuple(marked), bar.pickup, bar.form, harmony)


def _event(duration: RhythmEvent, pitch: Pitch | None) -> Event:
    if duration.rest and pitch is not None:
        raise ValueError("a rest has no pitch")
    # The dice may silence a note; a silence is held by nothing.
    tie = duration.tie and pitch is not None
    return Event(pitch, duration.duration, tie, duration.tuplet)
