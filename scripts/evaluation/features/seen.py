"""A melody in the arrays that every aspect is measured from."""

from functools import cached_property
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scripts.evaluation.tunes import BARS, Tune

Array: TypeAlias = NDArray[Any]
Portrait: TypeAlias = dict[str, Array]
"""Feature -> its values: one number, or a histogram."""

TRIAD: Final = (0, 3, 4, 7)


class Seen:
    """Arrays with an entry per note; times in ticks, pitches in semitones above the tonic."""

    def __init__(self, tune: Tune) -> None:
        notes = np.array(tune.measured)
        self.onset, self.length, self.pitch = notes[:, 0], notes[:, 1], notes[:, 2]
        self.bar_length, self.beat_length = tune.form.bar, tune.form.beat
        self.bar = self.onset // self.bar_length
        self.place = self.onset % self.bar_length
        self.degree = self.pitch % 12
        self.interval = np.diff(self.pitch)
        self.until_next = np.diff(self.onset)

    @property
    def end(self) -> int:
        """Where the last note is over."""
        return int(self.onset[-1] + self.length[-1])

    @property
    def beats(self) -> Array:
        """Where every beat begins."""
        return np.arange(0, BARS * self.bar_length, self.beat_length)

    @cached_property
    def of_triad(self) -> Array:
        """Which notes belong to the triad of the tonic, major or minor."""
        return np.isin(self.degree, TRIAD)

    def bars(self, *arrays: Array) -> list[tuple[tuple[int, ...], ...]]:
        """Return the bars, each as rows of what ``arrays`` hold of its notes."""
        rows = np.stack(arrays, axis=1)
        return [tuple(map(tuple, rows[self.bar == bar].tolist())) for bar in range(BARS)]


def portrait(**values: ArrayLike) -> Portrait:
    """Put features together."""
    return {name: np.atleast_1d(np.asarray(value, float)) for name, value in values.items()}


def entropy(counts: Array) -> float:
    """Return the entropy of counts in bits."""
    shares = counts[counts > 0] / counts.sum()
    return float(-(shares * np.log2(shares)).sum())


def pairs(first: Array, second: Array, size: int) -> Array:
    """Count how often each value of ``first`` stands beside each of ``second``."""
    table = np.zeros((size, size))
    np.add.at(table, (first, second), 1)
    return table.ravel()


def share_of(chosen: Array, otherwise: float = 0.0) -> float:
    """Return the share of what is true, or ``otherwise`` where there is nothing."""
    return float(chosen.mean()) if len(chosen) else otherwise
