"""Where a tune lies: its lowest and highest note, its one high point, its line of goals."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp
from typing import Final

from melodie.chance import Chance
from melodie.pitch import Pitch
from service2_notes.asked import Asked
from service2_notes.ladder import Ladder
from service2_notes.parents import Parent
from service2_notes.pitch_units import Degree, LadderStep
from service2_notes.reading import TuneBar
from service2_notes.style import Frames

EIGHTHS: Final = 8
PULL: Final = 0.09
"""What a bar loses with the square of its distance from its goal, in steps."""
ASKED_PULL: Final = 0.5
"""The same, where a contour is asked for."""
PEAK: Final = 0.45
"""How high the bar of the high point is to lie, from 0 (the middle) to 1."""
SPREAD: Final = 5.0
"""How far from the middle of the range a tune lies readily, in steps."""
NARROW: Final = 4.0
"""How much odds a compass loses with every step that the range takes from it."""
STRONG: Final = 0.9
"""From this strength on a note is on a strong beat."""
LEAST: Final = 0.5
"""How long, of the usual note, the longest strong one of a bar counts as at least."""
AROUND: Final = 2.0
"""What a compass loses with every semitone that kept notes lie outside it."""
RISING: Final[Frames] = ((3, (-1, 8)), (2, (0, 8)), (1, (-3, 8)), (0.2, (-5, 2)))
ASKED: Final[Frames] = ((2, (-1, 7)), (2, (-1, 8)), (1, (-2, 7)), (1, (0, 9)))
"""Compasses where a contour is asked for: it needs room."""


@dataclass(frozen=True, slots=True)
class Compass:
    """In degrees of the parent scale, 0 being ``tonic``, a step of the ladder.

    Most notes lie from ``low`` to ``high``; the range ends at ``floor`` and ``ceiling``.
    ``final`` is the last note, and ``upper`` says that it may be an octave higher.
    ``peak`` is the bar of the highest note, or None; ``goals`` is the height each bar
    is to have, and ``pull`` how much it matters.
    ``below`` says that the tune begins below its last note, ``begins`` on which degree of an
    octave, where that matters.
    """

    octave: int
    tonic: LadderStep
    floor: Degree
    low: Degree
    high: Degree
    ceiling: Degree
    final: Degree
    upper: bool
    peak: int | None
    goals: tuple[float, ...]
    pull: float
    below: bool
    begins: Degree | None

    @property
    def finals(self) -> tuple[Degree, ...]:
        """The degrees that the last note may have."""
        return (self.final, self.final + self.octave) if self.upper else (self.final,)


def draw_compass(
    music: Asked, final: Degree, chance: Chance, kept: Sequence[Pitch] = ()
) -> Compass:
    """Draw the compass of a tune that ends on ``final``, and where it is highest.

    It is drawn around the notes that are ``kept``.
    """
    bars, parent, style, contour = music.tune.bars, music.parent, music.style, music.contour
    frames = RISING if contour.rises else ASKED if contour.arc else style.frames
    tonic, floor, low, high, ceiling = _placed(music, frames, chance, kept)
    upper = final + parent.size
    if final < floor or (contour.rises and upper <= high):
        final = upper
    peak = _peak(music, contour.peaks or style.peaks, chance)
    middle, reach = (low + high) / 2, (high - low) / 2
    arc = contour.arc or style.arc
    goals = [middle + reach * _along(arc, place, len(bars)) for place in range(len(bars))]
    if peak is not None and not contour.arc:
        goals[peak] = middle + reach * PEAK
    pull = ASKED_PULL if contour.arc else PULL
    return Compass(
        octave=parent.size,
        tonic=tonic,
        floor=floor,
        low=low,
        high=high,
        ceiling=ceiling,
        final=final,
        upper=not contour.arc and final + parent.size <= high,
        peak=peak,
        goals=tuple(goals),
        pull=pull,
        below=contour.rises,
        begins=_begins(music, chance),
    )


def _begins(music: Asked, chance: Chance) -> Degree | None:
    """Draw the degree of the first note, as tunes of the style begin, or None in other scales."""
    begins, parent = music.style.begins, music.parent
    if parent.size != len(begins):
        return None
    odds = [0.0 if degree in parent.missing else odd for degree, odd in enumerate(begins)]
    return chance.weighted(range(parent.size), odds)


def _placed(
    music: Asked, frames: Frames, chance: Chance, kept: Sequence[Pitch]
) -> tuple[LadderStep, Degree, Degree, Degree, Degree]:
    """Choose a tonic of the range and a compass around it: the one that fits best.

    The wilder, the nearer to the middle of the range, where the dice are thrown.
    """
    ladder, parent = music.ladder, music.parent
    spread = SPREAD * (1 - music.wildness) + 1
    scale = parent.size / 7
    choices, odds = [], []
    for tonic in ladder.tonics:
        lowest, highest = _bounds(ladder, parent, tonic)
        for weight, (low, high) in frames:
            wanted = round(low * scale), round(high * scale)
            fitted = max(wanted[0], lowest), min(wanted[1], highest)
            lost = (wanted[1] - wanted[0]) - (fitted[1] - fitted[0])
            away = abs(sum(fitted) - (lowest + highest)) / 2
            choices.append((tonic, max(lowest, fitted[0] - 1), *fitted, highest))
            around = AROUND * _outside(music, tonic, fitted, kept)
            odds.append(weight * exp(-NARROW * lost / 2 - (away / spread) ** 2 / 2 - around))
    if not any(odds):
        odds = [1.0] * len(choices)
    return chance.weighted(choices, odds)


def _outside(
    music: Asked, tonic: LadderStep, compass: tuple[Degree, Degree], kept: Sequence[Pitch]
) -> float:
    """Return how many semitones kept notes lie outside a compass, in the mean."""
    if not kept:
        return 0
    low, high = (
        music.ladder.pitch(degree_step(music.parent, music.ladder, tonic, degree)).key_number
        for degree in compass
    )
    heights = [pitch.key_number for pitch in kept]
    return sum(max(0, low - height, height - high) for height in heights) / len(heights)


def _bounds(ladder: Ladder, parent: Parent, tonic: LadderStep) -> tuple[Degree, Degree]:
    """Return the lowest and the highest degree that the range has."""
    low = high = 0
    while degree_step(parent, ladder, tonic, low - 1) >= ladder.steps[0]:
        low -= 1
    while degree_step(parent, ladder, tonic, high + 1) <= ladder.steps[-1]:
        high += 1
    return low, high


def degree_step(parent: Parent, ladder: Ladder, tonic: LadderStep, degree: Degree) -> LadderStep:
    """Return the step of the ladder for a degree of the parent scale."""
    octave, within = divmod(parent.snapped(degree), parent.size)
    return tonic + octave * ladder.size + parent.own[within]


def _along(arc: Sequence[float], place: int, bars: int) -> float:
    """Read an arc of eighths at a bar of a tune of any length."""
    if bars == EIGHTHS:
        return arc[place]
    at = place * (EIGHTHS - 1) / max(1, bars - 1)
    below = min(int(at), EIGHTHS - 2)
    return arc[below] + (arc[below + 1] - arc[below]) * (at - below)


def _peak(music: Asked, peaks: Sequence[float], chance: Chance) -> int | None:
    """Choose the bar of the highest note, which does not close.

    It does not return literally either, unless all that could hold it does.
    """
    bars = music.tune.bars
    echoed = {bar.answers for bar in bars if bar.relation == "literal"}
    open_ = [
        place
        for place, bar in enumerate(bars)
        if bar.onsets and bar.relation != "literal" and bar.cadence not in ("final", "section")
    ]
    weigh = {place: peaks[place * EIGHTHS // len(bars)] for place in open_}
    free = [place for place in open_ if place not in echoed]
    if not any(weigh[place] for place in free):
        free = [place for place in open_ if weigh[place]] or free
    if not free:
        return None
    odds = [weigh[place] * _stands(bars[place], music) for place in free]
    return chance.weighted(free, odds if any(odds) else [1.0] * len(free))


def _stands(bar: TuneBar, music: Asked) -> float:
    """Say how gladly a bar holds the highest note: the longer its longest strong one."""
    standing, beats = music.style.standing, music.tune.beats
    if not standing:
        return 1.0
    strong = [
        float(end - onset)
        for onset, end in pairwise((*bar.onsets, beats.length))
        if beats.strength(onset) >= STRONG
    ]
    usual = float(beats.length) / len(bar.onsets)
    stands: float = max(max(strong, default=0.0) / usual, LEAST) ** standing
    return stands
