"""Which chords a bar has: their roots, how far they are others, and where they are written."""

from collections.abc import Iterable, Mapping, Sequence

from melodie.harmony import BarChords, PlacedChord
from melodie.score import Score
from service2_notes.harmonising.listening import Stretch
from service2_notes.harmonising.roman import Figure
from service2_notes.pitch_units import Semitones

Roots = Mapping[int, tuple[Semitones, ...]]
"""Bar -> the roots of its chords."""


def roots_by_bar(heard: Sequence[Stretch], figures: Sequence[Figure]) -> Roots:
    """Return the roots of the chords that were found for stretches."""
    roots: dict[int, tuple[Semitones, ...]] = {}
    for stretch, figure in zip(heard, figures, strict=True):
        roots[stretch.bar] = (*roots.get(stretch.bar, ()), figure.root)
    return roots


def differ(one: Roots, other: Roots) -> bool:
    """Tell whether a third of the bars or more are over other roots."""
    others = [bar for bar in one if set(one[bar]) != set(other[bar])]
    return 3 * len(others) >= len(one)


def without(
    penalty: float,
    bar: int,
    odds: Sequence[float],
    figures: Sequence[Figure],
    taken: Sequence[Roots],
) -> list[float]:
    """Lessen the odds of the roots that a bar has already."""
    if not penalty:
        return list(odds)
    roots = [root for one in taken for root in set(one[bar])]
    return [
        own - penalty * roots.count(figure.root) for own, figure in zip(odds, figures, strict=True)
    ]


def placed(score: Score, found: Iterable[tuple[Stretch, Figure]]) -> list[BarChords]:
    """Return the chords of every bar, of which those have none that nothing was found for."""
    bars: list[BarChords] = [() for _ in score.bars]
    for stretch, figure in found:
        chord = figure.chord_in(score.key.tonic)
        before = bars[stretch.bar]
        if not before or before[-1].chord != chord:
            bars[stretch.bar] = (*before, PlacedChord(stretch.offset, chord))
    return bars
