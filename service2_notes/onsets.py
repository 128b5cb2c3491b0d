"""A rhythm as the pitch model reads it: notes with their place in the form.

A rest is no note, and what is tied to a note is part of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from melodie.contract import Cadence, RhythmBar, RhythmEvent
from melodie.score import Pitch, TimeSignature

Pitches = tuple[tuple[Pitch | None, ...], ...]

QUARTER: Final = Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class Onset:
    """The beginning of a note: in which bar, on a beat or not, closing which phrase."""

    bar: int
    strong: bool
    cadence: Cadence | None = None


@dataclass(frozen=True, slots=True)
class BarNotes:
    """The notes of one bar from number ``start`` on, and the bar whose pitches return here."""

    start: int
    onsets: tuple[Onset, ...]
    copies: int | None = None


def read(bars: Sequence[RhythmBar], time: TimeSignature) -> list[BarNotes]:
    """Read a rhythm bar by bar.

    A claim to copy that cannot be kept, such as of a bar with other notes, is
    not a copy. The very last note closes the melody whatever the bars say.
    """
    read_bars: list[BarNotes] = []
    start, held = 0, False
    for number, bar in enumerate(bars):
        onsets = []
        for index, (event, place) in enumerate(_placed(bar)):
            if not event.rest and not held:
                ends = bar.phrase_end is not None and bar.phrase_end.event == index
                cadence = bar.phrase_end.cadence if ends and bar.phrase_end else None
                onsets.append(Onset(number, _on_a_beat(place, time), cadence))
            held = event.tie and not event.rest
        read_bars.append(BarNotes(start, tuple(onsets), _source(bar, len(onsets), read_bars)))
        start += len(onsets)
    return read_bars


def spread(bars: Sequence[RhythmBar], notes: Sequence[Pitch | None]) -> Pitches:
    """Give every event the pitch of its note, and None to a rest."""
    remaining, current, held = iter(notes), None, False
    found: list[tuple[Pitch | None, ...]] = []
    for bar in bars:
        pitches = []
        for event in bar.events:
            if not event.rest and not held:
                current = next(remaining)
            pitches.append(None if event.rest else current)
            held = event.tie and not event.rest
        found.append(tuple(pitches))
    return tuple(found)


def _placed(bar: RhythmBar) -> Iterator[tuple[RhythmEvent, Fraction]]:
    place = Fraction(0)
    for event in bar.events:
        yield event, place
        place += event.duration


def _on_a_beat(place: Fraction, time: TimeSignature) -> bool:
    return place in time.group_starts or (time.unit < 8 and place % QUARTER == 0)


def _source(bar: RhythmBar, notes: int, earlier: Sequence[BarNotes]) -> int | None:
    """Return the bar whose pitches this one repeats, if it has as many notes."""
    if not bar.literal or bar.copies is None or bar.copies >= len(earlier):
        return None
    return bar.copies if len(earlier[bar.copies].onsets) == notes else None
