"""How a soundfont plays each key of an instrument, where it has no sample of its own for it.

The usual soundfont leaves out much above and below an instrument's range, and the
Python package's copy of it the alto saxophone's E4; a few samples are far out of tune. Such
a key is played by the nearest good one, bent. A few others are a little out of tune, and
bent to what they should be.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import tinysoundfont

from service4_lilypond.sound.fonts import USUAL, add_font
from service4_lilypond.sound.velocities import STRUCK

PROBE_RATE: Final = 8_000
PROBE_SAMPLES: Final = 2_000
"""A quarter of a second: by then every instrument sounds, if it does at all."""

KEYS: Final = range(128)
IN_TUNE: Final[Mapping[int, range]] = {
    57: range(96),  # a trombone is one and a half semitones flat above
}
"""The keys of a program that the usual soundfont plays in tune, where it is not all of them."""

FLAT_OR_SHARP: Final[Mapping[int, Mapping[range, float]]] = {
    60: {range(61, 65): -0.15},  # horn
    73: {range(61, 66): 0.15, range(69, 72): 0.13},  # flute
}
"""How many semitones keys of a program are off in the usual soundfont, where one can hear it."""

BENT_CHANNELS: Final = range(1, 9)
"""Channels for keys that are bent, so that none bends what still sounds of the one before."""

FURTHEST_BEND: Final = 16_383


class Voice(NamedTuple):
    """How a key is played: ``struck`` is struck on ``channel``, bent by so many ``semitones``."""

    channel: int
    struck: int
    semitones: float


def voices(font: Path, program: int, keys: Iterable[int]) -> dict[int, Voice]:
    """Return how each of ``keys`` is played by an instrument of ``font``."""
    good = sounding_keys(font, program)
    found: dict[int, Voice] = {}
    for number, key in enumerate(sorted(set(keys))):
        struck = min(good, key=lambda other: abs(other - key), default=key)
        bend = key - struck - _off(font, program, struck)
        channel = BENT_CHANNELS[number % len(BENT_CHANNELS)] if bend else 0
        found[key] = Voice(channel, struck, bend)
    return found


def _off(font: Path, program: int, key: int) -> float:
    known = FLAT_OR_SHARP.get(program, {}) if font.name == USUAL else {}
    return next((semitones for keys, semitones in known.items() if key in keys), 0)


def begin_note(synth: tinysoundfont.Synth, voice: Voice, velocity: int = STRUCK) -> None:
    """Begin a note."""
    if voice.semitones:
        synth.pitchbend_range(voice.channel, abs(voice.semitones))
        synth.pitchbend(voice.channel, FURTHEST_BEND if voice.semitones > 0 else 0)
    synth.noteon(voice.channel, voice.struck, velocity)


@lru_cache(maxsize=256)
def sounding_keys(font: Path, program: int) -> tuple[int, ...]:
    """Return the keys that ``font`` plays, and plays in tune, in ascending order."""
    synth = tinysoundfont.Synth(samplerate=PROBE_RATE)
    synth.program_select(0, add_font(synth, font), 0, program)
    return tuple(key for key in IN_TUNE.get(program, KEYS) if _sounds(synth, key))


def _sounds(synth: tinysoundfont.Synth, key: int) -> bool:
    synth.noteon(0, key, STRUCK)
    heard = any(synth.generate(PROBE_SAMPLES).cast("B").cast("f"))
    synth.sounds_off()
    synth.generate(PROBE_SAMPLES)  # what was left of it
    return heard
