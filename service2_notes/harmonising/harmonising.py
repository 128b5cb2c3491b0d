"""Three harmonisations of a score, each other in a third of its bars or more."""

from collections.abc import Sequence
from typing import Final

from melodie.contract.harmony import Harmonies, HarmoniesRequest, Harmony
from melodie.harmony import BarChords, PlacedChord
from melodie.score import Score
from service2_notes.harmonising.listening import Stretch, half_bars, whole_bars
from service2_notes.harmonising.modelling import Model, model_of
from service2_notes.harmonising.roman import Figure
from service2_notes.harmonising.searching import most_likely
from service2_notes.harmonising.tastes import TASTES, palette
from service2_notes.pitch_units import Semitones
from service2_notes.scales import scale_named

PENALTY: Final = 0.5
"""What a root costs that an earlier harmonisation has there; doubled until enough bars differ."""

Roots = dict[int, tuple[Semitones, ...]]
"""Bar -> the roots of its halves."""


def harmonise(wanted: HarmoniesRequest) -> Harmonies:
    """Find chords for a score in every taste; the same score always gets the same.

    Raises ``InvalidInput`` for a scale that is not offered.
    """
    score = wanted.score
    scale = scale_named(score.key.scale)
    taken: list[Roots] = []
    harmonies: list[Harmony] = []
    halves = half_bars(score)
    wholes = whole_bars(halves)
    for taste in TASTES:
        colours = palette(scale, taste)
        heard = halves if colours.halves else wholes
        figures = likeliest(model_of(colours), heard, taken) if heard else []
        taken.append(_roots(heard, figures))
        chords = _placed(score, heard, figures)
        harmonies.append(Harmony(taste=taste, bars=tuple(chords)))
    return Harmonies(harmonies=tuple(harmonies))


def likeliest(model: Model, heard: Sequence[Stretch], taken: Sequence[Roots] = ()) -> list[Figure]:
    """Return the likeliest chords that differ from those ``taken`` in a third of the bars."""
    sung = [model.heard(stretch) for stretch in heard]
    last = len(heard) - 1
    for place, stretch in enumerate(heard):
        rests = model.resting(stretch, first=place == 0, last=place == last)
        sung[place] = [odds + gain for odds, gain in zip(sung[place], rests, strict=True)]
    moves = [model.inside if stretch.offset else model.moves for stretch in heard[1:]]
    penalty, figures = 0.0, [model.figures[state] for state in most_likely(sung, moves)]
    # It ends: a taste that is not the first has roots besides those of two others.
    while not all(_differ(_roots(heard, figures), before) for before in taken):
        penalty = 2 * penalty + PENALTY
        odds = [_without(penalty, *pair, model, taken) for pair in zip(heard, sung, strict=True)]
        figures = [model.figures[state] for state in most_likely(odds, moves)]
    return figures


def _without(
    penalty: float, stretch: Stretch, sung: list[float], model: Model, taken: Sequence[Roots]
) -> list[float]:
    """Lessen the odds of the roots that a stretch has in earlier harmonisations."""
    place = 1 if stretch.offset else 0
    roots = [one[stretch.bar][min(place, len(one[stretch.bar]) - 1)] for one in taken]
    return [
        odds - penalty * roots.count(figure.root)
        for odds, figure in zip(sung, model.figures, strict=True)
    ]


def _differ(one: Roots, other: Roots) -> bool:
    """Tell whether a third of the bars or more are over other roots."""
    others = [bar for bar in one if set(one[bar]) != set(other[bar])]
    return 3 * len(others) >= len(one)


def _roots(heard: Sequence[Stretch], figures: Sequence[Figure]) -> Roots:
    roots: Roots = {}
    for stretch, figure in zip(heard, figures, strict=True):
        roots[stretch.bar] = (*roots.get(stretch.bar, ()), figure.root)
    return roots


def _placed(score: Score, heard: Sequence[Stretch], figures: Sequence[Figure]) -> list[BarChords]:
    """Return the chords of every bar; an upbeat has none."""
    bars: list[BarChords] = [() for _ in score.bars]
    for stretch, figure in zip(heard, figures, strict=True):
        chord = figure.chord_in(score.key.tonic)
        before = bars[stretch.bar]
        if not before or before[-1].chord != chord:
            bars[stretch.bar] = (*before, PlacedChord(stretch.offset, chord))
    return bars
