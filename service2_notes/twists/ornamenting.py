"""Ornaments a score with notes between its own."""

from dataclasses import replace
from fractions import Fraction
from typing import Final

from melodie.event import Event
from melodie.pitch import Pitch
from melodie.score import Score
from melodie.sounding import SoundingNote, sounding_notes
from service2_notes.twists.degrees import Degree, degree_of, pitch_at
from service2_notes.twists.rewriting import (
    EventPlace,
    note_places,
    phrase_ends,
    rewritten,
    unmarked,
)

PASSING: Final = frozenset({"passing", "both"})
NEIGHBOURS: Final = frozenset({"neighbours", "both"})
"""The options that put notes of these kinds between others."""
LONGEST: Final = Fraction(1, 8)
SHORTEST: Final = Fraction(1, 32)
"""Of an ornament."""
LONG: Final = Fraction(1, 2)
"""From this length on a note leaves for its neighbour and comes back."""
THIRD: Final = 2
"""Steps of the scale."""


def ornament(score: Score, option: str) -> Score:
    """Return ``score`` with short notes between its own, which begin where they did.

    Passing notes fill thirds; neighbours part repeated notes, and long notes leave for
    theirs and come back. The last note of a phrase and notes of tuplets stay plain, and the
    highest note stays the highest. Slurs and breath marks are left off.
    """
    score = unmarked(score)
    notes, ends = sounding_notes(score), phrase_ends(score)
    highest = max((note.pitch.key_number for note in notes), default=0)
    added: dict[EventPlace, tuple[Event, ...]] = {}
    for number, places in enumerate(note_places(score)[:-1]):
        note, after = notes[number], notes[number + 1]
        if after.onset == note.end and places[0] not in ends:
            pitches = _between(note, after, score, option, highest)
            added[places[-1]] = _ornamented(note.events[-1], pitches)

    def write(place: EventPlace) -> tuple[Event, ...]:
        bar, index = place
        return added.get(place) or (score.bars[bar].events[index],)

    return rewritten(score, write)


def _between(
    note: SoundingNote, after: SoundingNote, score: Score, option: str, highest: int
) -> tuple[Pitch, ...]:
    """Return the pitches that can stand between a note and the next."""
    one, other = degree_of(note.pitch, score.key), degree_of(after.pitch, score.key)
    if one.raised or other.raised:
        return ()
    way = other.step - one.step
    if option in PASSING and abs(way) == THIRD:
        return (pitch_at(Degree(one.step + way // THIRD), score.key),)
    if option not in NEIGHBOURS or (way and note.events[-1].duration < LONG):
        return ()
    upper = pitch_at(Degree(one.step + 1), score.key)
    if upper.key_number >= highest:
        upper = pitch_at(Degree(one.step - 1), score.key)
    return (upper, note.pitch) if way else (upper,)


def _ornamented(event: Event, pitches: tuple[Pitch, ...]) -> tuple[Event, ...]:
    """Return an event whose last part sounds ``pitches``; as it is where that is too short."""
    length = LONGEST
    while 2 * length * len(pitches) > event.duration:
        length /= 2
    if not pitches or event.tuplet or length < SHORTEST:
        return (event,)
    kept = event.duration - length * len(pitches)
    return (replace(event, duration=kept), *(Event(pitch, length) for pitch in pitches))
