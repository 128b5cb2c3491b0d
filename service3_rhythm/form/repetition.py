"""The slider that decides how much of the form comes back, bar by bar."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from melodie.chance import Chance
from service3_rhythm.form.plan import BarPlan

USUAL: Final = 0.5
"""Where the form is left as it was drawn."""
PAIR: Final = 2
FAR: Final = 4


def varied(plans: Sequence[BarPlan], repetition: float, seed: int) -> list[BarPlan]:
    """Return the form with fewer returns (towards 0) or more of them (towards 1).

    Every bar has its own threshold, so what has gone at one place of the slider does
    not come back further down.
    """
    if repetition == USUAL:
        return list(plans)
    return [
        _varied(plan, number, repetition, Chance(f"form bar {number}", seed).uniform())
        for number, plan in enumerate(plans)
    ]


def _varied(plan: BarPlan, number: int, repetition: float, threshold: float) -> BarPlan:
    if threshold >= 2 * repetition:
        return replace(plan, relation="new", answers=None, rhythm_of=None, ending=False)
    if threshold >= 2 * (repetition - USUAL):
        return plan
    return _closer(plan, number)


def _closer(plan: BarPlan, number: int) -> BarPlan:
    """Tie a bar more closely to an earlier one; cadences keep to themselves."""
    if plan.cadence in {"half", "section", "final"} or number == 0:
        return plan
    if plan.relation == "new":
        source = number - next((far for far in (FAR, PAIR) if number >= far), 1)
        return replace(plan, relation="rhythm", answers=source, rhythm_of=source)
    return replace(plan, relation="literal", rhythm_of=plan.answers, ending=False)
