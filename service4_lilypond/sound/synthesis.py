"""What is played as samples, by tinysoundfont and a General MIDI soundfont.

An instrument stands in the middle of a small room, and its accompaniment a little to the
sides. A file is as loud as any other, which can be told when all of it has been heard.
"""

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import tinysoundfont
from numpy.typing import NDArray

from melodie.contract import Playing, Strength
from melodie.errors import InvalidInput
from melodie.formats import LONGEST_SOUND
from melodie.score import Score
from service4_lilypond.sound.backing import ASIDE
from service4_lilypond.sound.filtering import Samples
from service4_lilypond.sound.fonts import add_font
from service4_lilypond.sound.levels import gain, instruments_gain, measured, sides, whole_numbers
from service4_lilypond.sound.performance import Performance, perform
from service4_lilypond.sound.room import room
from service4_lilypond.sound.voices import Voice, begin_note, voices

SAMPLE_RATE: Final = 44_100
LONG_RATE: Final = 22_050
"""Half the rate for a melody of more than ``LONG`` seconds keeps it in bounds."""

LONG: Final = 6 * 60
TAIL: Final = 1
"""Seconds in which the last note dies away."""

KEPT: Final = 90
"""Seconds of samples that are kept while they are measured; longer sound is played twice."""

BELOW: Final = 10 ** (-8 / 20)
"""How loud an accompaniment is beside the same notes as a tune, whatever plays the two."""

CLICKS: Final = 9
"""The channel that clicks, which is General MIDI's for drums; it has a bank of its own."""

PAN: Final = 10
"""The controller of MIDI for a place between left and right."""

DRUMS: Final = 128
STRIKES: Final[Mapping[Strength, tuple[int, int]]] = {
    "bar": (76, 127),
    "group": (76, 96),
    "unit": (77, 76),
}
"""The wood block for each click, a high or a low one, and its velocity."""


class Change(NamedTuple):
    """At sample ``at``, the note on MIDI key ``key`` begins or ends; or there is a click.

    Changes at the same sample sort with ends first, so that a repeated note
    is struck again instead of being cut off.
    """

    at: int
    begins: bool
    key: int
    velocity: int = 0
    click: bool = False
    channel: int = 0
    """That of an accompaniment, where it is a note of one."""


def sample_rate(seconds: Fraction) -> int:
    """Return the samples per second for music that lasts so many ``seconds``.

    Raises ``InvalidInput`` for more than ``LONGEST_SOUND``.
    """
    if seconds > LONGEST_SOUND:
        minutes = LONGEST_SOUND // 60
        detail = f"sound is made of at most {minutes} minutes"
        raise InvalidInput.of("tempo", detail, "too_long_to_play", minutes=minutes)
    return SAMPLE_RATE if seconds <= LONG else LONG_RATE


def samples(score: Score, font: Path, expression: int) -> Iterator[NDArray[np.int16]]:
    """Yield the score as blocks of 16-bit samples, left and right by turns, at ``sample_rate``."""
    rate = sample_rate(score.seconds)
    played = perform(score, Playing(expression=expression))

    def heard() -> Iterator[Samples]:
        return room(rate).middle(play(played, font, rate, 1.0))

    blocks = list(heard()) if played.seconds <= KEPT else None
    level = gain(*measured(blocks or heard(), rate))
    for block in blocks or heard():
        yield whole_numbers(block, level)


def play(
    played: Performance,
    font: Path,
    rate: int,
    level: float,
) -> Iterator[Samples]:
    """Yield a round, and its ``TAIL``, as blocks of samples.

    Clicks are so much softer that they are as loud as any when all is made ``level`` times
    as loud.
    """
    synth = tinysoundfont.Synth(samplerate=rate)
    loaded = add_font(synth, font)
    by_key: dict[int, Voice] = voices(font, played.program, [note.key for note in played.notes])
    for channel in {0, *(voice.channel for voice in by_key.values())}:
        synth.program_select(channel, loaded, 0, played.program)
    if played.clicks:
        blocks = add_font(synth, font, gain=decibels(1 / level))
        synth.program_select(CLICKS, blocks, DRUMS, 0, is_drums=True)
    _seat_accompanists(synth, played, font)
    now = 0
    for change in sorted(_changes(played, rate)):
        yield from (sides(synth, count) for count in _blocks(change.at - now, rate))
        now = change.at
        if change.channel:
            _accompany(synth, change)
        elif change.click:
            synth.noteon(CLICKS, change.key, change.velocity)
        elif change.begins:
            begin_note(synth, by_key[change.key], change.velocity)
        else:
            synth.noteoff(by_key[change.key].channel, by_key[change.key].struck)
    end = round(played.seconds * rate) + TAIL * rate
    yield from (sides(synth, count) for count in _blocks(end - now, rate))


def _seat_accompanists(synth: tinysoundfont.Synth, played: Performance, font: Path) -> None:
    for channel, program in played.programs:
        even = instruments_gain(font, program) / instruments_gain(font, played.program)
        softer = add_font(synth, font, gain=decibels(even * BELOW))
        synth.program_select(channel, softer, 0, program)
        synth.control_change(channel, PAN, ASIDE[channel])


def _accompany(synth: tinysoundfont.Synth, change: Change) -> None:
    if change.begins:
        synth.noteon(change.channel, change.key, change.velocity)
    else:
        synth.noteoff(change.channel, change.key)


def decibels(level: float) -> float:
    """Return what a factor is in decibels."""
    return 20 * math.log10(level)


def _blocks(count: int, rate: int) -> Iterator[int]:
    return (min(rate, count - begin) for begin in range(0, count, rate))


def _changes(played: Performance, rate: int) -> Iterator[Change]:
    for note in played.notes:
        yield Change(round(note.onset * rate), True, note.key, note.velocity)  # noqa: FBT003
        yield Change(round(note.end * rate), False, note.key)  # noqa: FBT003
    for one in played.backing:
        begin, end = round(one.onset * rate), round(one.end * rate)
        yield Change(begin, begins=True, key=one.key, velocity=one.velocity, channel=one.channel)
        yield Change(end, begins=False, key=one.key, channel=one.channel)
    for click in played.clicks:
        key, velocity = STRIKES[click.strength]
        yield Change(round(click.onset * rate), begins=True, key=key, velocity=velocity, click=True)
