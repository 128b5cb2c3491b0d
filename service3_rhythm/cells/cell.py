"""A cell: the rhythm of one bar, and how often it stands in each place of a phrase."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from service3_rhythm.spans import Span

Lengths = tuple[int, ...]


@dataclass(frozen=True)
class Cell:
    """Notes and rests from barline to barline, and odds for each place of a phrase."""

    spans: tuple[Span, ...]
    places: tuple[float, ...]

    @cached_property
    def lengths(self) -> Lengths:
        """Its lengths, those of rests below 0: no other rhythm of notes untied has these."""
        return tuple(-span.length if span.rest else span.length for span in self.spans)

    @cached_property
    def struck(self) -> tuple[Span, ...]:
        """The spans with which a note begins."""
        held = [False, *(span.tie for span in self.spans)]
        return tuple(
            span for span, tied in zip(self.spans, held, strict=False) if not span.rest and not tied
        )

    @cached_property
    def onsets(self) -> int:
        """How many notes begin in it."""
        return len(self.struck)

    @cached_property
    def length(self) -> int:
        """The length of the bar."""
        return self.spans[-1].end

    @cached_property
    def last_onset(self) -> int:
        """Where its last note begins."""
        return self.struck[-1].start if self.struck else 0

    @cached_property
    def rests(self) -> bool:
        """Whether something in it is silent."""
        return any(span.rest for span in self.spans)

    @cached_property
    def longest(self) -> int:
        """How long its longest note is held, ties included."""
        return max((length for _, length in self.notes), default=0)

    @cached_property
    def notes(self) -> tuple[tuple[int, int], ...]:
        """Where each note begins, and how long it is held."""
        found: list[tuple[int, int]] = []
        held = False
        for span in self.spans:
            if held and not span.rest:
                start, length = found.pop()
                found.append((start, length + span.length))
            elif not span.rest:
                found.append((span.start, span.length))
            held = span.tie
        return tuple(found)

    @cached_property
    def head(self) -> tuple[int, ...]:
        """Its first two lengths."""
        return tuple(length for _, length in self.notes[:2])

    @cached_property
    def tail(self) -> tuple[int, ...]:
        """Its last two lengths."""
        return tuple(length for _, length in self.notes[-2:])

    @cached_property
    def even(self) -> bool:
        """Whether all of its notes are equally long."""
        return len({length for _, length in self.notes}) == 1 and self.onsets > 2


def laid_out(lengths: Iterable[int], start: int = 0, *, triplet: bool = False) -> tuple[Span, ...]:
    """Return spans one after another; lengths below 0 are rests."""
    spans: list[Span] = []
    for length in lengths:
        spans.append(Span(start, abs(length), rest=length < 0, triplet=triplet and length > 0))
        start += abs(length)
    return tuple(spans)
