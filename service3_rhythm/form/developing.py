"""What grows from an idea that is kept: the bars after it take it up, and say nothing unheard."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from melodie.chance import Chance
from melodie.form import Relation
from service3_rhythm.form.ideas import IDEA
from service3_rhythm.form.plan import BarPlan

FIRST: Final[dict[Relation, float]] = {"moved": 3, "head_moved": 3, "rhythm": 2, "head": 1}
SECOND: Final[dict[Relation, float]] = {"moved": 3, "rhythm": 3, "head_moved": 1}
"""How the first bar after an idea takes up its first, and the next bar its second."""


def developed(plans: Sequence[BarPlan], kept: Collection[int], seed: int) -> list[BarPlan]:
    """Return the plan of a melody whose first bars are ``kept``, as ideas are when they grow.

    Where these are four bars at most, the two bars after them answer them if the form has
    something new there.
    """
    count = next((n for n in range(len(plans)) if n not in kept), len(plans))
    if not 0 < count <= IDEA < len(plans):
        return list(plans)
    chance, grown = Chance("developing", seed), list(plans)
    for number, odds in enumerate((FIRST, SECOND)[:count]):
        place = count + number
        if place >= len(plans) or place in kept:
            break
        relation = chance.weighted(list(odds), list(odds.values()))
        if grown[place].relation == "new" and grown[place].cadence in {None, "inner"}:
            grown[place] = replace(
                grown[place], relation=relation, answers=number, rhythm_of=number, ending=False
            )
    return grown
