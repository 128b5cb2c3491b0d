"""Time as the models handle it: in ticks, within one bar."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What is drawn at once: one note value, or a complete triplet.

    ``lengths`` are in ticks; ``weight`` is how dear it is to its vocabulary.
    """

    lengths: tuple[int, ...]
    weight: float
    triplet: bool = False

    @property
    def total(self) -> int:
        """The time it takes as a whole."""
        return sum(self.lengths)


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
