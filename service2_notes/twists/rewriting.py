"""A score with each of its events written anew, form and chords kept."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from melodie.event import Event
from melodie.score import Bar, Score
from melodie.sounding import note_numbers
from service2_notes.returns import with_returns

EventPlace = tuple[int, int]
"""The number of a bar, and of an event in it."""


def note_places(score: Score) -> list[list[EventPlace]]:
    """Return where the events of every sounding note stand, in the order of the notes."""
    flat = [
        ((number, index), event)
        for number, bar in enumerate(score.bars)
        for index, event in enumerate(bar.events)
    ]
    numbers = note_numbers((event.pitch is not None, event.tie) for _, event in flat)
    places: list[list[EventPlace]] = []
    for (place, _), number in zip(flat, numbers, strict=True):
        if number is not None:
            places.extend([] for _ in range(number - len(places)))
            places[number - 1].append(place)
    return places


def phrase_ends(score: Score) -> frozenset[EventPlace]:
    """Return where the last notes of phrases begin."""
    return frozenset(
        (number, bar.phrase_end.event) for number, bar in enumerate(score.bars) if bar.phrase_end
    )


def unmarked(score: Score) -> Score:
    """Return ``score`` without slurs and breath marks: they belong to phrases as they were."""
    bars = (
        replace(bar, events=tuple(replace(one, breath=False, slur=None) for one in bar.events))
        for bar in score.bars
    )
    return replace(score, bars=tuple(bars))


def rewritten(score: Score, write: Callable[[EventPlace], Sequence[Event]]) -> Score:
    """Return ``score`` with what ``write`` gives in the place of every event.

    Where it gives nothing, the event before has taken its time. Which bars return is said as
    the new notes show it, where it was said before.
    """
    bars = tuple(_bar(number, bar, write) for number, bar in enumerate(score.bars))
    made = replace(score, bars=bars)
    return with_returns(made) if any(bar.form for bar in bars) else made


def _bar(number: int, bar: Bar, write: Callable[[EventPlace], Sequence[Event]]) -> Bar:
    events: list[Event] = []
    form, end = bar.form, bar.phrase_end
    for index in range(len(bar.events)):
        if form and end and end.event == index:
            form = replace(form, phrase_end=replace(end, event=len(events)))
        events += write((number, index))
    return replace(bar, events=tuple(events), form=form)
