"""What each hand strikes in a bar: when, for how long, and over which chord."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from melodie.duration import QUARTER
from melodie.harmony import Chord
from melodie.metre import GROUP, hierarchy
from melodie.time_signature import TimeSignature
from service2_notes.accompanying.changes import WHOLE, Change, Changes, Ticks
from service2_notes.accompanying.patterns import CHORD, GOING_ON, PATTERNS, ROOT, SILENCE, Figures

Hand = Literal["chords", "bass"]
Signs = tuple[tuple[Ticks, str], ...]
"""Where the signs of a pattern stand in a bar, and the signs."""

AGAIN: Final = {"chords": CHORD, "bass": ROOT}
"""What a hand does where the chord changes and its pattern says nothing."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """What ``sign`` says is struck over a chord, and lasts so many ticks.

    Where ``chord`` is None, it is silence. ``first`` says that the chord is a new one.
    """

    length: Ticks
    sign: str
    chord: Chord | None
    first: bool = False


Strokes = tuple[Stroke, ...]


@lru_cache(maxsize=1024)
def strokes(pattern: str, hand: Hand, time: TimeSignature, changes: Changes) -> Strokes:
    """Return what a hand strikes in a full bar.

    Where the chord changes, the bass is struck, and so are chords that sound there.
    """
    length = time.beats * WHOLE // time.unit
    begun = list(_begun(signs_of(pattern, hand, time), changes, hand, WHOLE // time.unit))
    ends = [*(place for place, _ in begun[1:]), length]
    return tuple(
        Stroke(end - place, stroke.sign, stroke.chord, stroke.first)
        for (place, stroke), end in zip(begun, ends, strict=True)
    )


@lru_cache(maxsize=256)
def signs_of(pattern: str, hand: Hand, time: TimeSignature) -> Signs:
    """Return what a hand of a pattern does in a bar, group by group."""
    figures: Figures = getattr(PATTERNS[pattern], hand)
    metre = hierarchy(time)
    step = metre.unit if metre.unit < QUARTER else metre.unit / 2
    signs: list[tuple[Ticks, str]] = []
    for number, (begin, end) in enumerate(pairwise(metre.levels[GROUP])):
        choices = figures[int((end - begin) / step)]
        figure = choices[min(number, len(choices) - 1)]
        signs += [(int((begin + n * step) * WHOLE), sign) for n, sign in enumerate(figure)]
    return tuple(signs)


def _begun(
    pattern: Signs, changes: Changes, hand: Hand, unit: Ticks
) -> Iterator[tuple[Ticks, Stroke]]:
    """Yield where something is struck or falls silent, without its length.

    What is struck only as the chord changes lasts to the end of a unit.
    """
    signs, changed = dict(pattern), {change.offset: change for change in changes}
    last, silent, added = "", False, False
    now = changes[0]
    for place in sorted({*signs, *changed}):
        sign = signs.get(place, GOING_ON)
        last = last if sign == GOING_ON else sign
        now = changed.get(place, Change(place, now.chord, new=False))
        if now.new and sign in {GOING_ON, SILENCE} and (hand == "bass" or last != SILENCE):
            added, sign = sign == SILENCE, AGAIN[hand]
        elif added and sign == SILENCE and place % unit:
            sign = GOING_ON
        else:
            added = False
        if now.chord is None:
            sign = SILENCE
        if sign != GOING_ON and not (sign == SILENCE and silent):
            silent = sign == SILENCE
            yield place, Stroke(0, sign, None if silent else now.chord, now.new)
