"""Scores to engrave, of any length."""

from fractions import Fraction
from typing import Final

from melodie.contract import ScoreRequest
from melodie.event import Event
from melodie.pitch import Key, Pitch
from melodie.score import Bar, Instrument, Score
from melodie.tempo import Tempo
from melodie.time_signature import TimeSignature

STEPS: Final = ("C4", "D4", "E4", "F4", "G4", "A4", "B4", "C5")
LENGTHS: Final = ("1/8", "1/8", "1/4", "1/4", "1/8", "1/8")


def a_score(bars: int, title: str = "") -> Score:
    """Return so many bars of eighths and quarters that go up and down."""
    return Score(
        title=title or f"{bars} bars",
        key=Key("C", "major", "major"),
        time_signature=TimeSignature(4, 4, (2, 2)),
        tempo=Tempo(Fraction(1, 4), 120),
        clef="treble",
        instrument=Instrument("Piano", 0),
        bars=tuple(_bar(number) for number in range(bars)),
    )


def a_request(bars: int, title: str = "") -> str:
    """Return what to send for such a score, as JSON."""
    return ScoreRequest(score=a_score(bars, title)).model_dump_json()


def _bar(number: int) -> Bar:
    pitches = (STEPS[(number + 2 * place) % len(STEPS)] for place in range(len(LENGTHS)))
    return Bar(
        tuple(
            Event(Pitch.parse(pitch), Fraction(length))
            for pitch, length in zip(pitches, LENGTHS, strict=True)
        )
    )
