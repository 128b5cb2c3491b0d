"""What a tune is about: a figure for every bar that says something new."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import exp
from typing import Final

from melodie.chance import Chance
from service2_notes.beats import Ticks
from service2_notes.figures.figure import Figure
from service2_notes.figures.lexicon import Lexicon
from service2_notes.intervals import FOURTH
from service2_notes.line.setting import Setting
from service2_notes.style import Style

OPENING: Final = 0
INNER: Final = 1
TAME: Final = 0.4
WIDEST_IDEA: Final = 8
SKIPS: Final = 5
"""Steps of leaps from which on a figure does nothing but leap."""
SPELT_NOTES: Final = 3
"""So many notes of a chord that is only spelt cost as much once more."""
UNKNOWN: Final = 0.3
"""The count of a figure that no table has."""
DULL: Final = 0.02
"""What is left of the odds of a figure that stays on one note, or has only two."""

LEAPT: Final = 0.6
ROOM: Final = 0.4
MIXED: Final = 0.4
SPELT: Final = 1.2
SCALE: Final = 0.5
"""What makes a hook, and what does not: a leap, room, unlike lengths; a chord, a scale one way."""


def draw_idea(
    setting: Setting, onsets: tuple[Ticks, ...], chance: Chance, *, opens: bool
) -> Figure:
    """Draw a figure of a rhythm for a bar; ``opens`` says that a half begins with it."""
    place = OPENING if opens else INNER
    known = _known_ideas(setting.lexicon, setting.style, onsets, place, setting.leaps)
    return chance.weighted(*known)


@lru_cache(maxsize=512)
def _known_ideas(
    lexicon: Lexicon, style: Style, onsets: tuple[Ticks, ...], place: int, leaps: float
) -> tuple[Sequence[Figure], Sequence[float]]:
    """Return the figures of a rhythm and the odds of each."""
    figures = lexicon.figures(onsets)
    return figures, [_odds(one, style, place, leaps) for one in figures]


def _odds(one: Figure, style: Style, place: int, leaps: float) -> float:
    odds: float = max(float(one.places[place]), UNKNOWN) ** style.common
    odds *= exp(-style.awkward * one.awkward - style.stuttering * one.stutters)
    odds *= exp(0.6 * leaps * one.skips)
    if one.leap >= FOURTH and one.awkward < TAME:
        odds *= style.leaping
    odds *= exp(-style.rattling * max(0, one.skips - SKIPS))
    if one.repeats:
        odds *= _repeating(one, style, place)
    if one.spells:
        odds *= style.spelling ** (one.notes // SPELT_NOTES)
    if one.stutters > style.stutters or one.high - one.low > WIDEST_IDEA:
        odds *= DULL
    if one.notes > 1 and one.high == one.low:
        odds *= DULL
    if one.notes > 3 and len(set(one.contour)) < 3 and not one.stutters:
        odds *= DULL
    return odds


def _repeating(one: Figure, style: Style, place: int) -> float:
    if place == OPENING or not one.pads:
        return style.repeating
    return style.repeating * exp(-style.padding * one.pads)


@lru_cache(maxsize=8192)
def hook(one: Figure, style: Style) -> float:
    """Say how much of a hook a figure is: it leaps and turns, and is no chord nor scale."""
    moves = [after - before for before, after in pairwise(one.contour)]
    leapt = one.leap >= FOURTH and one.awkward < TAME
    lengths = {end - start for start, end in pairwise(one.onsets)}
    ways = {move > 0 for move in moves if move}
    room = one.high - one.low > FOURTH
    score = LEAPT * leapt + ROOM * room + MIXED * (len(lengths) > 1) - SPELT * one.spells
    score -= SCALE * (len(moves) > 2 and len(ways) == 1 and one.leap < 2)
    return style.hooks * score
