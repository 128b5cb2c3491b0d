"""How several chords share the beats of a bar: by its strong beats first, then by the others."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache, partial
from typing import Final

from melodie.metre import hierarchy
from melodie.time_signature import TimeSignature

QUARTER: Final = Fraction(1, 4)


def most_chords(time: TimeSignature) -> int:
    """Return how many chords a bar can have: one on every beat."""
    return int(time.bar_length / _beat(time))


@lru_cache(maxsize=512)
def places(chords: int, time: TimeSignature) -> tuple[Fraction, ...]:
    """Return where so many chords begin, in whole notes after the barline.

    Two halve a bar of 4/4 and begin on the first and the third beat of 3/4; in 7/8 they
    begin with its groups. ``chords`` are ``most_chords`` at most.
    """
    beat = _beat(time)
    begun = [Fraction(0)]
    free = [beat * number for number in range(1, most_chords(time))]
    while len(begun) < chords:
        best = min(free, key=partial(_worth, begun, time))
        free.remove(best)
        begun = sorted([*begun, best])
    return tuple(begun)


def _worth(begun: Sequence[Fraction], time: TimeSignature, place: Fraction) -> tuple[Fraction, ...]:
    """Say how gladly the next chord begins at ``place``: the less, the gladlier."""
    spans = zip(begun, [*begun[1:], time.bar_length], strict=True)
    start, end = next(span for span in spans if span[0] < place < span[1])
    strength = Fraction(hierarchy(time).strength(place))
    return strength, start - end, abs(place - (start + end) / 2), -place


def _beat(time: TimeSignature) -> Fraction:
    """Return the shortest time that a chord has: a quarter, or the unit where that is shorter."""
    return min(QUARTER, Fraction(1, time.unit))
