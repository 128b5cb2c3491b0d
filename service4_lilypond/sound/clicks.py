"""Where a metronome clicks: before the music, and all through it."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from melodie.contract import Strength
from melodie.metre import BAR, GROUP, UNIT, hierarchy
from melodie.time_signature import TimeSignature
from service4_lilypond.sound.clock import Clock

QUICKEST: Final = Fraction(1, 5)
"""Seconds between two clicks that can still be counted; what is quicker clicks by beat groups."""


@dataclass(frozen=True, slots=True)
class Click:
    """A click at ``onset`` seconds; ``count`` counts from 1 in its bar."""

    onset: Fraction
    count: int
    strength: Strength
    counted_in: bool


def clicks(
    time: TimeSignature, clock: Clock, *, end: Fraction, upbeat: Fraction
) -> tuple[Click, ...]:
    """Return the clicks up to ``end``, of which those before the music are a count-in.

    Places are in whole notes from the beginning of the performance. Bars begin where an
    ``upbeat`` of that length, after the count-in, leads to one.
    """
    places = _places(time, clock.whole)
    counted_in = clock.counted_in
    full = time.bar_length
    found = []
    barline = (counted_in + upbeat) % full - full
    while barline < end:
        for count, place in enumerate(places, start=1):
            onset = barline + place
            if 0 <= onset < end:
                strength = _strength(time, place)
                found.append(
                    Click(clock.reached(onset - clock.shift), count, strength, onset < counted_in)
                )
        barline += full
    return tuple(found)


def _places(time: TimeSignature, whole: Fraction) -> tuple[Fraction, ...]:
    """Return where in a bar it clicks: at every unit, or less often where that is too quick."""
    levels = hierarchy(time).levels
    for level in (UNIT, GROUP):
        borders = levels[level]
        nearest = min(after - before for before, after in pairwise(borders))
        if nearest * whole >= QUICKEST:
            return borders[:-1]
    return levels[BAR][:-1]


def _strength(time: TimeSignature, place: Fraction) -> Strength:
    if not place:
        return "bar"
    return "group" if place in hierarchy(time).levels[GROUP] else "unit"
