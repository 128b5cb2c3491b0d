"""How the rhythm of one bar is written: heads, ties, rests, tuplets and beams, without pitches.

Bars return with their rhythm, within a melody and from one to the next, and every file
of a melody begins with its notation: so the rhythms written last are kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

from melodie.duration import Tuplet, total
from melodie.event import Event
from melodie.metre import Hierarchy
from melodie.pitch import Pitch, Spelling
from melodie.score import Bar
from service4_lilypond.notation.beams import with_beams
from service4_lilypond.notation.segments import Segment, SegmentGroup, segment_groups
from service4_lilypond.notation.splitting import split_note, split_rest
from service4_lilypond.notation.written import WrittenEvent, values_in

KEPT: Final = 1024
"""Bars whose rhythm is kept."""

SHORT: Final = 32
"""Events of the longest bar that is kept, so that no score can fill the memory."""

ANY_PITCH: Final = Pitch(4, "C")
ANY_HEAD: Final = Spelling(4, "C", 0)
"""Stand for every pitch: what is written depends on where there is one, not on which."""


class _Length(NamedTuple):
    """What of an event decides how it is written: a numerator and a denominator, and so on."""

    duration: tuple[int, int]
    sounds: bool
    tie: bool
    tuplet: Tuplet | None


def written_rhythm(bar: Bar, metre: Hierarchy) -> tuple[WrittenEvent, ...]:
    """Return the notes and rests that write ``bar``, nameless, every note with ``ANY_HEAD``."""
    lengths = tuple(
        _Length(event.duration.as_integer_ratio(), event.pitch is not None, event.tie, event.tuplet)
        for event in bar.events
    )
    write = _kept if len(lengths) <= SHORT else _written
    return write(lengths, metre, pickup=bar.pickup)


def _written(
    lengths: Sequence[_Length], metre: Hierarchy, *, pickup: bool
) -> tuple[WrittenEvent, ...]:
    events = [
        Event(ANY_PITCH if sounds else None, Fraction(*duration), tie, tuplet)
        for duration, sounds, tie, tuplet in lengths
    ]
    length = total(event.duration for event in events)
    if not pickup and not any(sounds for _, sounds, _, _ in lengths):
        return (WrittenEvent("", Fraction(0), length, length, fills_bar=True),)
    groups = segment_groups(events, metre.length - length, metre)
    return with_beams([event for group in groups for event in _group(group, metre)], metre)


_kept = lru_cache(maxsize=KEPT)(_written)


def _group(group: SegmentGroup, metre: Hierarchy) -> Iterator[WrittenEvent]:
    events = [event for segment in group for event in _heads(segment, metre)]
    if group[0].tuplet is not None:
        events[0] = replace(events[0], tuplet_begins=True)
        events[-1] = replace(events[-1], tuplet_ends=True)
    yield from events


def _heads(segment: Segment, metre: Hierarchy) -> Iterator[WrittenEvent]:
    """Yield the heads of one segment, as many as it takes, tied."""
    values = _values(segment, metre)
    pitch = ANY_HEAD if segment.pitch else None
    onset = segment.start
    for left, value in zip(range(len(values))[::-1], values, strict=True):
        duration = value * segment.tuplet.ratio if segment.tuplet else value
        tied = segment.tie or (pitch is not None and left > 0)
        yield WrittenEvent("", onset, value, duration, pitch, tied_to=tied, tuplet=segment.tuplet)
        onset += duration


def _values(segment: Segment, metre: Hierarchy) -> tuple[Fraction, ...]:
    if segment.tuplet is not None:
        return values_in(segment.duration / segment.tuplet.ratio)
    split = split_rest if segment.pitch is None else split_note
    return split(metre, segment.start, segment.end)
