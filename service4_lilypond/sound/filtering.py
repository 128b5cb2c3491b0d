"""Filters as impulse responses, laid over blocks of samples that follow each other."""

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""Two rows, left and right; 1 is full scale."""

FFT: Final = 1 << 17
"""Samples that are transformed at once."""


class Filter:
    """Lays impulse responses, one for each side, over samples that come in blocks.

    ``responses`` has two rows of fewer than ``FFT`` samples.
    """

    def __init__(self, responses: Samples) -> None:
        self._length = responses.shape[1]
        self._spectra = np.fft.rfft(responses, FFT)

    def middle(self, blocks: Iterable[Samples]) -> Iterator[Samples]:
        """Yield as many samples as come; the middle is filtered, what is beside it is not."""
        ringing = np.zeros((2, self._length - 1), np.float32)
        for part in self._gathered(blocks):
            left, right = part
            over = self._filtered((left + right) / 2)  # quicker than a mean of two rows
            beside = (left - right) / 2
            over[0, : len(beside)] += beside
            over[1, : len(beside)] -= beside
            ringing = _added(over, ringing, part.shape[1])
            yield over[:, : part.shape[1]]

    def _gathered(self, blocks: Iterable[Samples]) -> Iterator[Samples]:
        """Yield the same samples in as few parts as can be: each costs as much as a full one."""
        size = FFT - self._length + 1
        waiting: list[Samples] = []
        for block in blocks:
            waiting.append(block)
            if sum(part.shape[1] for part in waiting) >= size:
                together = np.concatenate(waiting, axis=1)
                whole = together.shape[1] // size * size
                yield from (together[:, at : at + size] for at in range(0, whole, size))
                waiting = [together[:, whole:]]
        if any(part.shape[1] for part in waiting):
            yield np.concatenate(waiting, axis=1)

    def _filtered(self, part: Samples) -> Samples:
        over = np.fft.irfft(np.fft.rfft(part, FFT) * self._spectra, FFT)
        return over.astype(np.float32, copy=False)


def _added(over: Samples, ringing: Samples, count: int) -> Samples:
    """Add what rings on from before, and return what rings on after ``count`` samples."""
    over[:, : ringing.shape[1]] += ringing
    return over[:, count : count + ringing.shape[1]].copy()


def response(gains: NDArray[np.complex128], length: int) -> NDArray[np.float64]:
    """Return the first ``length`` samples of what has such gains, from 0 Hz to half the rate."""
    whole: NDArray[np.float64] = np.fft.irfft(gains)
    return whole[:length]


def frequencies(rate: int, count: int = 1 << 17) -> NDArray[np.float64]:
    """Return the frequencies in hertz that ``count`` real samples are made of."""
    return np.linspace(0.0, rate / 2, count // 2 + 1, dtype=np.float64)
