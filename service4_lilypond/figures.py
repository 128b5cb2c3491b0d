"""A bar's events gathered into what is written together.

Tied notes and neighbouring rests become one, so that the paper depends on
the music and not on how it was put together; tuplets become complete groups.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from melodie.score import Event, Pitch, Tuplet
from service4_lilypond.hierarchy import Hierarchy
from service4_lilypond.written import is_dyadic


@dataclass(frozen=True, slots=True)
class Span:
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

    def runs_into(self, following: "Span") -> bool:
        """Say whether nothing is heard between the two."""
        return self.tie or (self.pitch is None and following.pitch is None)


Figure = tuple[Span, ...]
"""One span outside tuplets, or all the spans under one bracket."""


def figures(events: Iterable[Event], start: Fraction, metre: Hierarchy) -> tuple[Figure, ...]:
    """Gather ``events``, the first of which begins at ``start`` in its bar."""
    gathered: list[Figure] = []
    for group in _groups(_spans(events, start), metre):
        figure = _without_idle_bracket(_joined(group))
        if gathered and figure[0].tuplet is None and gathered[-1][0].tuplet is None:
            figure = _joined((*gathered.pop(), *figure))
        gathered += [figure] if figure[0].tuplet else [(span,) for span in figure]
    return tuple(gathered)


def _spans(events: Iterable[Event], start: Fraction) -> Iterator[Span]:
    for event in events:
        yield Span(start, event.duration, event.pitch, event.tie, event.tuplet)
        start += event.duration


def _groups(spans: Iterable[Span], metre: Hierarchy) -> Iterator[Figure]:
    group: list[Span] = []
    for span in spans:
        if group and span.tuplet != group[-1].tuplet:
            yield tuple(group)
            group = []
        group.append(span)
        if _is_complete(group, metre):
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def _is_complete(group: list[Span], metre: Hierarchy) -> bool:
    """Say whether a bracket can end here: the sum is one that halving a whole note gives.

    Inside a beat only even members allow it: quaver, semiquaver, semiquaver,
    quaver is one triplet and not two.
    """
    length = group[-1].end - group[0].start
    if group[0].tuplet is None or not is_dyadic(length):
        return is_dyadic(length)
    on_beat = metre.strength(group[-1].end) <= metre.beat_level
    return on_beat or all(span.duration * group[0].tuplet.actual <= length for span in group)


def _joined(spans: Figure) -> Figure:
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].runs_into(span):
            before = joined.pop()
            length = before.duration + span.duration
            joined.append(replace(before, duration=length, tie=span.tie))
        else:
            joined.append(span)
    return tuple(joined)


def _without_idle_bracket(figure: Figure) -> Figure:
    """Write a tuplet that holds one sound only as what it is, a plain value."""
    (first, *others) = figure
    if others or not is_dyadic(first.duration):
        return figure
    return (replace(first, tuplet=None),)
