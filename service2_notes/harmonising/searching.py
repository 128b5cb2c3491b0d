"""The most likely way through a model, by dynamic programming (Viterbi, 1967)."""

from collections.abc import Sequence
from operator import add

from service2_notes.harmonising.modelling import Odds


def most_likely(heard: Sequence[Sequence[float]], moves: Sequence[Sequence[Odds]]) -> list[int]:
    """Return the state of every stretch.

    ``heard`` holds for every stretch the log-odds of each state; ``moves``, for every
    stretch but the first, those of coming to each state from every other one.
    """
    reached, came = list(heard[0]), []
    for odds, into in zip(heard[1:], moves, strict=True):
        ways = [list(map(add, reached, row)) for row in into]
        best = [max(way) for way in ways]
        came.append([way.index(most) for way, most in zip(ways, best, strict=True)])
        reached = list(map(add, best, odds))
    state = reached.index(max(reached))
    path = [state]
    for before in reversed(came):
        state = before[state]
        path.append(state)
    return path[::-1]
