"""How busy one melody is, and which note values it keeps to."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from melodie.chance import Chance
from melodie.score import TimeSignature
from service3_rhythm.figures import moves
from service3_rhythm.filling import Filler, filler_of_density
from service3_rhythm.grid import grid_of
from service3_rhythm.styles import STYLES, Style
from service3_rhythm.vocabularies import VOCABULARIES, Vocabulary

SIXTEENTHS: Final = frozenset({Fraction(1, 16), Fraction(3, 16)})
DOTTED: Final = frozenset({Fraction(3, 8), Fraction(3, 16)})
USUAL: Final = next(iter(VOCABULARIES))
"""The vocabulary that the styles' counts of notes are true for."""

PER_DOUBLING: Final = 8
"""Steps of density to twice as many notes: few enough for fillers to be kept,
and small enough that nobody hears one."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What the bars of one melody are drawn from.

    ``density`` counts steps of ``PER_DOUBLING`` from the style's mean;
    ``syncopation`` is in percent.
    """

    time: TimeSignature
    style: str
    vocabulary: str
    left_out: frozenset[Fraction]
    density: int
    syncopation: int


def draw_left_out(
    vocabulary: Vocabulary, style: Style, chance: Chance, *, additive: bool
) -> frozenset[Fraction]:
    """Choose which values of a thrifty vocabulary one melody does without."""
    sixteenths = chance.happens(style.sixteenths[additive])
    dotted = chance.happens(style.dots) or additive
    if not vocabulary.thrifty:
        return frozenset()
    return (frozenset() if sixteenths else SIXTEENTHS) | (frozenset() if dotted else DOTTED)


def draw_density(slider: float, style: Style, chance: Chance, *, additive: bool) -> int:
    """Draw the density of one melody; at 0.5 the slider leaves the style's mean alone."""
    return round(PER_DOUBLING * (2 * slider - 1 + style.spread[additive] * chance.normal()))


@lru_cache(maxsize=1024)
def filler_for(pace: Pace) -> Filler:
    """Make, once, what fills the bars of every melody of this pace."""
    style, vocabulary = STYLES[pace.style], VOCABULARIES[pace.vocabulary]
    grid = grid_of(pace.time)
    kept = replace(vocabulary, values=_kept_values(pace, style, additive=grid.additive))
    table = moves(style.durations, grid, kept, pace.syncopation / 100)
    # Who skips in dotted notes has fewer of them than who runs in sixteenths.
    usual = _natural_notes(pace.time, style, VOCABULARIES[USUAL])
    busier = _natural_notes(pace.time, style, kept) / usual
    wanted = style.mean_onsets(str(pace.time)) * busier * 2 ** (pace.density / PER_DOUBLING)
    return filler_of_density(grid, table, wanted)


def _kept_values(pace: Pace, style: Style, *, additive: bool) -> dict[Fraction, float]:
    """Leave values out, and make up for the melodies that do without those that are kept."""
    values = dict(VOCABULARIES[pace.vocabulary].values)
    for value in pace.left_out:
        values.pop(value, None)
    if VOCABULARIES[pace.vocabulary].thrifty:
        for group, share in (
            (SIXTEENTHS, style.sixteenths[additive]),
            (DOTTED, 1 if additive else style.dots),
        ):
            for value in group & values.keys():
                values[value] /= share
    return values


def _natural_notes(time: TimeSignature, style: Style, vocabulary: Vocabulary) -> float:
    """Count the notes of a bar that nobody has asked to be busier or calmer."""
    grid = grid_of(time)
    return Filler(grid, moves(style.durations, grid, vocabulary)).expected_notes()
