"""How much louder what is played is made, so that everything is as loud as everything else."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import tinysoundfont
from numpy.typing import NDArray

from service4_lilypond.sound.filtering import Samples
from service4_lilypond.sound.fonts import add_font
from service4_lilypond.sound.lufs import LOUD, loudness, peak, true_peak
from service4_lilypond.sound.voices import begin_note, voices

TARGET: Final = -16.0
"""LUFS, as is usual for what is listened to on phones and computers (AES TD1008, 2021)."""

CEILING: Final = 10 ** (-1 / 20)
"""The true peak that is never gone beyond: -1 dBTP."""

FULL_SCALE: Final = 32_767

PROBED: Final = range(43, 86, 3)
"""The keys that an instrument's loudness is told by."""
RATE: Final = 44_100
PROBED_SECONDS: Final = 0.35
"""As long as a note of a tune; what dies away of it sounds into the next."""
HEADROOM: Final = 10 ** (4 / 20)
"""A note of an expressive melody is so much louder than one that is struck as usual."""


def gain(loud: float, highest: float) -> float:
    """Return the factor that makes sound of ``loud`` LUFS and such a true peak as loud as any."""
    if not highest:
        return 1.0
    return float(min(10 ** ((TARGET - loud) / 20), CEILING / highest))


def measured(blocks: Iterable[Samples], rate: int) -> tuple[float, float]:
    """Return loudness in LUFS and true peak of samples that come in blocks."""
    highest = 0.0

    def seen() -> Iterator[Samples]:
        nonlocal highest
        for block in blocks:
            if peak(block) > LOUD * highest:
                highest = max(highest, true_peak(block))
            yield block

    loud = loudness(seen(), rate)
    return loud, highest


@lru_cache(maxsize=128)
def instruments_gain(font: Path, program: int) -> float:
    """Return what a player makes an instrument louder by, whatever it plays."""
    synth = tinysoundfont.Synth(samplerate=RATE)
    loaded = add_font(synth, font)
    heard = []
    for voice in voices(font, program, PROBED).values():
        synth.program_select(voice.channel, loaded, 0, program)
        begin_note(synth, voice)
        heard.append(sides(synth, round(RATE * PROBED_SECONDS)))
        synth.noteoff(voice.channel, voice.struck)
    whole = np.concatenate(heard, axis=1)
    whole -= whole.mean()
    return gain(loudness([whole], RATE), peak(whole) * HEADROOM)


def sides(synth: tinysoundfont.Synth, count: int) -> Samples:
    """Return the next ``count`` samples of a synthesizer."""
    return np.frombuffer(synth.generate(count), np.float32).reshape(-1, 2).T


def whole_numbers(block: Samples, level: float) -> NDArray[np.int16]:
    """Return samples as they stand in a file, left and right by turns; what is too loud is cut."""
    scaled = block.T * np.float32(level * FULL_SCALE)
    np.rint(scaled, out=scaled)
    np.clip(scaled, -FULL_SCALE, FULL_SCALE, out=scaled)
    return scaled.astype("<i2")
