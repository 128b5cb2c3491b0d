"""When places of a score are reached in a performance."""

from dataclasses import dataclass
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

    @property
    def shift(self) -> Fraction:
        """What leads from a place of the score to one of the performance."""
        return self.counted_in - self.begin

    def reached(self, place: Fraction) -> Fraction:
        """Return the second at which ``place`` of the score is played."""
        if place < self.begin:
            return (place + self.shift) * self.whole
        return self.played(self.curve.at(place))

    def played(self, at: Fraction) -> Fraction:
        """Return the second for a place on the tempo curve."""
        return (at - self.curve.at(self.begin) + self.counted_in) * self.whole
