"""Scores with an accompaniment."""

from dataclasses import replace
from typing import Any

from melodie.accompaniment import Accompaniment, AccompanimentBar
from melodie.score import Bar, Score
from tests.builders import a_score, bar, note, struck

WHOLE = bar(note("C5", "1"))


def strikes(text: str) -> tuple[Any, ...]:
    """``strikes("C3 E3:1/2 :1/2")``: a chord of a half note, and a rest."""
    words = text.split(":")
    pitches = [words[0], *(word.partition(" ")[2] for word in words[1:-1])]
    lengths = [word.partition(" ")[0] for word in words[1:]]
    return tuple(struck(notes, length) for notes, length in zip(pitches, lengths, strict=True))


def two_hands(chords: str, bass: str) -> AccompanimentBar:
    return AccompanimentBar(strikes(chords), strikes(bass))


def accompanied(
    *bars: AccompanimentBar, tune: list[Bar] | None = None, sound: Any = None, **more: Any
) -> Score:
    """Return a tune with an accompaniment; a whole note in each bar unless it is given."""
    score = a_score(tune or [WHOLE] * len(bars), **more)
    return replace(score, accompaniment=Accompaniment("held", bars, **(sound or {})))


WALTZ = two_hands(":1/4 E3 G3 C4:1/4 :1/4 E3 G3 C4:1/4", "C3:1/4 :1/4 G2:1/4 :1/4")
HELD = two_hands("E3 G3 C4:1", "C3:1")
