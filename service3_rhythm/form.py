"""The plan of a melody: where phrases end, and which bars come back.

Up to eleven bars make one period of two halves. Longer melodies are made of
sections of eight bars, of which some return whole, as in A A B A.
"""

from dataclasses import dataclass
from typing import Final

from melodie.chance import Chance
from melodie.contract import Cadence
from service3_rhythm.styles import Style

SECTION: Final = 8
"""Bars in a section."""
SHORTEST_SECTION: Final = 4
"""What is left over and shorter than this lengthens the section before it."""

SECTIONS: Final = {
    1: "A", 2: "AB", 3: "ABA", 4: "AABA", 5: "AABBA", 6: "AABABA", 7: "AABBABA", 8: "AABAABCA",
}  # fmt: skip
"""The order of sections by their number."""

HALF_RETURNS: Final = (0.95, 0.85, 0.45)
"""Probability that the first, second and any later bar of a parallel half returns."""
LITERAL_RETURNS: Final = (0.97, 0.9, 0.35)
"""Probability that such a bar returns with its pitches, where the half does."""
SECTION_RETURNS: Final = 0.97
"""Probability that a section which returns keeps a bar's pitches."""


@dataclass(frozen=True, slots=True)
class BarPlan:
    """One bar's part in the form: what it copies, and which phrase ends in it, if any.

    ``lengthened`` says that the phrase closes with a long note.
    """

    copies: int | None = None
    literal: bool = False
    cadence: Cadence | None = None
    lengthened: bool = False


def sections(bars: int) -> list[tuple[str, int]]:
    """Divide a melody of ``bars`` bars into sections: their letters and lengths."""
    whole, left = divmod(bars, SECTION)
    lengths = [SECTION] * whole
    if left >= SHORTEST_SECTION or not lengths:
        lengths.append(left)
    else:
        lengths[-1] += left
    return list(zip(SECTIONS[len(lengths)], lengths, strict=True))


def odds(probability: float, slider: float) -> float:
    """Bend a probability by a slider from 0 (never) by 0.5 (as it is) to 1 (always)."""
    yes, no = probability * slider, (1 - probability) * (1 - slider)
    return yes / (yes + no) if yes + no else 0.0


class Planner:
    """Draws the plan of one melody; ``repetition`` from 0 to 1 is how much comes back."""

    def __init__(self, style: Style, repetition: float, chance: Chance) -> None:
        self._style = style
        self._chance = chance
        self._repetition = repetition
        self._literal = self._returns(style.literal)
        self._parallel = self._returns(style.parallel) or self._literal
        self._sequel = self._returns(style.sequel)

    def plan(self, bars: int) -> list[BarPlan]:
        """Plan every bar of the melody."""
        plans: list[BarPlan] = []
        first_of: dict[str, tuple[int, int]] = {}
        for letter, length in sections(bars):
            start = len(plans)
            original, known = first_of.setdefault(letter, (start, length))
            for place in range(length):
                if original != start and place < known and start + place < bars - 1:
                    plans.append(self._return_of(plans[original + place], original + place))
                else:
                    plans.append(self._new(place, start, length, bars))
        return plans

    def _returns(self, probability: float) -> bool:
        return self._chance.happens(odds(probability, self._repetition))

    def _return_of(self, plan: BarPlan, source: int) -> BarPlan:
        if not self._returns(SECTION_RETURNS):
            return BarPlan(cadence=plan.cadence, lengthened=plan.lengthened)
        return BarPlan(source, literal=True, cadence=plan.cadence, lengthened=plan.lengthened)

    def _new(self, place: int, start: int, length: int, bars: int) -> BarPlan:
        half, final = length // 2, start + place == bars - 1
        cadence = self._cadence(place, half, length, final=final)
        since = min(place - half, len(HALF_RETURNS) - 1)
        if place >= half > 0 and not final and self._half_returns(since):
            literal = self._literal and self._returns(LITERAL_RETURNS[since])
            return BarPlan(start + place - half, literal=literal, cadence=cadence)
        if cadence and (final or self._chance.happens(self._lengthening(cadence))):
            return BarPlan(cadence=cadence, lengthened=True)
        if place >= 2 and not final and self._returns(self._style.next_but_one):
            literal = self._sequel and place % 4 == 2
            return BarPlan(start + place - 2, literal=literal, cadence=cadence)
        if place >= 1 and not cadence and self._returns(self._style.next_bar):
            return BarPlan(start + place - 1)
        return BarPlan(cadence=cadence)

    def _half_returns(self, since: int) -> bool:
        return self._returns(HALF_RETURNS[since] if self._parallel else self._style.again)

    def _lengthening(self, cadence: Cadence) -> float:
        return self._style.lengthen if cadence == "inner" else self._style.lengthen_half

    def _cadence(self, place: int, half: int, length: int, *, final: bool) -> Cadence | None:
        if final:
            return "final"
        if place == length - 1:
            return "section"
        if place == half - 1:
            return "half"
        return "inner" if place % self._style.phrase == self._style.phrase - 1 else None
