"""When places of a score are reached in a performance."""

from dataclasses import dataclass, field
from fractions import Fraction

from service4_lilypond.sound.expression.tempo import TempoCurve


@dataclass(frozen=True, slots=True)
class Clock:
    """When places of a score are reached that is played from ``begin`` on.

    That comes after a count-in of ``counted_in``, in tempo; both are in whole notes of
    ``whole`` seconds.
    """

    whole: Fraction
    counted_in: Fraction
    begin: Fraction
    curve: TempoCurve
    _begun: Fraction = field(init=False, repr=False)
    """Where ``begin`` is on the tempo curve; asked for with every note. An upbeat that begins
    within a beat is played later than it is counted, if it swings."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_begun", self.curve.unswung(self.begin))

    @property
    def shift(self) -> Fraction:
        """What leads from a place of the score to one of the performance."""
        return self.counted_in - self.begin

    def reached(self, place: Fraction) -> Fraction:
        """Return the second at which ``place`` of the score is played."""
        if place < self.begin:
            return (place + self.shift) * self.whole
        return self.played(self.curve.at(place))

    def border(self, place: Fraction) -> Fraction:
        """Return the second at which a bar begins or ends, which does not swing."""
        return self.played(self.curve.unswung(place))

    def played(self, at: Fraction) -> Fraction:
        """Return the second for a place on the tempo curve."""
        return (at - self._begun + self.counted_in) * self.whole
