"""The score that warms a worker up: it uses what most scores use, chords among it."""

from fractions import Fraction
from typing import Final

from melodie.duration import TRIPLET
from melodie.event import Event
from melodie.harmony import Chord, PlacedChord, Quality
from melodie.pitch import Key, Pitch
from melodie.score import Bar, Instrument, Score
from melodie.tempo import Tempo
from melodie.time_signature import TimeSignature
from service4_lilypond.lilypond.text import lilypond_text


def _note(pitch: str, duration: str, **more: object) -> Event:
    return Event(Pitch.parse(pitch), Fraction(duration), **more)  # type: ignore[arg-type]


def _chords(*chords: tuple[str, str, Quality]) -> tuple[PlacedChord, ...]:
    """Return chords by the place that each begins at, its root and its quality."""
    return tuple(PlacedChord(Fraction(at), Chord(root, kind)) for at, root, kind in chords)


_TRIPLET: Final = tuple(_note(name, "1/12", tuplet=TRIPLET) for name in ("G4", "A4", "Bb4"))
_BARS: Final = (
    Bar(
        (_note("F#4", "1/2", tie=True), _note("F#4", "1/4"), Event(None, Fraction(1, 4))),
        chords=_chords(("0", "Bb", "major"), ("1/2", "G", "minor")),
    ),
    Bar(
        (*_TRIPLET, _note("C#5", "5/8"), _note("Bb4", "1/16"), _note("B4", "1/16")),
        chords=_chords(("0", "C#", "half_diminished7"), ("1/2", "F#", "dominant7")),
    ),
)
"""Few notes: with more of them, what is kept lies farther apart, and a fork copies more of it."""

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
    return lilypond_text(_SCORE, "Mélodie · seed 0")
