"""How gladly one bar's figure is followed by the next one's."""

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from math import log
from typing import Final, Literal

from service2_notes.intervals import MOST_EQUAL, REACH, SEVENTH_DEGREE, Costs
from service2_notes.line.chain import Placed
from service2_notes.pitch_units import Degree
from service2_notes.remembered import Remembered
from service2_notes.style import Style
from service2_notes.tables import WIDEST_JOINT, Joints

Kind = Literal["inside", "between", "halves"]
"""Into an even bar of a pair, into the next pair, into the second half."""

FARTHEST: Final = 8
IMPOSSIBLE: Final = -12.0
LOOSE: Final = 0.35
"""How much of the line from downbeat to downbeat counts between halves."""
TWO_LEAPS: Final = -1.5
"""Two leaps the same way."""
UNFILLED: Final = -1.2
"""A leap that is not followed by a turn back."""
WIDE: Final = -1.5
"""A leap of more than a fifth within a half."""
LEADING_LEAP: Final = -0.8
"""A leading note that leaps."""

LEFT: Final = 1024
REACHED: Final = 64
"""Figures that are left, and others and moves that each leads on to, that are kept at hand."""


Leaving = tuple[Kind, int, int, int, Degree]
"""The kind of a joint, and a figure's end, last move, equal last notes and last degree."""
Reached = tuple[int, int]
"""The first move of a figure, and its equal first notes."""


class Joiner:
    """Weighs joints in a style; ``leaps`` from -1 to 1 is how gladly it leaps."""

    def __init__(self, style: Style, joints: Joints, costs: Costs, leaps: float) -> None:
        self._moves = {
            kind: _logs(getattr(joints, kind)) for kind in ("inside", "between", "halves")
        }
        line = [weight * (1 - 0.6 * leaps) for weight in style.line]
        self._line = {
            "inside": line, "between": line, "halves": [LOOSE * weight for weight in line],
        }  # fmt: skip
        self._costs, self._size = costs, len(costs)
        self._stutter, self._leaps = style.stutter, 0.35 * leaps
        self._flow, self._lurching = style.flow, style.lurching
        self._leading = SEVENTH_DEGREE if self._size == 7 else -1
        self._known = Remembered(self._onward, most=LEFT)

    def weights(self, kind: Kind, before: Placed, afters: Sequence[Placed]) -> list[float]:
        """Return the log-weight of each of ``afters`` following ``before``."""
        _, one, at = before
        last = at + one.end
        onward = self._known[kind, one.end, one.last_move, one.last_run, last % self._size]
        return [onward[after.begins][start - last] for _, after, start in afters]

    def _onward(self, leaving: Leaving) -> Mapping[Reached, Mapping[int, float]]:
        return Remembered(partial(self._by_move, leaving), most=REACHED)

    def _by_move(self, leaving: Leaving, reached: Reached) -> Mapping[int, float]:
        return Remembered(partial(self._weight, leaving, reached), most=REACHED)

    def _weight(self, leaving: Leaving, reached: Reached, move: int) -> float:
        kind, end, last_move, last_run, degree = leaving
        first_move, first_run = reached
        size = abs(move)
        if size > WIDEST_JOINT:
            return IMPOSSIBLE - size
        weight = (
            self._moves[kind][move + WIDEST_JOINT]
            + self._line[kind][min(abs(move + end), FARTHEST)]
        )
        if move == 0 and last_run + first_run > MOST_EQUAL:
            weight += IMPOSSIBLE
        elif move == 0:
            weight += self._stutter if 0 in (last_move, first_move) else 0.0
        else:
            weight += self._costs[degree][move + REACH]
        if size == 1 and move * last_move > 0:
            weight += self._flow
        if size > 1:
            weight += self._leapt(kind, move, last_move, first_move)
        if size != 1 and degree == self._leading:
            weight += LEADING_LEAP
        return weight

    def _leapt(self, kind: Kind, move: int, last_move: int, first_move: int) -> float:
        size = abs(move)
        weight = self._leaps * (size - 1)
        if move * last_move > 2 * size:
            weight += TWO_LEAPS
        if size > 2 and kind != "halves":
            if move * first_move > 0:
                weight += UNFILLED
            if size > 4:
                weight += WIDE
            weight -= self._lurching * (size - 2)
        return weight


@lru_cache(maxsize=16)
def joiner(style: Style, joints: Joints, costs: Costs, leaps: float) -> Joiner:
    """Return what weighs the joints of a style in a scale; the same one for the same slider."""
    return Joiner(style, joints, costs, leaps)


def _logs(counts: Sequence[int]) -> list[float]:
    total = sum(counts)
    return [log((count + total * 0.0005) / total) for count in counts]
