"""Random choices drawn from a seed: the same on every machine, one named stream for each use."""

from bisect import bisect_right
from collections.abc import Sequence
from hashlib import blake2b
from itertools import accumulate
from statistics import NormalDist
from struct import Struct
from typing import Final, TypeVar

T = TypeVar("T")

WORDS: Final = Struct("<8Q")
"""What one digest holds: eight whole numbers of 64 bits."""
SHIFT: Final = 11
UNIT: Final = 2.0**-53
"""A number of 64 bits, shifted, times this lies from 0 to 1, and every such float is exact."""
NORMAL: Final = NormalDist()
TAIL: Final = 3.2e-5
"""The probability of a draw beyond four standard deviations."""


class Chance:
    """The stream ``name`` of a seed; the same on every machine, and unlike all other names'.

    Its numbers are digests (BLAKE2b, Aumasson and others 2013) of the name, the seed and
    a counter: no state has to be set up, which a melody of a hundred streams would feel.
    """

    def __init__(self, name: str, seed: int) -> None:
        self._key, self._count = f"{name} {seed} ", 0
        self._words: list[int] = []

    def uniform(self) -> float:
        """Draw a number from 0, included, to 1, all alike."""
        if not self._words:
            digest = blake2b(f"{self._key}{self._count}".encode()).digest()
            self._words.extend(WORDS.unpack(digest))
            self._count += 1
        return (self._words.pop() >> SHIFT) * UNIT

    def happens(self, probability: float) -> bool:
        """Return True with ``probability``, from 0 to 1."""
        return self.uniform() < probability

    def one_of(self, options: Sequence[T]) -> T:
        """Return one of ``options``, each with the same probability."""
        return options[int(self.uniform() * len(options))]

    def weighted(self, options: Sequence[T], weights: Sequence[float]) -> T:
        """Return one of ``options`` with odds ``weights``, whose sum is above 0."""
        sums = list(accumulate(weights))
        reached = bisect_right(sums, self.uniform() * sums[-1])
        return options[min(reached, len(options) - 1)]

    def normal(self) -> float:
        """Return a draw from the standard normal distribution, at most four deviations away."""
        return NORMAL.inv_cdf(min(max(self.uniform(), TAIL), 1 - TAIL))
