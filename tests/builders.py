"""Scores in a few words: every value has a default, a test names only what it is about."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from melodie.accompaniment import Struck
from melodie.duration import Tuplet
from melodie.event import Event
from melodie.pitch import Key, Pitch
from melodie.score import Bar, Instrument, Score
from melodie.tempo import Tempo
from melodie.time_signature import TimeSignature

PIANO = Instrument("Piano", program=0)
CLARINET = Instrument("Clarinet in B♭", program=71, diatonic=-1, chromatic=-2)


def note(pitch: str, duration: str, *, tie: bool = False, tuplet: Tuplet | None = None) -> Event:
    """``note("Bb4", "1/4")``: a quarter; the duration is the time it takes."""
    return Event(Pitch.parse(pitch), Fraction(duration), tie=tie, tuplet=tuplet)


def rest(duration: str, *, tuplet: Tuplet | None = None) -> Event:
    return Event(None, Fraction(duration), tuplet=tuplet)


def struck(pitches: str, duration: str) -> Struck:
    """``struck("C3 E3", "1/2")``: a chord; without pitches it is a rest."""
    return Struck(tuple(map(Pitch.parse, pitches.split())), Fraction(duration))


def bar(*events: Event, pickup: bool = False) -> Bar:
    return Bar(events, pickup=pickup)


def time_signature(text: str, *groups: int) -> TimeSignature:
    """``time_signature("7/8", 2, 2, 3)``; without groups, 4/4 is 2+2, threes go with threes."""
    beats, unit = (int(part) for part in text.split("/"))
    size = next(n for n in (3, 2, beats) if beats % n == 0)
    given = groups or (size,) * (beats // size)
    return TimeSignature(beats, unit, given)  # type: ignore[arg-type]  # checked when made


def a_score(bars: Iterable[Bar] | None = None, **overrides: Any) -> Score:
    """Four quarters in C major for the piano, or what a test asks for."""
    scale = bar(*(note(pitch, "1/4") for pitch in ("C4", "D4", "E4", "C4")))
    values: dict[str, Any] = {
        "title": "A tune",
        "key": Key("C", "major", "major"),
        "time_signature": time_signature("4/4"),
        "tempo": Tempo(Fraction(1, 4), 120),
        "clef": "treble",
        "instrument": PIANO,
        "bars": (scale,) if bars is None else tuple(bars),
    }
    return Score(**{**values, **overrides})
