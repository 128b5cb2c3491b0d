"""What makes one melody itself: where it lies, how it moves, and how high it climbs."""

from dataclasses import dataclass
from math import exp
from typing import Final

from melodie.chance import Chance
from service2_notes.degrees import TRIAD
from service2_notes.ladder import Ladder
from service2_notes.scales import DIATONIC
from service2_notes.styles import Spread, Style

REACH: Final = 6
"""Diatonic steps from the center to the lowest note a melody uses."""
CENTERS: Final = (-1.5, 4.5)
LEAPS: Final = (0.4, 2.0)
BELOW_CENTER: Final = 1.9
HOME_SIGMA: Final = 2.6
"""How far below its center a melody looks for the tonic to end on, and the spread
around that, in diatonic steps."""
GAP: Final = -3.0
"""Log-weight of a degree that a melody does without."""


@dataclass(frozen=True, slots=True)
class Character:
    """Drawn once per melody; pitches are scale steps of the ladder.

    ``candidates`` are all notes but the ``climax``, the one highest note right
    above them; a range too narrow has none. ``taste`` holds how much it favours
    each degree of its scale.
    """

    center: float
    home: int
    candidates: range
    climax: int | None
    leap: float
    repeat: float
    third: float
    taste: tuple[float, ...]


def draw_character(ladder: Ladder, style: Style, leaps: float, chance: Chance) -> Character:
    """Draw the character of a melody; ``leaps`` scales how shy of leaps it is."""
    unit = DIATONIC / ladder.size
    tonic = _anchor(ladder, style)
    center = tonic + _draw(style.center, chance, CENTERS) / unit
    height = _draw(style.height, chance, (1.5, REACH)) / unit
    low, high = ladder.steps[0], ladder.steps[-1]
    center = min(max(center, low), high)
    distances = [(step - center) * unit + BELOW_CENTER for step in ladder.tonics]
    home = chance.weighted(ladder.tonics, [exp(-((d / HOME_SIGMA) ** 2) / 2) for d in distances])
    lowest = min(max(low, round(center - REACH / unit)), home)
    climax = max(min(high, round(center + height)), home + 1)
    leap = _draw(style.leap, chance, LEAPS) * leaps
    repeat, third = style.repeat * chance.normal(), style.third * chance.normal()
    taste = tuple(_taste(semitone, style, chance) for semitone in ladder.scale.semitones)
    reachable = climax if climax <= high else None
    return Character(center, home, range(lowest, climax), reachable, leap, repeat, third, taste)


def _taste(semitone: int, style: Style, chance: Chance) -> float:
    """Draw how much a melody favours a degree; only notes of the triad are never left out."""
    taste, left_out = style.taste * chance.normal(), chance.happens(style.gaps)
    return GAP if left_out and semitone not in TRIAD else taste


def _anchor(ladder: Ladder, style: Style) -> int:
    """Choose the octave in which the style lies best within the range."""
    above = style.center[0] * ladder.size / DIATONIC
    middle = (ladder.steps[0] + ladder.steps[-1]) / 2
    return min(ladder.tonics, key=lambda tonic: abs(tonic + above - middle))


def _draw(spread: Spread, chance: Chance, limits: tuple[float, float]) -> float:
    mean, deviation = spread
    return min(max(mean + deviation * chance.normal(), limits[0]), limits[1])
