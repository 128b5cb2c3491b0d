"""How loud samples are to an ear, and how high their true peak is.

ITU-R BS.1770-5 (2023), "Algorithms to measure audio programme loudness and true-peak audio
level": loudness in LUFS, K-weighted and gated; the peak between samples.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from service4_lilypond.sound.filtering import Samples

SILENT: Final = -70.0
"""LUFS below which a block does not count."""
BELOW: Final = 10.0
"""... and those that are so much softer than what counts."""
CALIBRATION: Final = -0.691
STEPS: Final = 10
"""Steps a second; four of them are a block."""
BLOCK: Final = 4

Biquad = tuple[float, float, float, float, float]
SHELF: Final = (1681.974450955533, 3.999843853973347, 0.7071752369554196)
HIGH_PASS: Final = (38.13547087602444, 0.5003270373238773)
"""The two stages: hertz, decibels and quality; hertz and quality. From these come the standard's
own coefficients at 48 kHz, and those at any other rate."""

TAPS: Final = 12
BEFORE: Final = TAPS // 2 - 1
"""Samples on which the level between two depends: so many before the first of them."""
OVERSAMPLED: Final = 4
LOUD: Final = 0.7
"""Of the highest sample: what is lower cannot have the true peak beside it."""


def loudness(blocks: Iterable[Samples], rate: int) -> float:
    """Return the integrated loudness in LUFS; minus infinity for silence."""
    steps = np.concatenate([*_steps(blocks, rate), np.zeros(0)])
    steps = np.pad(steps, (0, max(0, BLOCK - len(steps))))
    powers = np.convolve(steps, np.full(BLOCK, 1 / BLOCK), mode="valid")
    heard = powers[_lufs(powers) > SILENT]
    if not len(heard):
        return -np.inf
    return float(_lufs(heard[_lufs(heard) > _lufs(heard.mean()) - BELOW].mean()))


def _steps(blocks: Iterable[Samples], rate: int) -> Iterator[NDArray[np.float64]]:
    """Yield the power of both sides together, step by step.

    It is summed over the spectrum of each step, where weighting is a factor. What rings of
    the filters from one step into the next is thereby left out, which is no hundredth of a LU
    in music.
    """
    length = rate // STEPS
    left = np.zeros((2, 0), np.float32)
    for block in blocks:
        joined = np.concatenate([left, block], axis=1)
        whole = joined.shape[1] // length * length
        spectra = np.fft.rfft(joined[:, :whole].reshape(2, -1, length))
        powers = (spectra.real**2 + spectra.imag**2).sum(axis=0)
        yield (powers * _weighting(rate)).sum(axis=1, dtype=np.float64)
        left = joined[:, whole:]


def true_peak(block: Samples) -> float:
    """Return the highest level between samples as well, 1 being full scale."""
    highest = peak(block)
    found = highest
    for side in block:
        loud = np.flatnonzero(np.abs(side) > LOUD * highest)
        gaps = np.unique(np.concatenate([loud, loud + 1]))  # before it and behind it
        about = sliding_window_view(np.pad(side, (BEFORE + 1, TAPS)), TAPS)[gaps]
        between = np.einsum("ij,jk->ik", about, _between())
        found = max(found, peak(between))
    return found


def peak(values: NDArray[np.float32]) -> float:
    """Return the highest of ``values``, whatever their sign; 0 where there are none."""
    return float(max(values.max(initial=0.0), -values.min(initial=0.0)))


def _lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(divide="ignore"):
        told: NDArray[np.float64] = CALIBRATION + 10 * np.log10(power)
    return told


@lru_cache(maxsize=1)
def _between() -> NDArray[np.float32]:
    """Return what tells the level a quarter, a half and three quarters of a sample on."""
    places = np.arange(TAPS) - BEFORE
    window = np.hanning(TAPS + 2)[1:-1] ** 0.5
    parts = [np.sinc(places - part / OVERSAMPLED) * window for part in range(1, OVERSAMPLED)]
    return np.stack(parts, axis=1).astype(np.float32)


@lru_cache(maxsize=4)
def _weighting(rate: int) -> NDArray[np.float32]:
    """Return what each part of a step's spectrum adds to its power."""
    length = rate // STEPS
    hertz = np.fft.rfftfreq(length, 1 / rate)
    at = np.exp(-2j * np.pi * hertz / rate)
    gains = _gains(_shelf(rate), at) * _gains(_high_pass(rate), at)
    twice = np.where((hertz > 0) & (hertz < rate / 2), 2, 1)  # as at the frequency below 0
    weights: NDArray[np.float64] = twice * np.abs(gains) ** 2 / length**2
    return weights.astype(np.float32)


def _gains(stage: Biquad, at: NDArray[np.complex128]) -> NDArray[np.complex128]:
    b0, b1, b2, a1, a2 = stage
    gains: NDArray[np.complex128] = (b0 + b1 * at + b2 * at**2) / (1 + a1 * at + a2 * at**2)
    return gains


def _shelf(rate: int) -> Biquad:
    hertz, decibels, quality = SHELF
    k = np.tan(np.pi * hertz / rate)
    high = 10 ** (decibels / 20)
    band = high**0.4996667741545416
    whole = 1 + k / quality + k * k
    return (
        (high + band * k / quality + k * k) / whole,
        2 * (k * k - high) / whole,
        (high - band * k / quality + k * k) / whole,
        2 * (k * k - 1) / whole,
        (1 - k / quality + k * k) / whole,
    )


def _high_pass(rate: int) -> Biquad:
    hertz, quality = HIGH_PASS
    k = np.tan(np.pi * hertz / rate)
    whole = 1 + k / quality + k * k
    return 1.0, -2.0, 1.0, 2 * (k * k - 1) / whole, (1 - k / quality + k * k) / whole
