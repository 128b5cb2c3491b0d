"""Loudness and true peak are what the standards say of signals that they describe."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service4_lilypond.sound.filtering import Samples
from service4_lilypond.sound.lufs import loudness, true_peak

RATE = 48_000


def tone(hertz: float, seconds: float, left: float, right: float, phase: float = 0.0) -> Samples:
    """Return a sine whose sides have these levels in dBFS."""
    time = np.arange(round(seconds * RATE)) / RATE
    wave = np.sin(2 * np.pi * hertz * time + phase)
    return np.array([10 ** (left / 20) * wave, 10 ** (right / 20) * wave], np.float32)


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000])
def test_a_sine_of_997_hertz_on_one_side_has_three_less_than_its_level(rate: int) -> None:
    """ITU-R BS.1770-5, annex 1: 0 dBFS in one channel is -3.01 LKFS."""
    time = np.arange(5 * rate) / rate
    sine = np.sin(2 * np.pi * 997 * time)
    assert loudness([np.array([sine, 0 * sine], np.float32)], rate) == pytest.approx(-3.01, abs=0.1)


def test_a_sine_on_both_sides_has_its_level_in_whatever_blocks_it_comes() -> None:
    """EBU Tech 3341, case 1."""
    whole = tone(1000, 20, -23, -23)
    assert loudness([whole], RATE) == pytest.approx(-23, abs=0.1)
    parts = np.array_split(whole, 77, axis=1)
    assert loudness(parts, RATE) == pytest.approx(loudness([whole], RATE), abs=1e-3)


def test_what_is_soft_or_silent_beside_the_rest_does_not_count() -> None:
    """EBU Tech 3341, cases 3 and 4."""
    loud = [
        tone(1000, seconds, level, level) for seconds, level in ((10, -36), (60, -23), (10, -36))
    ]
    assert loudness(loud, RATE) == pytest.approx(-23, abs=0.1)
    silent = [tone(1000, 10, -72, -72), *loud, tone(1000, 10, -72, -72)]
    assert loudness(silent, RATE) == pytest.approx(-23, abs=0.1)


def test_low_tones_are_less_loud_and_high_ones_louder() -> None:
    low, middle, high = (loudness([tone(hz, 3, -20, -20)], RATE) for hz in (40, 1000, 6000))
    assert low < middle - 4
    assert middle + 2 < high < middle + 4.5


@pytest.mark.parametrize("samples", [0, 100, RATE])
def test_silence_has_no_loudness(samples: int) -> None:
    assert loudness([np.zeros((2, samples), np.float32)], RATE) == -np.inf


@given(st.integers(0, 2**32 - 1))
def test_a_peak_is_the_same_backwards(seed: int) -> None:
    noise = np.random.default_rng(seed).normal(size=(2, 200)).astype(np.float32)
    assert true_peak(noise) == pytest.approx(true_peak(noise[:, ::-1]), rel=1e-3)


@pytest.mark.parametrize("part", [0.25, 0.5, 0.75])
def test_a_pulse_between_samples_has_its_level_on_whichever_side(part: float) -> None:
    pulse = np.sinc(np.arange(60) - 30 - part).astype(np.float32)
    assert true_peak(np.array([pulse, 0 * pulse])) == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize(("hertz", "degrees"), [(1000, 0), (12_000, 45), (6000, 60), (9600, 0)])
def test_a_peak_between_samples_is_found(hertz: float, degrees: float) -> None:
    """EBU Tech 3341, cases 15 to 18: within 0.2 dB above and 0.4 dB below."""
    fade = np.minimum(1, np.arange(RATE) / 1000)
    sine = tone(hertz, 1, -6, -60, np.radians(degrees)) * (fade * fade[::-1]).astype(np.float32)
    assert -6.4 <= 20 * np.log10(true_peak(sine)) <= -5.8
    assert true_peak(np.zeros((2, 0), np.float32)) == 0
