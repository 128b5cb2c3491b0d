"""Every note of every instrument on offer sounds, and sounds in tune."""

from collections.abc import Iterable
from itertools import accumulate
from math import sqrt
from operator import mul
from statistics import median
from typing import Final, NamedTuple

import numpy as np
import pytest
import tinysoundfont

from melodie.contract import InstrumentChoice
from service4_lilypond.instruments import INSTRUMENTS
from service4_lilypond.sound.audio import find_soundfont
from service4_lilypond.sound.voices import BENT_CHANNELS, IN_TUNE, begin_note, sounding_keys, voices

FONT: Final = find_soundfont(None)
KEYBOARD: Final = range(21, 109)
"""A0 to C8: what a range may be chosen from."""

OUT_OF_TUNE: Final = tuple(step / 2 for step in range(-5, 6))
"""Semitones by which a note is tried to be explained; all but 0 are wrong."""

RATE: Final = 44_100
"""Samples a second where a few cents are told."""

LISTENED: Final = 0.05
"""Seconds of a tone; forty periods of a low one, which take longer."""

PERIODS: Final = 4
"""Of the sound, between what is compared: more would take two semitones for one period."""

FAINTEST: Final = 10 ** (-30 / 20)
"""-30 dB: a piano's highest notes have -25 of its middle ones."""

PROGRAMS: Final = {choice.instrument.program: choice for choice in INSTRUMENTS}
every_program = pytest.mark.parametrize("choice", PROGRAMS.values(), ids=lambda choice: choice.id)


class Heard(NamedTuple):
    loudness: float
    semitones_off: float


class Listener:
    """Plays an instrument tone by tone; loads the soundfont once an octave."""

    def __init__(self, program: int, keys: Iterable[int] = KEYBOARD) -> None:
        self._program = program
        self._voices = voices(FONT, program, keys)
        self._synths: dict[int, tinysoundfont.Synth] = {}

    def hear(self, key: int) -> Heard:
        """Listen to a tone for a little, after its attack."""
        hertz = 440 * 2 ** ((key - 69) / 12)
        rate = round(max(22_050, 50 * 440 * 2 ** (key // 12 - 4)))
        synth, voice = self._synth(rate), self._voices[key]
        begin_note(synth, voice)
        attack = synth.generate(rate // 5).cast("B").cast("f")
        tone = (
            synth.generate(round(rate * max(LISTENED, 40 / hertz)))
            .cast("B")
            .cast("f")[::2]
            .tolist()
        )
        synth.sounds_off()
        synth.generate(rate // 10)
        return Heard(max(map(abs, attack)), tuning(tone, rate / hertz))

    def _synth(self, rate: int) -> tinysoundfont.Synth:
        if rate not in self._synths:
            synth = tinysoundfont.Synth(samplerate=rate)
            loaded = synth.sfload(str(FONT))
            for channel in (0, *BENT_CHANNELS):
                synth.program_select(channel, loaded, 0, self._program)
            self._synths[rate] = synth
        return self._synths[rate]


def tuning(tone: list[float], period: float) -> float:
    """Return the semitones off at which the tone is most like itself a few periods later."""
    middle = sum(tone) / len(tone)
    swing = [sample - middle for sample in tone]
    energy = [0.0, *accumulate(map(mul, swing, swing))]

    def alike(semitones: float) -> float:
        lag = round(PERIODS * period / 2 ** (semitones / 12))
        count = len(swing) - lag
        both = energy[count] * (energy[-1] - energy[lag])
        return sum(map(mul, swing, swing[lag:])) / sqrt(both) if both else 0.0

    return max(OUT_OF_TUNE, key=alike)


@every_program
def test_every_key_of_a_piano_sounds_in_tune_on_every_instrument(choice: InstrumentChoice) -> None:
    listener = Listener(choice.instrument.program)
    heard = {key: listener.hear(key) for key in KEYBOARD}
    comfortable = range(choice.lowest.key_number, choice.highest.key_number + 1)
    usual = median(heard[key].loudness for key in comfortable)
    faint = [key for key in KEYBOARD if heard[key].loudness < FAINTEST * usual]
    off = [key for key in KEYBOARD if abs(heard[key].semitones_off) >= 1]
    assert (faint, off) == ([], [])
    assert [key for key in comfortable if abs(heard[key].semitones_off) > 0.5] == []


@every_program
def test_what_is_bent_is_what_the_soundfont_lacks(choice: InstrumentChoice) -> None:
    # Which keys those are differs between Debian's copy of the font and the Python package's.
    program = choice.instrument.program
    played = voices(FONT, program, KEYBOARD)
    lent = {key for key, voice in played.items() if voice.struck != key}
    assert lent == set(KEYBOARD) - set(sounding_keys(FONT, program))
    assert all(played[key].struck not in lent for key in KEYBOARD)
    for voice in played.values():
        assert (voice.channel in BENT_CHANNELS) is (voice.semitones != 0)


@every_program
def test_no_note_of_a_range_is_a_tenth_of_a_semitone_flat_or_sharp(
    choice: InstrumentChoice,
) -> None:
    program = choice.instrument.program
    keys = range(choice.lowest.key_number, choice.highest.key_number + 1)
    synth = tinysoundfont.Synth(samplerate=RATE)
    loaded = synth.sfload(str(FONT))
    off = {}
    for key, voice in voices(FONT, program, keys).items():
        synth.program_select(voice.channel, loaded, 0, program)
        begin_note(synth, voice)
        tone = np.frombuffer(synth.generate(RATE), np.float32)[RATE // 5 :: 2]
        synth.sounds_off()
        synth.generate(RATE // 10)
        off[key] = cents(tone, 440 * 2 ** ((key - 69) / 12))
    assert {key: found for key, found in off.items() if abs(found) >= 10} == {}


def cents(tone: np.ndarray, hertz: float) -> float:
    """Return how far the strongest partials are from those of a tone of so many ``hertz``."""
    count = 1 << 18
    spectrum = np.log(np.abs(np.fft.rfft((tone - tone.mean()) * np.hanning(len(tone)), count)))
    found = []
    for partial in (1, 2, 3, 4):
        low, high = (round(hertz * partial * 2**side * count / RATE) for side in (-0.05, 0.05))
        top = low + int(spectrum[low:high].argmax())
        before, at, after = spectrum[top - 1 : top + 2]
        exact = top + (before - after) / (2 * (before - 2 * at + after))
        found.append((at, 1200 * np.log2(exact * RATE / count / (hertz * partial))))
    strongest = sorted(found, reverse=True)[:2]
    return float(np.mean([off for _, off in strongest]))


def test_nearby_keys_are_bent_on_channels_of_their_own() -> None:
    low_oboe = voices(FONT, 68, range(21, 36))
    assert {voice.struck for voice in low_oboe.values()} == {36}
    for key in range(21, 35):
        assert low_oboe[key].channel != low_oboe[key + 1].channel


@pytest.mark.parametrize(("program", "key"), [(57, 96), (57, 108)])
def test_the_keys_said_to_be_out_of_tune_are(
    program: int, key: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sounding_keys.cache_clear()
    monkeypatch.delitem(IN_TUNE, program)
    assert Listener(program, [key]).hear(key).semitones_off <= -1
    sounding_keys.cache_clear()
