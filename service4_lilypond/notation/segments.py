"""The events of a bar as segments: tied notes and neighbouring rests joined, tuplets grouped.

So the paper depends on the music alone, and not on how it was put together.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from melodie.duration import Tuplet, is_dyadic
from melodie.event import Event
from melodie.metre import Hierarchy
from melodie.pitch import Pitch


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one pitch, or of silence, within one bar."""

    start: Fraction
    duration: Fraction
    pitch: Pitch | None
    tie: bool
    tuplet: Tuplet | None

    @property
    def end(self) -> Fraction:
        """Where the next one begins."""
        return self.start + self.duration

    def runs_into(self, following: "Segment") -> bool:
        """Return whether the sound, or the silence, goes on without a new attack."""
        return self.tie or (self.pitch is None and following.pitch is None)


SegmentGroup = tuple[Segment, ...]
"""One segment outside tuplets, or all the segments under one bracket."""


def segment_groups(
    events: Iterable[Event], start: Fraction, metre: Hierarchy
) -> tuple[SegmentGroup, ...]:
    """Return ``events``, which begin at ``start`` in their bar, as groups of segments."""
    gathered: list[SegmentGroup] = []
    for written in _groups(_segments(events, start), metre):
        group = _without_idle_bracket(_joined(written))
        if gathered and group[0].tuplet is None and gathered[-1][0].tuplet is None:
            group = _joined((*gathered.pop(), *group))
        gathered += [group] if group[0].tuplet else [(segment,) for segment in group]
    return tuple(gathered)


def _segments(events: Iterable[Event], start: Fraction) -> Iterator[Segment]:
    for event in events:
        yield Segment(start, event.duration, event.pitch, event.tie, event.tuplet)
        start += event.duration


def _groups(segments: Iterable[Segment], metre: Hierarchy) -> Iterator[SegmentGroup]:
    group: list[Segment] = []
    for segment in segments:
        if group and segment.tuplet != group[-1].tuplet:
            yield tuple(group)
            group = []
        group.append(segment)
        if _is_complete(group, metre):
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def _is_complete(group: list[Segment], metre: Hierarchy) -> bool:
    """Return whether a bracket can end here: halving a whole note leads to the sum.

    Inside a beat only even members allow it: eighth, sixteenth, sixteenth,
    eighth is one triplet and not two.
    """
    length = group[-1].end - group[0].start
    if group[0].tuplet is None or not is_dyadic(length):
        return is_dyadic(length)
    on_beat = metre.strength(group[-1].end) <= metre.beat_level
    return on_beat or all(segment.duration * group[0].tuplet.actual <= length for segment in group)


def _joined(segments: SegmentGroup) -> SegmentGroup:
    joined: list[Segment] = []
    for segment in segments:
        if joined and joined[-1].runs_into(segment):
            before = joined.pop()
            length = before.duration + segment.duration
            joined.append(replace(before, duration=length, tie=segment.tie))
        else:
            joined.append(segment)
    return tuple(joined)


def _without_idle_bracket(group: SegmentGroup) -> SegmentGroup:
    """Return a tuplet that holds one sound only as a plain value, and any other as it is."""
    (first, *others) = group
    if others or not is_dyadic(first.duration):
        return group
    return (replace(first, tuplet=None),)
