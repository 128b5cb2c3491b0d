"""How well figures lie over the chords of a bar: weighed once, and kept for every tune."""

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from math import log
from typing import Final

from melodie.adding import added
from service2_notes.beats import Ticks
from service2_notes.figures.figure import Figure
from service2_notes.harmony.heard_chords import OUTSIDE, BarHarmony
from service2_notes.intervals import FOURTH, costs, line_cost
from service2_notes.parents import Parent
from service2_notes.pitch_units import Degree
from service2_notes.remembered import Remembered

FITTING: Final = 0.6
"""How much the fit of the strong notes counts beside the counts of the table."""
CLOSING: Final = 0.8
"""How much it counts in a cadence."""
ONTO: Final = -1.3
FROM: Final = -0.8
"""A leap of a fourth or more onto a note outside the chord, and away from one."""
IN_FIRST_BAR: Final = 0.8
"""How much more it counts in the first bar."""
TONAL: Final = -3.0
"""A first note outside the chord that a tune begins with."""
MISSING: Final = -1.5, -0.4
"""A degree that the scale lacks: by its accent, and anywhere."""

Fits = Mapping[Degree, float]

REMEMBERED: Final = 512
"""Figures over the same chords that are kept at hand."""


class Fitter:
    """Weighs figures in a bar over ``chords``, whose second one begins at ``middle``.

    ``leaping`` is what each step of a figure's leaps is worth; ``first`` says that it
    is the first bar.
    """

    def __init__(
        self, parent: Parent, chords: BarHarmony, middle: Ticks, leaping: float, *, first: bool
    ) -> None:
        self._parent, self._chords, self._middle = parent, chords, middle
        self._costs, self._size = costs(parent), parent.size
        self._leaping, self._first = leaping, first
        self._fits = Remembered(self._fits_of, most=REMEMBERED)

    def fits(self, one: Figure, *, counted: bool) -> Fits:
        """Return the log-weights of a figure over the chords, by the degree it begins on.

        ``counted`` says that its place over the chord is counted elsewhere already.
        """
        return self._fits[one, counted]

    def _fits_of(self, what: tuple[Figure, bool]) -> Fits:
        return Remembered(partial(self._fit, what), most=self._size)

    def _fit(self, what: tuple[Figure, bool], degree: Degree) -> float:
        one, counted = what
        chords = self._chords
        fit, leapt = self._heard(one, degree)
        weight = leapt + line_cost(self._costs, degree, one.contour)
        if counted:
            weight += CLOSING * fit
        elif one.members_total and self._size == len(one.members):
            member = one.members[(degree - chords.first.root) % self._size]
            weight += log((member + 0.15) / (one.members_total + 1.05)) + FITTING * fit
        else:
            weight += fit
        if self._first:
            weight += IN_FIRST_BAR * fit + (0.0 if chords.first.has(degree) else TONAL)
        return weight + self._leaping * one.skips + self._lacking(one, degree)

    def _heard(self, one: Figure, degree: Degree) -> tuple[float, float]:
        """Say how the notes sound with their chords, by their accents, and how the leaps do."""
        first, second = self._chords.first.fits, self._chords.second.fits
        size, middle = self._size, self._middle
        at = self._chords.at
        sounds = [
            (first if onset < middle else second)[(degree + note) % size]
            if not self._chords.changes
            else at(onset, middle).fits[(degree + note) % size]
            for note, onset in zip(one.contour, one.onsets, strict=True)
        ]
        fit = 0.0
        for sound, strength in zip(sounds, one.strengths, strict=True):
            fit += strength * sound
        return fit, self._leapt(one, sounds) if one.leap >= FOURTH else 0.0

    @staticmethod
    def _leapt(one: Figure, sounds: Sequence[float]) -> float:
        leapt = 0.0
        for number, (before, note) in enumerate(pairwise(one.contour)):
            if abs(note - before) >= FOURTH:
                onto, away = sounds[number + 1] <= OUTSIDE, sounds[number] <= OUTSIDE
                leapt += onto * ONTO + away * FROM
        return leapt

    def _lacking(self, one: Figure, degree: Degree) -> float:
        missing = self._parent.missing
        if not missing:
            return 0.0
        return added(
            MISSING[0] * strength + MISSING[1]
            for note, strength in zip(one.contour, one.strengths, strict=True)
            if (degree + note) % self._size in missing
        )


@lru_cache(maxsize=96)
def fitter(
    parent: Parent, chords: BarHarmony, middle: Ticks, leaping: float, *, first: bool
) -> Fitter:
    """Return what weighs figures over ``chords``; the same one for the same chords."""
    return Fitter(parent, chords, middle, leaping, first=first)
