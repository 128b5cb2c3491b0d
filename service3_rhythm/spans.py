"""Time as the models handle it: in ticks, within one bar."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A note or a rest at ``start``, lasting ``length``; ``tie`` holds it into the next."""

    start: int
    length: int
    rest: bool = False
    tie: bool = False
    triplet: bool = False

    @property
    def end(self) -> int:
        """The tick at which it is over."""
        return self.start + self.length


Spans = tuple[Span, ...]
"""What fills a stretch of time, in the order of time."""
