"""Scores to be twisted: any rhythm, pitches of any scale on offer, chords, and a form."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from melodie.contract import Twisted, TwistRequest
from melodie.event import Event
from melodie.form import BarForm, PhraseEnd
from melodie.harmony import PlacedChord
from melodie.pitch import Pitch
from melodie.score import Bar, Score
from melodie.sounding import sounding_notes
from service2_notes.harmony.heard_chords import heard_chord
from service2_notes.keys import KEYS, key_for
from service2_notes.scales import SCALES
from service2_notes.twists.chords import namer_of
from service2_notes.twists.degrees import ladder_of
from service2_notes.twists.twisting import twist
from tests.scores import some_scores

MANY = 100_000
"""Scores to draw from: one drawn note by note would take ten times as long."""

C2, C7 = Pitch.parse("C2"), Pitch.parse("C7")
LETTERS = tuple(scale.id for scale in SCALES.values() if len(scale.degrees) == 7)


@st.composite
def scores_in(draw: st.DrawFn, *scales: str) -> Score:
    """Any score in one of the scales, all of whose notes lie in it."""
    key = key_for(draw(st.sampled_from(KEYS)), SCALES[draw(st.sampled_from(scales))])
    (score,), ladder = some_scores(1, draw(st.integers(0, MANY))), ladder_of(key)

    def in_it(event: Event) -> Event:
        if event.pitch is None:
            return event
        near = min(ladder.pitches, key=lambda pitch: abs(pitch.key_number - held.key_number))
        return replace(event, pitch=near)

    bars = []
    for number, bar in enumerate(score.bars):
        events = []
        for event in bar.events:
            held = event.pitch or C2
            events.append(in_it(event))
        bars.append(replace(bar, events=tuple(events), chords=_chord(key, number)))
    return _formed(replace(score, key=key, bars=tuple(bars)))


def any_scores() -> st.SearchStrategy[Score]:
    """Any score in any scale that is offered."""
    return scores_in(*SCALES)


def twisted(score: Score, what: str, option: str | None = None, **wanted: Any) -> Twisted:
    """Twist a score within five octaves, or within what is given."""
    wanted = {"lowest": C2, "highest": C7, **wanted}
    return twist(TwistRequest(score=score, twist=what, option=option, **wanted))


def sounding(score: Score) -> list[tuple[Fraction, Fraction, int]]:
    """Return when each note begins after the first, how long it is, and its MIDI key."""
    notes = sounding_notes(score)
    return [(note.onset - notes[0].onset, note.duration, note.pitch.key_number) for note in notes]


def _chord(key: Any, number: int) -> tuple[PlacedChord, ...]:
    namer = namer_of(key)
    chord = heard_chord(number, namer.grammar.tones, namer.parent.size)
    return (PlacedChord(Fraction(0), namer.name(chord)),)


def _formed(score: Score) -> Score:
    """Let the last sounding note close, and say of all bars that they are new."""
    bars = [replace(bar, form=BarForm()) for bar in score.bars]
    number = max((n for n, bar in enumerate(bars) if _begun(bar)), default=0)
    for index in _begun(bars[number])[-1:]:
        held = index == 0 and number > 0 and bars[number - 1].events[-1].tie
        if not held:
            form = BarForm(phrase_end=PhraseEnd(index, "final"))
            bars[number] = replace(bars[number], form=form)
    return replace(score, bars=tuple(bars))


def _begun(bar: Bar) -> list[int]:
    return [
        index
        for index, event in enumerate(bar.events)
        if event.pitch and not (index and bar.events[index - 1].tie)
    ]
