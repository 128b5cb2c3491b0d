"""Lets the opening of a score return at once on other degrees: a sequence."""

from dataclasses import replace
from typing import Final

from melodie.errors import InvalidInput
from melodie.event import Event
from melodie.form import BarForm, PhraseEnd
from melodie.harmony import PlacedChord
from melodie.pitch import Key
from melodie.score import Bar, Score
from service2_notes.pitch_units import LadderStep
from service2_notes.twists.chords import within_scale
from service2_notes.twists.degrees import Degree, degree_of, pitch_at
from service2_notes.twists.rewriting import unmarked

STATEMENTS: Final = 3
"""How often the model is said, itself included: a fourth time is one too many."""
SHAPES: Final = {
    "one_bar_up": (1, 1),
    "one_bar_down": (1, -1),
    "two_bars_up": (2, 1),
    "two_bars_down": (2, -1),
}
"""Bars of the model, and the steps of the scale from each statement to the next."""


def sequence(score: Score, option: str) -> Score:
    """Return ``score`` with its first bar or two said again, each time a step farther.

    What is said again takes the place of the bars that follow, twice at most and never of
    the last bar. An upbeat stays as it is; ties into what is replaced are let go of, and slurs
    and breath marks are left off.
    Raises ``InvalidInput`` where there are too few bars.
    """
    model, steps = SHAPES[option]
    first = int(score.bars[0].pickup)
    said = min(STATEMENTS, (len(score.bars) - first - 1) // model)
    if said < 2:
        detail = f"this takes {2 * model + 1} bars"
        raise InvalidInput.of("twist", detail, "too_few_bars", least=2 * model + 1)
    score = unmarked(score)
    bars = list(score.bars)
    formed = any(bar.form for bar in bars)
    end = first + model * said
    for number in range(first + model, end):
        times, place = divmod(number - first, model)
        moved = _moved(score.bars[first + place], score.key, steps * times)
        form = _form(bars[number], moved, first + place) if formed else None
        bars[number] = replace(moved, form=form)
    for number in range(first + model - 1, end):
        bars[number] = _let_go(bars[number])
    return replace(score, bars=tuple(bars))


def _moved(bar: Bar, key: Key, steps: LadderStep) -> Bar:
    chord = within_scale(key, key, lambda degree: degree + steps)
    return Bar(
        tuple(_moved_event(event, key, steps) for event in bar.events),
        chords=tuple(PlacedChord(one.offset, one.chord and chord(one.chord)) for one in bar.chords),
    )


def _moved_event(event: Event, key: Key, steps: LadderStep) -> Event:
    if event.pitch is None:
        return event
    degree = degree_of(event.pitch, key)
    pitch = pitch_at(Degree(degree.step + steps, degree.raised), key)
    return replace(event, pitch=pitch, foreign=event.foreign and degree.raised != 0)


def _form(old: Bar, new: Bar, model: int) -> BarForm:
    """Return the form of a bar that is said again; its phrase ends with its last note."""
    before = old.form or BarForm()
    begins = [
        number
        for number, event in enumerate(new.events)
        if event.pitch and not (number and new.events[number - 1].tie)
    ]
    ends = before.phrase_end and begins
    end = PhraseEnd(begins[-1], before.phrase_end.cadence) if ends and before.phrase_end else None
    return BarForm("moved", model, before.job, end)


def _let_go(bar: Bar) -> Bar:
    last = bar.events[-1]
    return replace(bar, events=(*bar.events[:-1], replace(last, tie=False)))
