"""How loud samples are to an ear, and how high their true peak is.

ITU-R BS.1770-5 (2023), "Algorithms to measure audio programme loudness and true-peak audio
level": loudness in LUFS, K-weighted and gated; the peak between samples.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from service4_lilypond.sound.filtering import Filter, Samples, frequencies, response

SILENT: Final = -70.0
"""LUFS below which a block does not count."""
BELOW: Final = 10.0
"""... and those that are so much softer than what counts."""
CALIBRATION: Final = -0.691
STEPS: Final = 10
"""Steps a second; four of them are a block."""
BLOCK: Final = 4

RESPONSE: Final = 0.2
"""Seconds of the weighting's impulse response; its high-pass has died away by then."""

Biquad = tuple[float, float, float, float, float]
SHELF: Final = (1681.974450955533, 3.999843853973347, 0.7071752369554196)
HIGH_PASS: Final = (38.13547087602444, 0.5003270373238773)
"""The two stages: hertz, decibels and quality; hertz and quality. From these come the standard's
own coefficients at 48 kHz, and those at any other rate."""

TAPS: Final = 12
OVERSAMPLED: Final = 4
LOUD: Final = 0.7
"""Of the highest sample: what is lower cannot have the true peak beside it."""
FRAME: Final = 256


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
    """Yield the power of both sides together, step by step."""
    length, left = rate // STEPS, np.zeros(0)
    for part in _weighting(rate).sides(blocks):
        power = np.concatenate([left, (part**2).sum(axis=0, dtype=np.float64)])
        whole = len(power) // length * length
        yield power[:whole].reshape(-1, length).mean(axis=1)
        left = power[whole:]


def true_peak(block: Samples) -> float:
    """Return the highest level between samples as well, 1 being full scale."""
    highest = float(np.abs(block).max(initial=0.0))
    found = highest
    for side in block:
        frames = np.unique(np.flatnonzero(np.abs(side) > LOUD * highest) // FRAME)
        padded = np.pad(side, (TAPS, TAPS + FRAME))
        for frame in frames:
            part = padded[frame * FRAME : (frame + 1) * FRAME + 2 * TAPS]
            found = max(
                found,
                *(float(np.abs(np.convolve(part, taps, "valid")).max()) for taps in _between()),
            )
    return found


def _lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(divide="ignore"):
        told: NDArray[np.float64] = CALIBRATION + 10 * np.log10(power)
    return told


@lru_cache(maxsize=1)
def _between() -> tuple[NDArray[np.float64], ...]:
    """Return what tells the level a quarter, a half and three quarters of a sample on."""
    places = np.arange(TAPS) - TAPS // 2 + 1
    return tuple(
        np.sinc(places - part / OVERSAMPLED)[::-1] * np.hanning(TAPS + 2)[1:-1] ** 0.5
        for part in range(1, OVERSAMPLED)
    )


@lru_cache(maxsize=4)
def _weighting(rate: int) -> Filter:
    at = np.exp(-2j * np.pi * frequencies(rate) / rate)
    gains = _gains(_shelf(rate), at) * _gains(_high_pass(rate), at)
    row = response(gains, round(RESPONSE * rate))
    return Filter(np.array([row, row], dtype=np.float32))


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
