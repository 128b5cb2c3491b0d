"""How phrases come to rest: half closes, what prepares a close, and closes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from operator import itemgetter
from typing import Final, Literal

from melodie.chance import Chance
from service2_notes.beats import Ticks
from service2_notes.figures.figure import Figure
from service2_notes.figures.lexicon import Lexicon
from service2_notes.harmony.heard_chords import BarHarmony, HeardChord
from service2_notes.line.answers import likeness, tail_of
from service2_notes.line.arriving import astray
from service2_notes.style import Arrival, Style

Mark = Literal["half", "preparation", "close"]
Starting = tuple[float, Figure, int]
"""A log-weight, a figure, and the degree within the octave that it begins on."""

COLUMNS: Final[dict[Mark, int]] = {"half": 0, "preparation": 1, "close": 2}
UNKNOWN_CLOSING: Final = 0.25
"""The count of a cadence that no table has."""
COUNTED: Final = {"half": 0.45, "preparation": 0.45, "close": 0.3}
"""Exponent of the counts: the lower, the fewer stock endings."""
POOL: Final = 80
DRAWN: Final = {"half": 18, "preparation": 22, "close": 18}
"""How many of the best are drawn, without replacement, to break stock endings."""
OPEN: Final = (-1.4, 0.2, 0.6, -1.0, 0.8, -0.8, -0.9)
"""How well a half close rests on each degree: 2, 5 and 7 leave it open."""
RESTING: Final = -2.5
"""A half close on a note outside its chord."""
OWN: Final = 1.8
"""What a close gains that is made of a bar of its own tune."""


@dataclass(frozen=True, slots=True)
class Cadences:
    """Finds figures for cadences in ``size`` degrees; closes come to ``final`` by ``arrival``."""

    lexicon: Lexicon
    style: Style
    size: int
    final: int
    arrival: Arrival | None

    def draw(
        self,
        mark: Mark,
        onsets: tuple[Ticks, ...],
        chords: BarHarmony,
        chance: Chance,
        own: Figure | None = None,
    ) -> list[Starting]:
        """Draw cadences of a rhythm; a close may be made of a figure of its ``own`` tune."""
        over = chords.second if mark == "half" else None
        few = [(_gumbel(chance) + row[0], row) for row in _pool(self, mark, onsets, over, own)]
        few.sort(key=itemgetter(0), reverse=True)
        return [row for _, row in few[: DRAWN[mark]]]

    def rows(
        self, mark: Mark, onsets: tuple[Ticks, ...], over: HeardChord | None, own: Figure | None
    ) -> Iterator[Starting]:
        """Yield every cadence of a rhythm; a half close comes to rest ``over`` a chord."""
        column = COLUMNS[mark]
        for one in self.lexicon.figures(onsets):
            if one.stutters > self.style.stutters:
                continue
            base = self._base(mark, one) + (_kinship(one, own, self.lexicon) if own else 0.0)
            home = (self.final - one.end) % self.size
            for degree in (home,) if mark == "close" else range(self.size):
                end = (degree + one.end) % self.size
                count = one.closing[column][degree] if degree < len(one.closing[column]) else 0
                known = COUNTED[mark] * log(max(count, UNKNOWN_CLOSING))
                yield base + known + self._rest(mark, one, end, over), one, degree

    def _base(self, mark: Mark, one: Figure) -> float:
        base = -0.6 * one.awkward - self.style.padding * one.pads
        if mark == "close":
            if one.notes == 1:
                return base - 0.8
            step = self.style.stepwise_close
            base += {1: step, 2: -0.4, 0: -0.2}.get(abs(one.last_move), -2.6)
            base -= self.style.away * max(0, abs(one.end) - 1)
            base += astray(one, self.arrival)
            base -= self.style.wavering * one.wavers
            base -= self.style.marking * (one.high == one.low)
            return base - 0.4 * max(0, one.notes - 4)
        if mark == "preparation":
            return base - 0.5 * (one.last_move == 0) - 0.6 * max(0, one.repeats - 1)
        return base - 1.0 * (one.notes == 1) - 0.4 * (one.repeats > 0 and one.notes > 2)

    def _rest(self, mark: Mark, one: Figure, end: int, over: HeardChord | None) -> float:
        """Say how well a cadence comes to rest on degree ``end``."""
        if mark == "half":
            open_ = OPEN[end] if self.size == len(OPEN) else 0.0
            return open_ + (0.0 if over and over.has(end) else RESTING)
        if mark == "preparation" and self.size == len(OPEN):
            # 7-1, 2-1 and 5-1 lead home better than 4-2-1.
            return 0.8 if end == 6 else -0.3 if end == 1 and one.last_move == -2 else 0.0
        return 0.0


@lru_cache(maxsize=256)
def _pool(
    cadences: Cadences,
    mark: Mark,
    onsets: tuple[Ticks, ...],
    over: HeardChord | None,
    own: Figure | None,
) -> Sequence[Starting]:
    """Return the best cadences of a rhythm, to draw from."""
    rows = sorted(cadences.rows(mark, onsets, over, own), key=itemgetter(0), reverse=True)
    known = rows or [(0.0, one, -one.end) for one in cadences.lexicon.figures(onsets)]
    return known[:POOL]


def _kinship(one: Figure, own: Figure, lexicon: Lexicon) -> float:
    """Say how much a close is made of a bar of its own tune: of its head, or of its end."""
    like, end = likeness(one, own), tail_of(one, lexicon.beats.middle)
    rhyme = 0.7 if len(end) > 1 and end == tail_of(own, lexicon.beats.middle) else 0.0
    return OWN * max(like if like >= 0.4 else 0.0, rhyme)


def _gumbel(chance: Chance) -> float:
    return -log(-log(min(max(chance.uniform(), 1e-12), 1 - 1e-12)))
