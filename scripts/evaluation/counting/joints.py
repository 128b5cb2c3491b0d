"""Moves over the barline."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from scripts.evaluation.corpora import Piece
from scripts.evaluation.counting.bars import bars
from scripts.evaluation.counting.words import strains

WIDEST: Final = 7
"""Steps of the widest move that is counted."""
INSIDE, BETWEEN, HALVES = range(3)
"""Inside a pair of bars, between pairs, and between phrases of four."""


def joints(found: Iterable[Piece]) -> list[list[int]]:
    """Count the moves of -7 to 7 steps from the last note of a bar to the first of the next."""
    counts: Counter[tuple[int, int]] = Counter()
    for strain in (strain for piece in found for strain in strains(piece)):
        for number, (before, after) in enumerate(pairwise(bars(strain, even=False)), start=1):
            if before is not None and after is not None:
                counts[_kind(number), after.first - before.last] += 1
    moves = range(-WIDEST, WIDEST + 1)
    return [[counts[kind, move] for move in moves] for kind in (INSIDE, BETWEEN, HALVES)]


def _kind(number: int) -> int:
    """Return which joint leads into bar ``number``, counted from 0."""
    return HALVES if number % 4 == 0 else BETWEEN if number % 2 == 0 else INSIDE
