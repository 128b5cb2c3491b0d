"""Keeps a twisted score where its instrument plays, and says what that took."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from melodie.errors import InvalidInput
from melodie.event import Event
from melodie.interval import Interval
from melodie.pitch import Pitch
from melodie.score import Score
from melodie.sounding import sounding_notes

OCTAVE: Final = Interval(7, 12)
MOST_OCTAVES: Final = 10


@dataclass(frozen=True, slots=True)
class Fitted:
    """A score within a range: all of it ``octaves`` higher, and the ``folded`` notes besides.

    Each of these, by its number, is an octave or more from where the twist has it.
    """

    score: Score
    octaves: int
    folded: tuple[int, ...]


def fit(score: Score, lowest: Pitch, highest: Pitch, before: Score) -> Fitted:
    """Bring every note of ``score`` between two pitches, or where notes were ``before``.

    All of it moves by octaves to where the fewest notes lie outside, as near as may be;
    those that still do are folded one by one. Raises ``InvalidInput`` where an octave is
    more than there is room for.
    """
    room = _room(lowest, highest, before)
    keys = [note.pitch.key_number for note in sounding_notes(score)]
    octaves = min(
        range(-MOST_OCTAVES, MOST_OCTAVES + 1),
        key=lambda octave: (sum(key + 12 * octave not in room for key in keys), abs(octave)),
    )
    moves = [(octaves + _fold(key + 12 * octaves, room)) for key in keys]
    folded = tuple(n for n, move in enumerate(moves, start=1) if move != octaves)
    return Fitted(_moved(score, moves), octaves, folded)


def _room(lowest: Pitch, highest: Pitch, before: Score) -> range:
    own = [note.pitch.key_number for note in sounding_notes(before)]
    return range(min([lowest.key_number, *own]), max([highest.key_number, *own]) + 1)


def _fold(key: int, room: range) -> int:
    """Return how many octaves bring a key into ``room``, as few as may be."""
    for octave in sorted(range(-MOST_OCTAVES, MOST_OCTAVES + 1), key=abs):
        if key + 12 * octave in room:
            return octave
    detail = f"a note lies outside the range in every octave, which spans {len(room) - 1} semitones"
    raise InvalidInput.of("twist", detail, "no_room", semitones=len(room) - 1)


def _moved(score: Score, octaves: Iterable[int]) -> Score:
    """Move every sounding note by so many octaves."""
    following = iter(octaves)
    bars = []
    held = 0
    continues = False
    for bar in score.bars:
        events = []
        for event in bar.events:
            if event.pitch is not None:
                held = held if continues else next(following)
                events.append(_octaved(event, event.pitch, held))
            else:
                events.append(event)
            continues = event.tie
        bars.append(replace(bar, events=tuple(events)))
    return replace(score, bars=tuple(bars))


def _octaved(event: Event, pitch: Pitch, octaves: int) -> Event:
    way = Interval(OCTAVE.steps * octaves, OCTAVE.semitones * octaves)
    return replace(event, pitch=way.above(pitch)) if octaves else event
