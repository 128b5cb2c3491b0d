"""Which bar still answers which when some are made anew and the others stay.

A bar that comes back note for note would stay as it is where the bar it brings back stays.
So that everything that is to be made anew can change, such bars answer in a freer way.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Final, Literal

from melodie.chance import Chance
from melodie.form import BarForm, Relation
from melodie.score import Bar, Score

Aspect = Literal["everything", "rhythm", "pitches"]
"""What of a bar is made anew."""

Forms = tuple[BarForm, ...]

FREER: Final[dict[Relation, float]] = {"head": 3, "moved": 2, "head_moved": 2, "rhythm": 1}
"""How a bar answers the one that it brought back, and how often."""
STAYS_KIN: Final = 0.6
"""How often a bar goes on answering one that stays."""


def kin_forms(score: Score, anew: Collection[int], aspect: Aspect, seed: int) -> Forms:
    """Return every bar's part in the form where those ``anew`` are to change; none if unknown."""
    if not any(bar.form for bar in score.bars):
        return ()
    return tuple(
        _anew(score, number, anew, aspect, Chance(f"kin {number}", seed))
        if number in anew
        else _staying(bar, anew)
        for number, bar in enumerate(score.bars)
    )


def _staying(bar: Bar, anew: Collection[int]) -> BarForm:
    """Return the part of a bar that stays: it brings back nothing that becomes another."""
    form = _form(bar)
    lost = form.relation == "literal" and form.answers in anew
    return _answering_none(form) if lost else form


def _anew(
    score: Score, number: int, anew: Collection[int], aspect: Aspect, chance: Chance
) -> BarForm:
    form = _form(score.bars[number])
    if form.answers is None or form.answers in anew:
        return form
    if aspect == "rhythm":
        return _answering_none(form)
    if form.relation == "literal":
        relation = chance.weighted(list(FREER), list(FREER.values()))
        return replace(form, relation=relation)
    if chance.happens(STAYS_KIN):
        return form
    kept = aspect == "pitches" and _lengths(score, number) == _lengths(score, form.answers)
    return replace(form, relation="rhythm") if kept else _answering_none(form)


def _form(bar: Bar) -> BarForm:
    return bar.form or BarForm()


def _answering_none(form: BarForm) -> BarForm:
    return BarForm(job=form.job, phrase_end=form.phrase_end)


def _lengths(score: Score, number: int) -> list[tuple[object, bool]]:
    return [(event.duration, event.pitch is None) for event in score.bars[number].events]
