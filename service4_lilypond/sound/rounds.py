"""The samples that a player plays: one round, or several in time with each other.

What dies away after a round sounds on into the next, as it would if the music went on.
Every round is as loud as in any other performance by the same instrument, whatever its
bars and its tempo, and with clicks or without.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from service4_lilypond.sound.levels import FULL_SCALE, instruments_gain, whole_numbers
from service4_lilypond.sound.performance import Performance
from service4_lilypond.sound.room import room
from service4_lilypond.sound.synthesis import TAIL, play, sample_rate

FADE: Final = 128
"""Samples in which the last of several rounds falls silent, so that it does not click."""


def tail(performance: Performance) -> int:
    """Return the seconds after the last round: a round that leads to another has none."""
    return TAIL if performance.rounds == 1 else 0


def played_samples(performance: Performance, font: Path) -> tuple[int, Iterator[NDArray[np.int16]]]:
    """Return the samples per second, and blocks of them with 16 bits, left and right by turns.

    Raises ``InvalidInput`` for what would sound for more than ``LONGEST_SOUND``.
    """
    rate = sample_rate(performance.as_written * performance.rounds)
    level = instruments_gain(font, performance.program)
    heard = room(rate).middle(play(performance, font, rate, level))
    blocks = (whole_numbers(block, level) for block in heard)
    return rate, blocks if performance.rounds == 1 else _rounds(blocks, performance, rate)


def _rounds(
    blocks: Iterator[NDArray[np.int16]], performance: Performance, rate: int
) -> Iterator[NDArray[np.int16]]:
    whole = np.concatenate(list(blocks))
    length = round(performance.seconds * rate)
    first, sounding_on = whole[:length], whole[length : 2 * length]
    again = first.astype(np.int32)
    again[: len(sounding_on)] += sounding_on
    repeated = again.clip(-FULL_SCALE, FULL_SCALE).astype(np.int16)
    yield first
    yield from [repeated] * (performance.rounds - 2)
    last = repeated.copy()
    fade = min(FADE, length)
    falling = np.arange(fade)[::-1, np.newaxis] / FADE
    last[length - fade :] = last[length - fade :] * falling
    yield last
