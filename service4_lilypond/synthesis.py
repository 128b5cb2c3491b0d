"""The score as samples, by tinysoundfont and a General MIDI soundfont.

Samples are mono: a soundfont's solo instruments stand in the middle, and a
melody is one line. A score is played twice, once to find its peak and its
offset and once at the right level, a second at a time, so that memory holds
one block of samples and not the whole.
"""

import math
from array import array
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Final, NamedTuple

import tinysoundfont

from melodie.errors import InvalidInput
from melodie.formats import LONGEST_SOUND
from melodie.score import Score
from service4_lilypond.offset import OffsetFilter
from service4_lilypond.timeline import score_length, sounding_notes
from service4_lilypond.voices import begin_note, voices

SAMPLE_RATE: Final = 44_100
LONG_RATE: Final = 22_050
"""Half the rate for a melody of more than ``LONG`` seconds keeps it in bounds."""

LONG: Final = 6 * 60
TAIL: Final = 1
"""Seconds in which the last note dies away."""

PEAK: Final = 0.89
"""The loudest sample, of full scale: -1 dBFS."""

FULL_SCALE: Final = 32_767
NO_OFFSET: Final = 0.005
"""The offset, of the peak, that is not worth the work of taking it out."""


class Change(NamedTuple):
    """At sample ``at``, the note on MIDI key ``key`` begins or ends.

    Changes at the same sample sort with ends first, so that a repeated note
    is struck again instead of being cut off.
    """

    at: int
    begins: bool
    key: int


def sample_rate(score: Score) -> int:
    """Return the samples per second for a score of this length.

    Raises ``InvalidInput`` for one that would sound for more than ``LONGEST_SOUND``.
    """
    seconds = score.seconds
    if seconds > LONGEST_SOUND:
        raise InvalidInput.of("tempo", f"sound is made of at most {LONGEST_SOUND // 60} minutes")
    return SAMPLE_RATE if seconds <= LONG else LONG_RATE


def samples(score: Score, font: Path) -> Iterator["array[int]"]:
    """Yield the score as blocks of 16-bit samples at ``sample_rate``, at -1 dBFS."""
    rate = sample_rate(score)
    peak, offset = OffsetFilter(rate).survey(_play(score, font, rate, level=1.0))
    level = FULL_SCALE * PEAK / peak if peak else 1.0
    centred = OffsetFilter(rate).centred if offset > NO_OFFSET * peak else _whole
    for block in _play(score, font, rate, level):
        yield centred(block)


def _whole(block: memoryview) -> "array[int]":
    return array("h", map(int, block))


def _play(score: Score, font: Path, rate: int, level: float) -> Iterator[memoryview]:
    """Yield blocks of float samples whose amplitude is ``level`` times the synth's."""
    synth = tinysoundfont.Synth(samplerate=rate)
    loaded = synth.sfload(str(font), gain=20 * math.log10(level))
    keys = [note.pitch.key_number for note in sounding_notes(score)]
    played = voices(font, score.instrument.program, keys)
    for channel in {0, *(voice.channel for voice in played.values())}:
        synth.program_select(channel, loaded, 0, score.instrument.program)
    now = 0
    for change in _changes(score, rate):
        yield from _generate(synth, change.at - now, rate)
        now = change.at
        voice = played[change.key]
        if change.begins:
            begin_note(synth, voice)
        else:
            synth.noteoff(voice.channel, voice.struck)
    end = round(_seconds(score, score_length(score)) * rate) + TAIL * rate
    yield from _generate(synth, end - now, rate)


def _generate(synth: tinysoundfont.Synth, count: int, rate: int) -> Iterator[memoryview]:
    for begin in range(0, count, rate):
        stereo = synth.generate(min(rate, count - begin)).cast("B").cast("f")
        yield stereo[::2]


def _changes(score: Score, rate: int) -> list[Change]:
    changes = []
    for note in sounding_notes(score):
        for at, begins in ((note.onset, True), (note.onset + note.duration, False)):
            sample = round(_seconds(score, at) * rate)
            changes.append(Change(sample, begins, note.pitch.key_number))
    return sorted(changes)


def _seconds(score: Score, length: Fraction) -> Fraction:
    return length * 4 * 60 / score.tempo.quarters_per_minute
