"""What sounds when a score is played: the one source of the sound and of its timeline."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Final

from melodie.contract import Playing
from melodie.score import Score
from melodie.sounding import SoundingNote
from melodie.time_signature import TimeSignature
from service4_lilypond.sound.backing import BackingNote, played_backing, programs
from service4_lilypond.sound.clicks import Click, clicks
from service4_lilypond.sound.clock import Clock
from service4_lilypond.sound.expression.interpretation import Interpretation, interpret
from service4_lilypond.sound.expression.tempo import TempoCurve
from service4_lilypond.sound.spans import Span, chosen_spans
from service4_lilypond.sound.velocities import STRUCK, velocity

AS_USUAL: Final = Playing()
MINUTE: Final = 60
"""Seconds."""


@dataclass(frozen=True, slots=True)
class PlayedNote:
    """A note on MIDI ``key`` that sounds from ``onset`` to ``end``, in seconds.

    It is struck with a ``velocity`` from 1 to 127.
    """

    number: int
    key: int
    onset: Fraction
    end: Fraction
    bar: int
    beat: int
    velocity: int


@dataclass(frozen=True, slots=True)
class PlayedBar:
    """A bar from ``onset`` to ``end``, in seconds; ``number`` is the printed one."""

    number: int
    onset: Fraction
    end: Fraction


@dataclass(frozen=True, slots=True)
class Performance:
    """One round of a score as it is played, ``seconds`` long, and how many ``rounds`` there are.

    Without expression it would last as long ``as_written``, in seconds too. The ``backing`` is
    an accompaniment, and ``programs`` has its channels, each with a General MIDI program.
    """

    program: int
    seconds: Fraction
    as_written: Fraction
    rounds: int
    notes: tuple[PlayedNote, ...]
    bars: tuple[PlayedBar, ...]
    clicks: tuple[Click, ...]
    backing: tuple[BackingNote, ...] = ()
    programs: tuple[tuple[int, int], ...] = ()


def perform(score: Score, playing: Playing = AS_USUAL, program: int | None = None) -> Performance:
    """Return ``score`` as it sounds, played as ``playing`` says by a General MIDI ``program``.

    Left out, that is the one of the score's instrument. A note that is held into the first
    bar is struck there, and one that is held beyond the last ends with it. Raises
    ``InvalidInput`` where there are no such bars.
    """
    spans = chosen_spans(score, playing)
    read = interpret(score, playing.expression, closes=playing.rounds == 1)
    clock = _clock(score, playing, spans, read.curve)
    music_ends = clock.shift + spans[-1].end
    below = None if playing.tune_alone else score.accompaniment
    return Performance(
        program=score.instrument.program if program is None else program,
        seconds=clock.reached(spans[-1].end),
        as_written=music_ends * clock.whole,
        rounds=playing.rounds,
        notes=tuple(_notes(score, spans, read, clock)),
        bars=tuple(
            PlayedBar(span.number, clock.border(span.onset), clock.border(span.end))
            for span in spans
        ),
        clicks=clicks(
            score.time_signature,
            clock,
            end=music_ends if playing.metronome else clock.counted_in,
            upbeat=spans[0].end - spans[0].onset if spans[0].place else Fraction(0),
        ),
        backing=tuple(_backing(score, spans, clock)) if below else (),
        programs=programs(below) if below else (),
    )


def _backing(score: Score, spans: list[Span], clock: Clock) -> Iterator[BackingNote]:
    # Notes of a chord begin and end together, and the next chord begins there.
    return played_backing(score, spans[0].onset, spans[-1].end, cache(clock.reached))


def _clock(score: Score, playing: Playing, spans: list[Span], curve: TempoCurve) -> Clock:
    beats = Fraction((playing.bpm or score.tempo.bpm) * playing.percent, 100)
    full = score.time_signature.bar_length
    return Clock(
        whole=MINUTE / (beats * score.tempo.beat_unit),
        counted_in=full + spans[0].place if playing.count_in else Fraction(0),
        begin=spans[0].onset,
        curve=curve,
    )


def _notes(
    score: Score, spans: list[Span], read: Interpretation, clock: Clock
) -> Iterator[PlayedNote]:
    begin, end = spans[0].onset, spans[-1].end
    earliest, latest = read.curve.at(begin), read.curve.at(end)
    first = 0 if score.bars[0].pickup else 1
    for played in read.notes:
        note = played.sounding
        if note.end > begin and note.onset < end:
            yield PlayedNote(
                number=note.number,
                key=note.pitch.key_number,
                onset=clock.played(max(played.onset, earliest)),
                end=clock.played(min(played.end, latest)),
                bar=max(first + note.bar, spans[0].number),
                beat=_beat(score.time_signature, _place(note, spans[0])),
                velocity=velocity(STRUCK, played.louder),
            )


def _place(note: SoundingNote, first: Span) -> Fraction:
    return note.place if note.onset >= first.onset else first.place


def _beat(time: TimeSignature, place: Fraction) -> int:
    """Return the beat that holds ``place``: a unit of a quarter or more, else a beat group."""
    if time.unit > 4:
        return bisect_right(time.group_starts, place)
    return int(place * time.unit) + 1
