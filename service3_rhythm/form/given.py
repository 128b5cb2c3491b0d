"""The form of a melody that is known already, as when a bar is composed again."""

from melodie.contract import RhythmRequest
from melodie.errors import InvalidInput
from melodie.form import BarForm, Cadence
from service3_rhythm.form.plan import BarPlan, Place

FIELD = "form"


def read_form(wanted: RhythmRequest) -> list[BarPlan]:
    """Return the plan of the form that is asked for.

    Raises ``InvalidInput`` naming ``form`` where it has another number of bars, or one of
    them answers the upbeat or a bar that does not come before it.
    """
    shift = int(wanted.pickup)
    if len(wanted.form) != wanted.bars + shift:
        raise InvalidInput.of(FIELD, f"must tell of {wanted.bars + shift} bars")
    forms = wanted.form[shift:]
    for number, form in enumerate(forms):
        if form.answers is not None and not shift <= form.answers < number + shift:
            raise InvalidInput.of(FIELD, f"bar {number + shift} answers no bar before it")
    cadences = [form.phrase_end.cadence if form.phrase_end else None for form in forms]
    return [_plan(form, number, cadences, shift) for number, form in enumerate(forms)]


def _plan(form: BarForm, number: int, cadences: list[Cadence | None], shift: int) -> BarPlan:
    answers = None if form.answers is None else form.answers - shift
    return BarPlan(
        place=_place(number, cadences),
        job=form.job or "open",
        relation=form.relation,
        answers=answers,
        cadence=cadences[number],
        rhythm_of=answers,
    )


def _place(number: int, cadences: list[Cadence | None]) -> Place:
    after = cadences[number + 1] if number + 1 < len(cadences) else None
    if cadences[number] in {"section", "final"}:
        return "close"
    if cadences[number] == "half":
        return "half_close"
    if after in {"section", "final"}:
        return "preparation"
    return "opening" if number % 4 == 0 else "inner"
