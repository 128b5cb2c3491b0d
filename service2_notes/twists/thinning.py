"""Thins a score out to the notes on its beats."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate
from typing import Final

from melodie.duration import is_dyadic
from melodie.event import Event
from melodie.metre import Level, level_at
from melodie.score import Score
from melodie.sounding import sounding_notes
from service2_notes.twists.rewriting import (
    EventPlace,
    note_places,
    phrase_ends,
    rewritten,
    unmarked,
)

LEVELS: Final = {"beats": Level.BEAT, "strong_beats": Level.STRONG_BEAT}
"""What is left -> the weakest places where notes stay."""


def thin_out(score: Score, option: str) -> Score:
    """Return ``score`` with the notes that begin on its beats, or on its strong beats alone.

    What is left out is time of the note before it. The first note, the last one of a
    phrase, and a note after a rest stay wherever they are. Slurs and breath marks are left
    off.
    """
    score = unmarked(score)
    held = _held(score, LEVELS[option])
    events = [list(bar.events) for bar in score.bars]
    for (bar, index), (owner, before) in held.items():
        first = events[owner[0]][owner[1]]
        events[bar][index] = replace(events[bar][index], pitch=first.pitch, foreign=first.foreign)
        events[before[0]][before[1]] = replace(events[before[0]][before[1]], tie=True)
    written = {
        (number, index): event
        for number, bar in enumerate(events)
        for index, event in _joined(bar, {i for b, i in held if b == number})
    }
    return rewritten(score, lambda place: [written[place]] if place in written else [])


def _held(score: Score, weakest: Level) -> dict[EventPlace, tuple[EventPlace, EventPlace]]:
    """Return the events that go to another note: the note's first event, and the one before."""
    notes, ends = sounding_notes(score), phrase_ends(score)
    held: dict[EventPlace, tuple[EventPlace, EventPlace]] = {}
    owner: EventPlace = 0, 0
    end, last = None, owner
    for note, places in zip(notes, note_places(score), strict=True):
        strong = level_at(score.time_signature, note.place) <= weakest
        if strong or note.onset != end or places[0] in ends:
            owner = places[0]
        else:
            for place in places:
                held[place] = owner, last
                last = place
        end, last = note.end, places[-1]
    return held


def _joined(events: Sequence[Event], held: set[int]) -> Iterator[tuple[int, Event]]:
    """Yield the events that are left with their indices, tied ones joined where one is ``held``.

    Those of a tuplet are joined only where that leaves no part of one.
    """
    places = list(accumulate((event.duration for event in events), initial=Fraction(0)))
    index = 0
    while index < len(events):
        last = index
        while last + 1 < len(events) and events[last].tie:
            last += 1
        length = places[last + 1] - places[index]
        whole = is_dyadic(places[index]) and is_dyadic(length)
        if whole and held & set(range(index, last + 1)):
            yield index, replace(events[last], duration=length, tuplet=None)
        else:
            yield from enumerate(events[index : last + 1], index)
        index = last + 1
