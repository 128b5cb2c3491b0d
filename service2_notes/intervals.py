"""Which moves in a scale are hard to sing: augmented ones above all, then tritones."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from melodie.interval import Interval
from service2_notes.parents import Parent

SEVEN: Final = 7
FOURTH: Final = 3
FIFTH: Final = 4
SIXTH: Final = 5
OCTAVE: Final = 7
"""Intervals in steps of a scale of seven."""
SEVENTH_DEGREE: Final = 6
"""The seventh degree of a scale of seven, the tonic being 0."""
OUTLINES: Final = frozenset({6, 8, 9})
"""Sizes of sevenths and ninths, which two moves the same way should not outline."""
MOST_EQUAL: Final = 3
"""Equal notes in a row, at most."""
AUGMENTED: Final = -9.0
AUGMENTED_SECOND: Final = -1.2
TRITONE: Final = -1.6
TRITONE_SEMITONES: Final = 6
REACH: Final = 12
"""Moves that are weighed, in steps either way."""

Costs = tuple[tuple[float, ...], ...]
"""Degree left -> the costs of the moves from ``-REACH`` to ``REACH`` steps."""


@cache
def costs(parent: Parent) -> Costs:
    """Return what each move from each degree costs, 0 for those that are no trouble."""
    moves = range(-REACH, REACH + 1)
    return tuple(
        tuple(_cost(parent, degree, move) for move in moves) for degree in range(parent.size)
    )


def _cost(parent: Parent, degree: int, move: int) -> float:
    if parent.size != SEVEN or abs(move) < 1:
        return 0.0  # where letters are left out or doubled, spelling says little
    semitones = abs(parent.height(degree + move) - parent.height(degree))
    if Interval(abs(move), semitones).excess > 0:
        return AUGMENTED if abs(move) > 1 else AUGMENTED_SECOND
    return TRITONE if semitones % 12 == TRITONE_SEMITONES and abs(move) > 2 else 0.0


def line_cost(costs_: Costs, start: int, contour: Sequence[int]) -> float:
    """Sum what the moves of a contour cost that begins on degree ``start``."""
    size, before, total = len(costs_), contour[0], 0.0
    for note in contour[1:]:
        move = note - before
        if move:
            far = max(-REACH, min(REACH, move))
            total += costs_[(start + before) % size][far + REACH]
        before = note
    return total
