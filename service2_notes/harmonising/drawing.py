"""A way through a model by chance: forward filtering, backward sampling.

Every way is drawn as often as it is likely (Carter and Kohn, 1994; Frühwirth-Schnatter,
1994): what is known up to each stretch is summed up from the first to the last, and states
are drawn from the last to the first.
"""

from collections.abc import Iterable, Sequence
from math import exp
from operator import mul
from typing import Final

from melodie.chance import Chance

IMPOSSIBLE: Final = 1e-40
"""The odds of what happens only where nothing else can."""

Likely = Sequence[Sequence[float]]
"""For each state the odds, above 0, of coming to it from every state."""


def drawn(heard: Sequence[Sequence[float]], moves: Sequence[Likely], chance: Chance) -> list[int]:
    """Return the state of every stretch.

    ``heard`` holds for every stretch the odds of each state; ``moves``, for every stretch
    but the first, those of coming to each state from every other one.
    """
    known = [_shared(heard[0])]
    for odds, into in zip(heard[1:], moves, strict=True):
        before = known[-1]
        reached = [sum(map(mul, before, row)) for row in into]
        known.append(_shared(list(map(mul, reached, odds))))
    states = range(len(heard[0]))
    path = [chance.weighted(states, known[-1])]
    for before, into in zip(reversed(known[:-1]), reversed(moves), strict=True):
        path.append(chance.weighted(states, list(map(mul, before, into[path[-1]]))))
    return path[::-1]


def likely(found: Iterable[float]) -> list[float]:
    """Return log-odds as odds, of which the best are 1."""
    odds = list(found)
    most = max(odds)
    return [max(exp(one - most), IMPOSSIBLE) for one in odds]


def _shared(odds: Sequence[float]) -> list[float]:
    whole = sum(odds)
    return [one / whole for one in odds]
