"""Everything fixed before pitches are chosen: chords, style, range, kept bars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service2_notes.figures.lexicon import Lexicon
from service2_notes.harmony.heard_chords import BarHarmony
from service2_notes.intervals import Costs
from service2_notes.line.chain import Placed
from service2_notes.line.compass import Compass
from service2_notes.line.joints import Joiner
from service2_notes.line.placing import Placer
from service2_notes.reading import Tune
from service2_notes.style import Arrival, Style

Line = dict[int, Placed]
"""Bars that have notes, by their place in the tune."""


@dataclass(frozen=True, slots=True)
class Setting:
    """``kept`` are the bars that stay; ``leaps`` is from -1 to 1.

    ``arrival`` is how the tune comes home, where its style says so.

    ``heat`` is the temperature of the draws: the lower, the surer they are of what
    fits best.
    """

    tune: Tune
    chords: Sequence[BarHarmony]
    style: Style
    lexicon: Lexicon
    compass: Compass
    arrival: Arrival | None
    kept: Mapping[int, Placed]
    placer: Placer
    joiner: Joiner
    costs: Costs
    leaps: float
    heat: float

    @property
    def size(self) -> int:
        """Degrees in an octave."""
        return len(self.costs)

    def settled(self, place: int, line: Line) -> Placed | None:
        """Return what a bar will be, where that is certain once ``line`` is."""
        if place in self.kept:
            return self.kept[place]
        bar = self.tune.bars[place]
        if bar.relation == "literal" and bar.answers is not None:
            return line.get(bar.answers)
        return None
