"""Three harmonisations of a score, each other in a third of its bars or more."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from melodie.contract.harmony import Harmonies, HarmoniesRequest, Harmony
from service2_notes.harmonising.barwise import Roots, differ, placed, roots_by_bar, without
from service2_notes.harmonising.listening import Stretch, half_bars, whole_bars
from service2_notes.harmonising.modelling import Model, model_of
from service2_notes.harmonising.roman import Figure
from service2_notes.harmonising.searching import most_likely
from service2_notes.harmonising.tastes import TASTES, palette
from service2_notes.scales import scale_named

PENALTY: Final = 0.5
"""What it costs at first to do what must be done less; doubled until it is done little enough."""


class Changes(NamedTuple):
    """How often another chord follows, and how often one on another root."""

    chords: int
    roots: int

    def reaches(self, least: "Changes") -> bool:
        """Tell whether neither is less than in ``least``."""
        return self.chords >= least.chords and self.roots >= least.roots


NONE: Final = Changes(0, 0)


def harmonise(wanted: HarmoniesRequest) -> Harmonies:
    """Find chords for a score in every taste; the same score always gets the same.

    What may change within a bar changes as often as the plain one at least. Raises
    ``InvalidInput`` for a scale that is not offered.
    """
    score = wanted.score
    scale = scale_named(score.key.scale)
    taken: list[Roots] = []
    harmonies: list[Harmony] = []
    halves = half_bars(score)
    wholes = whole_bars(halves)
    least = NONE
    for taste in TASTES:
        colours = palette(scale, taste)
        heard = halves if colours.halves else wholes
        enough = least if colours.halves else NONE
        figures = likeliest(model_of(colours), heard, taken, enough) if heard else []
        least = least if taken else _changes(figures)
        taken.append(roots_by_bar(heard, figures))
        chords = placed(score, zip(heard, figures, strict=True))
        harmonies.append(Harmony(taste=taste, bars=tuple(chords)))
    return Harmonies(harmonies=tuple(harmonies))


def likeliest(
    model: Model, heard: Sequence[Stretch], taken: Sequence[Roots] = (), least: Changes = NONE
) -> list[Figure]:
    """Return the likeliest chords that differ from those ``taken`` in a third of the bars.

    They change as often as ``least`` says, or more often.
    """
    sung = model.sung(heard)
    taking = staying = 0.0
    # It ends: a taste that is not the first has roots besides those of two others, and two
    # at least that neither has.
    while True:
        odds = [
            without(taking, stretch.bar, own, model.figures, taken)
            for stretch, own in zip(heard, sung, strict=True)
        ]
        steps = model.steps(heard, staying)
        figures = [model.figures[state] for state in most_likely(odds, steps)]
        alike = not all(differ(roots_by_bar(heard, figures), before) for before in taken)
        still = not _changes(figures).reaches(least)
        if not alike and not still:
            return figures
        taking = 2 * taking + PENALTY if alike else taking
        staying = 2 * staying + PENALTY if still else staying


def _changes(figures: Sequence[Figure]) -> Changes:
    pairs = list(pairwise(figures))
    return Changes(
        chords=sum(one != other for one, other in pairs),
        roots=sum(one.root != other.root for one, other in pairs),
    )
