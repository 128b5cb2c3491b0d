"""All the randomness of a melody, drawn from its seed: one stream for every service."""

from collections.abc import Sequence
from itertools import accumulate
from random import Random
from statistics import NormalDist
from typing import Final, TypeVar

T = TypeVar("T")

TAIL: Final = 3.2e-5
"""What lies beyond four standard deviations."""


class Chance:
    """The stream ``name`` of a seed; the same on every machine, and unlike all other names'.

    Only ``Random.random`` is called: Python promises its stream to stay as it
    is, which it does not for ``choice``, ``shuffle`` and the like.
    """

    def __init__(self, name: str, seed: int) -> None:
        self._draw = Random(f"{name} {seed}").random  # noqa: S311 - music, not secrets

    def happens(self, probability: float) -> bool:
        """Say yes with ``probability`` from 0 to 1."""
        return self._draw() < probability

    def one_of(self, options: Sequence[T]) -> T:
        """Pick any of ``options``, all alike."""
        return options[int(self._draw() * len(options))]

    def weighted(self, options: Sequence[T], weights: Sequence[float]) -> T:
        """Pick one of ``options`` with odds ``weights``, whose sum is above 0."""
        sums = list(accumulate(weights))
        mark = self._draw() * sums[-1]
        return next(
            (option for option, reached in zip(options, sums, strict=True) if mark < reached),
            options[-1],
        )

    def normal(self) -> float:
        """Draw from the standard normal distribution, at most four deviations away."""
        return NormalDist().inv_cdf(min(max(self._draw(), TAIL), 1 - TAIL))
