"""The score that warms a worker up: it uses what most scores use."""

from fractions import Fraction
from typing import Final

from melodie.duration import TRIPLET
from melodie.event import Event
from melodie.pitch import Key, Pitch
from melodie.score import Bar, Instrument, Score
from melodie.tempo import Tempo
from melodie.time_signature import TimeSignature
from service4_lilypond.lilypond.text import lilypond_text


def _note(pitch: str, duration: str, **more: object) -> Event:
    return Event(Pitch.parse(pitch), Fraction(duration), **more)  # type: ignore[arg-type]


_TRIPLET: Final = tuple(_note(name, "1/12", tuplet=TRIPLET) for name in ("G4", "A4", "Bb4"))
_BARS: Final = (
    Bar((_note("F#4", "1/2", tie=True), _note("F#4", "1/4"), Event(None, Fraction(1, 4)))),
    Bar((*_TRIPLET, _note("C#5", "5/8"), _note("Bb4", "1/16"), _note("B4", "1/16"))),
)
_SCORE: Final = Score(
    title="Warming up",
    key=Key("Bb", "major", "major"),
    time_signature=TimeSignature(4, 4, (2, 2)),
    tempo=Tempo(Fraction(1, 4), 120),
    clef="treble",
    instrument=Instrument("Clarinet in B♭", 71, -1, -2),
    bars=_BARS,
)


def warm_up_text() -> str:
    """Return LilyPond text that loads the fonts and signs of a usual score."""
    return lilypond_text(_SCORE, "Mélodie")
