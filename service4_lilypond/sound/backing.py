"""What an accompaniment sounds like: when each of its notes is struck, how hard, on which channel.

It is softer than the tune, whose notes are struck with 80 to 96: chords of three notes by
half of the loudness that one of them would need, the bass by less. In audio the two stand a
little to the sides, as the hands of a pianist do to whoever plays; the tune is in the middle.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Final

from melodie.accompaniment import Accompaniment, Struck
from melodie.score import Score

CHORDS, BASS = 10, 11
"""Channels of a synthesizer beside those of a tune, of its bent keys, and of clicks."""

STRUCK: Final = {CHORDS: 50, BASS: 62}
"""Velocities."""

ASIDE: Final = {CHORDS: 76, BASS: 52}
"""Where each stands, as MIDI counts it: 0 is left and 64 the middle. It is 1.7 dB either way."""


@dataclass(frozen=True, slots=True)
class BackingNote:
    """A note on MIDI ``key`` from ``onset`` to ``end``; ``channel`` is that of its hand."""

    channel: int
    key: int
    onset: Fraction
    end: Fraction

    @property
    def velocity(self) -> int:
        """How hard it is struck."""
        return STRUCK[self.channel]


def backing(score: Score) -> Iterator[BackingNote]:
    """Yield the notes of the accompaniment, in whole notes from the beginning of the tune."""
    bars = score.accompaniment.bars if score.accompaniment else ()
    begins = accumulate((bar.length for bar in bars), initial=Fraction(0))
    for begin, bar in zip(begins, bars, strict=False):
        yield from _voice(CHORDS, bar.chords, begin)
        yield from _voice(BASS, bar.bass, begin)


def programs(accompaniment: Accompaniment) -> tuple[tuple[int, int], ...]:
    """Return every channel, and the General MIDI program that it is played by."""
    bass = accompaniment.bass_program
    same = accompaniment.program
    return (CHORDS, same), (BASS, same if bass is None else bass)


def played_backing(
    score: Score, begin: Fraction, end: Fraction, at: Callable[[Fraction], Fraction]
) -> Iterator[BackingNote]:
    """Yield what sounds between two places of the tune; ``at`` tells when a place is reached."""
    for note in backing(score):
        if note.end > begin and note.onset < end:
            onset, over = at(max(note.onset, begin)), at(min(note.end, end))
            yield BackingNote(note.channel, note.key, onset, over)


def _voice(channel: int, voice: tuple[Struck, ...], begin: Fraction) -> Iterator[BackingNote]:
    onset = begin
    for struck in voice:
        end = onset + struck.duration
        for pitch in struck.pitches:
            yield BackingNote(channel, pitch.key_number, onset, end)
        onset = end
