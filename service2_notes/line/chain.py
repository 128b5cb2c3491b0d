"""Samples one figure per bar by backward summation (as in a hidden Markov model).

An exact sum: from the last row backwards, each candidate's odds are multiplied by the
summed odds of every way on from it, so that each draw knows all that can still follow.
"""

from collections.abc import Callable, Sequence
from math import exp, log
from typing import NamedTuple

from melodie.adding import added
from melodie.chance import Chance
from service2_notes.figures.figure import Figure
from service2_notes.pitch_units import Degree


class Placed(NamedTuple):
    """A figure on a degree, with its own log-weight."""

    weight: float
    figure: Figure
    start: Degree


Row = Sequence[Placed]
Weigh = Callable[[int, Placed, Row], Sequence[float]]
"""From the number of a row, one of the row before and the row: the log-weights of their joints."""


class Chain:
    """Draws one candidate of every row, in odds of their own weights and all the joints.

    ``temperature`` below 1 favours what is joined well. ``weigh`` also joins the first
    row to what is drawn ``before`` it, and a ``goal`` after the last row to that.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        weigh: Weigh,
        temperature: float,
        before: Placed | None = None,
        goal: Placed | None = None,
    ) -> None:
        self._rows, self._weigh, self._heat = rows, weigh, temperature
        self._joints: list[list[list[float]]] = []
        ahead = [0.0] * len(rows[-1])
        if goal:
            ahead = [weigh(len(rows), one, (goal,))[0] / temperature for one in rows[-1]]
        for number in range(len(rows) - 1, 0, -1):
            joints = [self._reach(number, one, ahead) for one in rows[number - 1]]
            self._joints.insert(0, joints)
            ahead = [_sum(row) for row in joints]
        self._first = self._reach(0, before, ahead)

    def draw(self, chances: Callable[[int], Chance]) -> list[Placed]:
        """Draw one of each row; where there is a choice, with the row's own of ``chances``."""
        logs = self._first
        drawn: list[Placed] = []
        for number, row in enumerate(self._rows):
            chosen = 0
            if len(row) > 1:
                chosen = chances(number).weighted(range(len(row)), _odds(logs))
            drawn.append(row[chosen])
            if number < len(self._joints):
                logs = self._joints[number][chosen]
        return drawn

    def _reach(self, number: int, one: Placed | None, ahead: Sequence[float]) -> list[float]:
        """Return the log-odds of each candidate of a row after ``one``, and of all that follows."""
        row, heat = self._rows[number], self._heat
        joints = self._weigh(number, one, row) if one else [0.0] * len(row)
        return [
            (after.weight + joint) / heat + further
            for after, joint, further in zip(row, joints, ahead, strict=True)
        ]


def _odds(logs: Sequence[float]) -> list[float]:
    most = max(logs)
    return [exp(one - most) for one in logs]


def _sum(logs: Sequence[float]) -> float:
    most = max(logs)
    return most + log(added([exp(one - most) for one in logs]))
