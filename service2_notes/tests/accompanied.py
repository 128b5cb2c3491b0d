"""Tunes with chords, and what is played below them."""

from fractions import Fraction
from typing import Any, Final

from melodie.accompaniment import Accompaniment, Struck
from melodie.contract import AccompanimentRequest
from melodie.harmony import BarChords, Chord, PlacedChord, Quality
from melodie.score import Bar, Score
from melodie.time_signature import TimeSignature
from service2_notes.accompanying.composing import accompany
from tests.builders import a_score, note, time_signature

FOUR_FOUR: Final = time_signature("4/4", 2, 2)


def chord(root: str, quality: Quality = "major", **more: Any) -> Chord:
    return Chord(root, quality, **more)


def placed(*chords: tuple[str, Chord | None]) -> BarChords:
    return tuple(PlacedChord(Fraction(offset), one) for offset, one in chords)


def a_tune(
    *bars: BarChords, time: TimeSignature = FOUR_FOUR, pitch: str = "C5", **more: Any
) -> Score:
    """Return a tune of one note in each bar, with chords."""
    length = str(time.bar_length)
    return a_score(
        [Bar((note(pitch, length),), chords=chords) for chords in bars],
        time_signature=time,
        **more,
    )


def accompanied(score: Score, pattern: str) -> Accompaniment:
    return accompany(AccompanimentRequest(score=score, pattern=pattern)).accompaniment


def told(voice: tuple[Struck, ...]) -> list[tuple[str, str]]:
    """Return a voice as texts: its notes, and how long they last."""
    return [(" ".join(map(str, one.pitches)), str(one.duration)) for one in voice]
