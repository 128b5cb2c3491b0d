"""Whatever is played is as loud as anything else, stands in a room, and about zero."""

import io
import wave
from functools import lru_cache
from typing import Final

import numpy as np
import pytest

from melodie.contract import InstrumentChoice
from service4_lilypond.instruments import INSTRUMENTS
from service4_lilypond.sound.audio import find_soundfont, played_wav, wav
from service4_lilypond.sound.filtering import Samples
from service4_lilypond.sound.levels import CEILING, TARGET, gain, whole_numbers
from service4_lilypond.sound.lufs import loudness, true_peak
from service4_lilypond.sound.performance import perform
from service4_lilypond.sound.room import room
from tests.builders import a_score, bar, note, rest

FONT: Final = find_soundfont(None)
AUDIBLE: Final = -45.0
"""LUFS: thirty below the rest, and well above a quiet living room's noise."""


def read(content: bytes) -> tuple[Samples, int]:
    with wave.open(io.BytesIO(content)) as file:
        whole = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return (whole.reshape(-1, 2).T / 32_768).astype(np.float32), file.getframerate()


@lru_cache
def heard(choice: InstrumentChoice) -> tuple[Samples, int]:
    """Return the lowest, the middle and the highest note, a second and a second of rest each."""
    lowest, highest = choice.lowest, choice.highest
    middle = "C4" if choice.lowest.key_number <= 60 <= choice.highest.key_number else "C3"
    notes = [note(str(lowest), "1/2"), note(middle, "1/2"), note(str(highest), "1/2")]
    bars = [bar(one, rest("1/2")) for one in notes]
    return read(wav(a_score(bars, instrument=choice.instrument), FONT, 0))


every_instrument = pytest.mark.parametrize("choice", INSTRUMENTS, ids=lambda choice: choice.id)


@every_instrument
def test_no_note_of_a_range_is_silent_and_none_swings_about_another_point(
    choice: InstrumentChoice,
) -> None:
    samples, rate = heard(choice)
    for second in range(0, 6, 2):
        tone = samples[:, second * rate : (second + 1) * rate]
        assert loudness([tone], rate) > AUDIBLE
        assert np.abs(tone.mean(axis=1)).max() < 0.002


@every_instrument
def test_every_file_is_as_loud_or_as_loud_as_its_peaks_allow(choice: InstrumentChoice) -> None:
    samples, rate = heard(choice)
    peak, loud = true_peak(samples), loudness([samples], rate)
    assert peak <= CEILING * 1.01
    # A block at the border of the gate may count before it is rounded, and not after.
    assert loud == pytest.approx(TARGET, abs=0.3) or peak == pytest.approx(CEILING, rel=0.01)


@every_instrument
def test_a_player_is_about_as_loud_with_every_instrument(choice: InstrumentChoice) -> None:
    tune = a_score(
        [bar(*(note(p, "1/8") for p in ("G4", "A4", "B4", "G4", "E4", "F4", "G4", "E4")))]
    )
    played = perform(tune, program=choice.instrument.program)
    samples, rate = read(played_wav(tune, played, FONT))
    assert loudness([samples], rate) == pytest.approx(TARGET, abs=4.5)


def test_a_room_is_heard_on_both_sides_and_is_soft() -> None:
    click = np.zeros((2, 44_100), np.float32)
    click[:, 1000] = 1
    left, right = np.concatenate(list(room(44_100).middle([click])), axis=1)
    assert left.shape == (44_100,)
    assert left[1000] == pytest.approx(1, abs=0.02)
    assert np.abs(left[:1000]).max() < 1e-5
    assert not np.allclose(left[2000:20_000], right[2000:20_000])
    reflected = (left[1200:] ** 2).sum()
    assert 0.005 < reflected < 0.1
    assert np.abs(left[20_000:]).max() < 0.01


def test_what_is_beside_the_middle_stays_there_and_an_offset_does_not() -> None:
    tones = np.zeros((2, 88_200), np.float32)
    tones[0, 500], tones[1, 500] = 1, -1
    left, right = np.concatenate(list(room(44_100).middle([tones])), axis=1)
    assert np.allclose(left, tones[0], atol=1e-5)
    assert np.allclose(right, tones[1], atol=1e-5)
    held = np.full((2, 88_200), 0.5, np.float32)
    for side in np.concatenate(list(room(44_100).middle([held])), axis=1):
        assert np.abs(side[44_100:]).max() < 1e-3


def test_blocks_of_any_size_sound_alike() -> None:
    noise = np.random.default_rng(1).standard_normal((2, 150_000)).astype(np.float32)
    whole = np.concatenate(list(room(44_100).middle([noise])), axis=1)
    parts = np.concatenate(list(room(44_100).middle(np.array_split(noise, 9, axis=1))), axis=1)
    assert np.allclose(whole, parts, atol=1e-4)


def test_gain_is_to_the_target_or_to_the_ceiling() -> None:
    assert gain(-26, 0.1) == pytest.approx(10 ** (10 / 20))
    assert gain(-26, 0.9) == pytest.approx(CEILING / 0.9)
    assert gain(-np.inf, 0) == 1


def test_samples_are_whole_numbers_and_what_is_too_loud_is_cut() -> None:
    block = np.array([[0.5, 2.0], [-0.5, -2.0]], np.float32)
    assert whole_numbers(block, 1).tolist() == [[16384, -16384], [32767, -32767]]
