"""The accompaniment of a score, from its chords and the name of a pattern."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from typing import Final

from melodie.accompaniment import Accompaniment, AccompanimentBar, Struck
from melodie.contract import Accompanied, AccompanimentRequest
from melodie.errors import InvalidInput
from melodie.harmony import Chord
from melodie.pitch import Pitch
from melodie.score import Score
from service2_notes.accompanying.basses import OCTAVE, fifth_note, note_from, root_note
from service2_notes.accompanying.changes import WHOLE, Changes, Ticks, changes_of
from service2_notes.accompanying.hands import Hand, Strokes, strokes
from service2_notes.accompanying.patterns import (
    ALTERNATING,
    CHORD,
    CLOSING,
    FIFTH,
    PATTERNS,
    WALKING,
)
from service2_notes.accompanying.register import Register, register_below
from service2_notes.accompanying.voicings import Setting, Voicing, led, pitch_of
from service2_notes.accompanying.walking import walk

HIGHER: Final = 4
"""The sign for the lowest note of a chord, an octave higher."""


def accompany(wanted: AccompanimentRequest) -> Accompanied:
    """Make an accompaniment; the same request always gives the same.

    Raises ``InvalidInput`` for a pattern that is not offered, and a score without chords.
    """
    if wanted.pattern not in PATTERNS:
        known = ", ".join(PATTERNS)
        detail = f"{wanted.pattern} is not offered; choose one of {known}"
        raise InvalidInput.of("pattern", detail, "not_offered", offered=known)
    score = wanted.score
    if not any(placed.chord for bar in score.bars for placed in bar.chords):
        raise InvalidInput.of("score", "it has no chords to accompany it with", "no_chords")
    register = register_below(e.pitch for bar in score.bars for e in bar.events if e.pitch)
    changes = list(changes_of(score))
    chords = _bars(score, changes, wanted.pattern, "chords")
    bass = _bars(score, changes, wanted.pattern, "bass")
    upper, lower = _chords(chords, score, register), _bass(bass, score, register)
    bars = [
        _silent(bar.length)
        if bar.pickup
        else AccompanimentBar(_taken(upper, own), _taken(lower, beat))
        for bar, own, beat in zip(score.bars, chords, bass, strict=True)
    ]
    return Accompanied(accompaniment=Accompaniment(wanted.pattern, tuple(bars)))


def _bars(score: Score, changes: Sequence[Changes], pattern: str, hand: Hand) -> list[Strokes]:
    """Return what a hand strikes, bar by bar; nothing in an upbeat, and a long last chord."""
    time, last = score.time_signature, len(score.bars) - 1
    return [
        ()
        if score.bars[number].pickup
        else strokes(CLOSING.id if number == last else pattern, hand, time, own)
        for number, own in enumerate(changes)
    ]


def _silent(length: Fraction) -> AccompanimentBar:
    rest = (Struck((), length),)
    return AccompanimentBar(rest, rest)


def _taken(sounds: Iterator[Struck], played: Strokes) -> tuple[Struck, ...]:
    return tuple(next(sounds) for _ in played)


def _chords(played: Sequence[Strokes], score: Score, register: Register) -> Iterator[Struck]:
    """Yield what each stroke of the chords sounds as."""
    setting = Setting(register, (note_from(score.key.tonic, OCTAVE).key_number - 1) % OCTAVE)
    flat = [stroke for bar in played for stroke in bar]
    chords = [chord for chord, _ in groupby(stroke.chord for stroke in flat if stroke.chord)]
    voicings = iter(led(chords, setting))
    chord: Chord | None = None
    voicing: Voicing = (0, 0, 0)
    for stroke in flat:
        if stroke.chord is None:
            yield _rest(stroke.length)
            continue
        if stroke.chord != chord:
            chord, voicing = stroke.chord, next(voicings)
        keys = _sounding(stroke.sign, voicing, register.ceiling)
        yield _struck(keys, stroke.chord, stroke.length)


def _sounding(sign: str, voicing: Voicing, ceiling: int) -> tuple[int, ...]:
    if sign == CHORD:
        return voicing
    if int(sign) < HIGHER:
        return (voicing[int(sign) - 1],)
    higher = voicing[0] + OCTAVE
    return (higher if voicing[-1] < higher <= ceiling else voicing[1],)


@lru_cache(maxsize=4096)
def _struck(keys: tuple[int, ...], chord: Chord, length: Ticks) -> Struck:
    return Struck(tuple(pitch_of(key, chord) for key in keys), _time(length))


def _bass(played: Sequence[Strokes], score: Score, register: Register) -> Iterator[Struck]:
    """Yield what each stroke of the bass sounds as."""
    flat = [stroke for bar in played for stroke in bar]
    walks = any(stroke.sign == WALKING for stroke in flat)
    chords = [stroke.chord for stroke in flat if stroke.chord]
    walked = iter(walk(chords, register.bass, score.key.fifths) if walks else ())
    on_root = False
    for stroke in flat:
        if stroke.chord is None:
            yield _rest(stroke.length)
            continue
        away = stroke.sign == FIFTH or (stroke.sign == ALTERNATING and on_root)
        note = fifth_note if away and not stroke.first else root_note
        on_root = note is root_note
        pitch = next(walked) if walks else note(stroke.chord, register.bass)
        yield _struck_alone(pitch, stroke.length)


@lru_cache(maxsize=1024)
def _struck_alone(pitch: Pitch, length: Ticks) -> Struck:
    return Struck((pitch,), _time(length))


@lru_cache(maxsize=1024)
def _rest(length: Ticks) -> Struck:
    return Struck((), _time(length))


@lru_cache(maxsize=1024)
def _time(length: Ticks) -> Fraction:
    return Fraction(length, WHOLE)
