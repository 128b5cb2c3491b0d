"""A small room about an instrument, and nothing below what can be heard."""

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from service4_lilypond.sound.filtering import Filter, frequencies, response

LOWEST: Final = 20.0
"""Hertz below which all is removed: samples of instruments can swing about another point than 0."""

SECONDS: Final = 0.55
DECAY: Final = 0.7
"""Seconds in which the room dies away by 60 dB: a living room's, or a small studio's."""

DELAY: Final = 0.012
"""Seconds to the first reflection, from walls two metres away."""

WET: Final = 10 ** (-15 / 20)
"""The room's part of the energy, as a factor of amplitude."""

DULL: Final = 4_000.0
"""Hertz from which on walls swallow what they reflect."""

SEED: Final = 2020


@lru_cache(maxsize=4)
def room(rate: int) -> Filter:
    """Return the room as a filter of samples, ``rate`` of them a second."""
    length = round(SECONDS * rate)
    high = _high_pass(rate)
    straight = response(high, length)
    rows = [straight + WET * reflected for reflected in _reflections(rate, length, high)]
    # What was cut off at the end must not leave an offset.
    rows = [row - row.mean() for row in rows]
    return Filter(np.array(rows, dtype=np.float32))


def _high_pass(rate: int) -> NDArray[np.complex128]:
    """Return the gains of a Butterworth filter of the second order."""
    s = 1j * frequencies(rate) / LOWEST
    gains: NDArray[np.complex128] = s**2 / (s**2 + np.sqrt(2) * s + 1)
    return gains


def _reflections(rate: int, length: int, high: NDArray[np.complex128]) -> NDArray[np.float64]:
    """Return what comes back from the walls on either side, with the energy of one sample."""
    late = np.arange(length) - DELAY * rate
    fading = np.where(late >= 0, 10 ** (-3 * late / (DECAY * rate)), 0)
    noise = np.random.default_rng(SEED).standard_normal((2, length)) * fading
    dull = 1 / (1 + 1j * frequencies(rate) / DULL)
    count = 2 * (len(high) - 1)
    heard = np.fft.irfft(np.fft.rfft(noise, count) * dull * high)[:, :length]
    made: NDArray[np.float64] = heard / np.sqrt((heard**2).sum(axis=1, keepdims=True))
    return made
