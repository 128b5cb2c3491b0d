"""Sound without an offset: samples of some instruments swing about a point far off zero.

Such an offset is not heard, but takes a loudspeaker's room and clicks where a
note begins. What is taken out is slower than anything that sounds.
"""

from array import array
from collections.abc import Iterable, Iterator
from math import exp, tau
from typing import Final, NamedTuple

WINDOW: Final = 32
"""Samples from which the same offset is taken: filtering each would take several times as long."""

SLOWEST: Final = 3.0
"""Hertz: what is slower goes. A piano's lowest note has 27.5."""


class Survey(NamedTuple):
    """How far samples swing without their offset, and how far that leads off zero."""

    peak: float
    offset: float


class OffsetFilter:
    """Finds the offset of samples that come in blocks, ``rate`` of them a second."""

    def __init__(self, rate: int) -> None:
        self._weight = 1 - exp(-tau * SLOWEST * WINDOW / rate)
        self._smooth = 0.0
        self._offset = 0.0

    def survey(self, blocks: Iterable[memoryview]) -> Survey:
        """Look at all samples, and change none."""
        peak = furthest = 0.0
        for block in blocks:
            for window, offset in self._windows(block):
                peak = max(peak, max(window) - offset, offset - min(window))
                furthest = max(furthest, abs(offset))
        return Survey(peak, furthest)

    def centred(self, block: memoryview) -> "array[int]":
        """Return the next block without its offset, as whole numbers."""
        centred = array("h")
        for window, offset in self._windows(block):
            centred.extend([int(sample - offset) for sample in window])
        return centred

    def _windows(self, block: memoryview) -> Iterator[tuple[memoryview, float]]:
        for begin in range(0, len(block), WINDOW):
            window = block[begin : begin + WINDOW]
            # Twice, or a low note would leave steps between the windows.
            self._smooth += self._weight * (sum(window) / len(window) - self._smooth)
            self._offset += self._weight * (self._smooth - self._offset)
            yield window, self._offset
