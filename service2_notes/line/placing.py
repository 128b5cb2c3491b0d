"""Figures on degrees: how well each lies over its chord, in its register, in the line."""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from service2_notes.asked import Asked
from service2_notes.figures.figure import Figure
from service2_notes.harmony.heard_chords import BarHarmony
from service2_notes.intervals import SEVENTH_DEGREE
from service2_notes.line.chain import Placed
from service2_notes.line.compass import Compass
from service2_notes.line.fitting import Fitter, fitter
from service2_notes.pitch_units import Degree
from service2_notes.remembered import Remembered

NOWHERE: Final = -99.0
WIDTH: Final = 14
"""Candidates of a bar that are kept, the best first."""
AT_PEAK: Final = (2.5, 1.0, -1.5)
"""In the bar of the high point: its note reached, missed by a step, missed.

A seventh degree wants to go on, and counts as missed.
"""
STANDING: Final = 1.6
"""What a high point gains that is long and on a strong beat."""
BEGUN: Final = 3.5
"""What the first bar gains that begins on the degree which is drawn for it."""
BELOW: Final = -1.0
"""A note just below the compass."""
SHIFTS: Final = {0: -3.0, 1: 0.6, 2: 0.4, 3: 0.0, 4: -0.2}
"""How well a sequence moves by so many steps; farther ones are as ``FARTHER``."""
FARTHER: Final = -1.0
LEAPING: Final = 0.35

REMEMBERED: Final = 4096
"""Figures whose best place in a bar is kept at hand."""


class Wish(NamedTuple):
    """A figure that a bar may have: its log-weight, and the degrees it may start on.

    ``counted`` says that its place over the chord is counted in ``weight`` already;
    ``moved_from`` is the degree that a sequence moves away from.
    """

    weight: float
    figure: Figure
    starts: Iterable[int] | None = None
    counted: bool = False
    moved_from: int | None = None


class Placer:
    """Places figures for the bars of one tune, over the ``chords`` of each."""

    def __init__(self, music: Asked, compass: Compass, chords: Sequence[BarHarmony]) -> None:
        self._style, self._compass, self._size = music.style, compass, music.parent.size
        leaping = LEAPING * music.leaps
        self._fitters: Sequence[Fitter] = [
            fitter(music.parent, bar, music.beats.middle, leaping, first=place == 0)
            for place, bar in enumerate(chords)
        ]
        self._best = Remembered(self._best_of, most=REMEMBERED)

    def row(self, place: int, wishes: Iterable[Wish]) -> list[Placed]:
        """Return the best candidates for the bar at ``place``; none where nothing fits."""
        found = [one for wish in wishes for one in self._lying(place, wish)]
        found.sort(key=itemgetter(0), reverse=True)
        return [Placed(*one) for one in found[:WIDTH]]

    def best(self, place: int, one: Figure) -> float:
        """Tell how well a figure can lie in the bar at ``place``."""
        return self._best[place, one]

    def _best_of(self, what: tuple[int, Figure]) -> float:
        place, one = what
        lying = self._lying(place, Wish(0.0, one))
        return max((weight for weight, *_ in lying), default=NOWHERE)

    def _lying(self, place: int, wish: Wish) -> list[tuple[float, Figure, Degree]]:
        """Return all places that a figure can have in the range, with their weights."""
        own, one, _, counted, moved_from = wish
        starts, size = self._starts(place, wish), self._size
        fits = self._fitters[place].fits(one, counted=counted)
        lying = [
            (own + fits[start % size] + register, one, start)
            for start, register in zip(starts, self._registers(place, one, starts), strict=True)
        ]
        if moved_from is None:
            return lying
        return [
            (weight + SHIFTS.get(abs(start - moved_from), FARTHER), one, start)
            for weight, one, start in lying
        ]

    def _starts(self, place: int, wish: Wish) -> Sequence[Degree]:
        """Return the degrees that a figure may start on to lie within the compass."""
        compass, one = self._compass, wish.figure
        lowest, highest = compass.floor - one.low, compass.high - one.high
        if place == 0 and compass.below:
            highest = min(highest, compass.final - 1)
        if wish.starts is None:
            return range(lowest, highest + 1)
        return [start for start in wish.starts if lowest <= start <= highest]

    def _registers(self, place: int, one: Figure, starts: Sequence[Degree]) -> list[float]:
        """Say how well each start lets a figure lie in its register."""
        compass, goal = self._compass, self._compass.goals[place]
        high, low, pull, off_peak = compass.high, compass.low, compass.pull, self._style.off_peak
        registers = []
        for start in starts:
            top, weight = start + one.high, 0.0
            if place == compass.peak:
                weight = self._at_peak(one, top)
            elif top == high:
                weight = off_peak
            if start + one.low < low:
                weight += BELOW
            if place == 0 and start % self._size == compass.begins:
                weight += BEGUN
            away = start + one.mean - goal
            registers.append(weight - pull * away * away)
        return registers

    def _at_peak(self, one: Figure, top: Degree) -> float:
        """Say how well a figure reaches the high point with its highest note."""
        short = min(self._compass.high - top, 2)
        weight = AT_PEAK[short] if top % self._size != SEVENTH_DEGREE else AT_PEAK[2]
        if short == 0:
            weight += STANDING * min(1.5, one.peak - 1)
        return weight
