"""Ensemble swing: of two eighths on a beat, the first is played longer than the second.

Friberg & Sundström 2002, "Swing ratios and ensemble timing in jazz performance", Music
Perception 19(3); the rule Ensemble swing of Friberg, Bresin & Sundberg 2006. What they
measured is the more uneven the slower it is: 3.5:1 on the cymbal and less than 2:1 by
soloists at medium tempo, and even by both at 300 beats a minute. Tune and accompaniment
are together here, so they have one ratio, which lies between the two.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from melodie.contract import USUAL_EXPRESSION
from melodie.duration import QUARTER
from melodie.score import Score
from melodie.sounding import SoundingNote

SLOW: Final = (Fraction(60), Fraction(3))
"""Quarters a minute, and how many times as long the first eighth is there, at k = 1."""
FAST: Final = (Fraction(300), Fraction(1))
"""... from where on they are even. The ratio falls in a line between the two: 2:1 at 180."""
MOST: Final = Fraction(7, 2)
"""The ratio that is never exceeded, the highest that was measured."""

HALF: Final = Fraction(1, 2)
APART: Final = Fraction(1, 16)
"""The part of the time from the half of a beat to the next note of the tune which what comes
on the half keeps away from that note, for nothing may last no time."""

Bend = tuple[tuple[Fraction, Fraction], ...]
"""Places in a beat, from 0 to 1, and where they are played, with lines between them."""

BEGIN, END = (Fraction(0), Fraction(0)), (Fraction(1), Fraction(1))


@dataclass(frozen=True, slots=True)
class Swing:
    """Where places of a swung score are played, in whole notes; heads of beats stay in place.

    There is one bend for every beat from ``first`` on, which lies before 0 where the score
    begins within a beat.
    """

    first: Fraction
    bends: tuple[Bend, ...]

    def at(self, place: Fraction) -> Fraction:
        """Return where ``place`` is played; both are in whole notes as written."""
        beat, part = divmod((place - self.first) / QUARTER, 1)
        if not part:
            return place
        return self.first + QUARTER * (beat + _read_off(self.bends[beat], part))


def swing_of(score: Score, notes: Sequence[SoundingNote], expression: int) -> Swing | None:
    """Return how ``score`` swings with so much ``expression``, or None where it is straight."""
    if not (score.swung and expression):
        return None
    longer = first_part(score.tempo.quarters_per_minute, Fraction(expression, USUAL_EXPRESSION))
    upbeat = score.bars[0].length if score.bars[0].pickup else Fraction(0)
    first = upbeat + -upbeat // QUARTER * QUARTER
    inside = defaultdict[int, list[Fraction]](list)
    for note in notes:
        beat, part = divmod((note.onset - first) / QUARTER, 1)
        if part:
            inside[beat].append(part)
    beats = range(int((score.length - first) / QUARTER))
    return Swing(first, tuple(_bend(inside[beat], longer) for beat in beats))


def first_part(quarters_per_minute: Fraction, k: Fraction) -> Fraction:
    """Return the part of a beat that the first of two eighths takes, at an amount ``k``."""
    (slow, uneven), (fast, even) = SLOW, FAST
    tempo = min(max(quarters_per_minute, slow), fast)
    ratio = uneven + (even - uneven) * (tempo - slow) / (fast - slow)
    return min(HALF + k * (ratio / (1 + ratio) - HALF), MOST / (1 + MOST))


def _bend(parts: Sequence[Fraction], longer: Fraction) -> Bend:
    """Return the bend of a beat, in which notes of the tune begin at ``parts``, in order.

    Two eighths swing, and what divides one of them divides it as before. Where both are
    divided, as by sixteenths, the beat stays even; and so do notes that are no eighths of
    it, as those of a triplet, beside which others still swing.
    """
    if HALF in parts:
        even = parts[0] < HALF < parts[-1]
        return (BEGIN, END) if even else (BEGIN, (HALF, longer), END)
    after = [part for part in parts if part > HALF]
    room = (after[0] if after else 1) - HALF
    half = min(longer, HALF + room - room * APART)
    before = [part for part in parts if part < HALF]
    stays = [(part, part) for part in before], [(part, part) for part in after]
    return (BEGIN, *stays[0], (HALF, half), *stays[1], END)


def _read_off(bend: Bend, part: Fraction) -> Fraction:
    (left, low), (right, high) = next(ends for ends in pairwise(bend) if part <= ends[1][0])
    return low + (high - low) * (part - left) / (right - left)
