"""The last resort: contours of any number of notes, made by weights of single steps."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

WeighedContour = tuple[float, tuple[int, ...]]

MOVES: Final[Mapping[int, float]] = {0: -2.2, -1: -1.0, 1: -1.1, -2: -2.6, 2: -2.7}
"""Log-weight of a move inside a cell, in steps: mostly stepwise."""
SAME_WAY: Final = 0.7
"""What is added where a step goes on the way that the one before it went."""
WIDEST_CONTOUR: Final = 5
"""Steps between the lowest note and the highest, at most."""
KEPT: Final = 12


@lru_cache(maxsize=128)
def stepwise(notes: int) -> list[WeighedContour]:
    """Return contours of so many notes with their log-weights, the likeliest first."""
    begun: list[WeighedContour] = [(0.0, (0,))]
    for _ in range(notes - 1):
        longer = [
            (weight + _weight(contour, move), (*contour, contour[-1] + move))
            for weight, contour in begun
            for move in MOVES
        ]
        fitting = [one for one in longer if max(one[1]) - min(one[1]) <= WIDEST_CONTOUR]
        begun = sorted(fitting, key=lambda one: (-one[0], one[1]))[:KEPT]
    return begun


def _weight(contour: tuple[int, ...], move: int) -> float:
    onward = len(contour) > 1 and move != 0 and move == contour[-1] - contour[-2]
    return MOVES[move] + SAME_WAY * onward
