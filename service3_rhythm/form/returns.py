"""What comes back, and how it is changed when it does."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, cast

from melodie.chance import Chance
from melodie.form import Cadence, Relation
from service3_rhythm.form.plan import BarPlan

Plans = Sequence[BarPlan]
Variants = tuple[tuple[float, str], ...]
"""Odds, and the relation of every bar to the one that it brings back."""

CLOSING: Final = 2
"""Bars at the end of a section that close it in their own way."""
AGAIN: Final[Mapping[int, Variants]] = {
    1: (
        (3, "literal literal literal rhythm literal head rhythm rhythm"),
        (2, "literal literal head rhythm moved head rhythm rhythm"),
        (2, "literal head literal rhythm literal literal rhythm rhythm"),
        (2, "literal literal literal literal moved rhythm rhythm rhythm"),
        (1, "head literal literal rhythm moved moved rhythm rhythm"),
    ),
    2: (
        (3, "literal head literal rhythm moved head rhythm rhythm"),
        (2, "literal literal head rhythm head moved rhythm rhythm"),
        (2, "head literal literal rhythm literal moved rhythm rhythm"),
    ),
}
"""How the bars of a section come back the second time, and from the third on.

A half close comes back with its rhythm and rests elsewhere, and so do the last two bars.
"""
PHRASE: Final = 4
WINDOW: Final = 8
"""Bars in which the same bar is heard twice, at most."""
STATEMENTS: Final = 2


def shifted(plans: Plans, by: int) -> list[BarPlan]:
    """Return a section as it stands ``by`` bars later in the melody."""
    return [
        replace(
            plan,
            answers=None if plan.answers is None else plan.answers + by,
            rhythm_of=None if plan.rhythm_of is None else plan.rhythm_of + by,
        )
        for plan in plans
    ]


def lengthened(plans: Plans, length: int) -> list[BarPlan]:
    """Return a section with echoes before its close, up to ``length`` bars."""
    body, close = list(plans[:-CLOSING]), list(plans[-CLOSING:])
    echoes = [_echo(max(0, n - CLOSING)) for n in range(len(body), length - len(close))]
    return [*body, *echoes, *close]


def returning(source: int, plans: Plans, length: int, heard: int, chance: Chance) -> list[BarPlan]:
    """Return the section that began at bar ``source`` once more, as ``length`` bars.

    Most bars come back literally, so that it is known again; some turn elsewhere or
    move, more of them where it has been ``heard`` twice, and the last bars close anew.
    """
    close = len(plans) - CLOSING
    kept = min(len(plans), length) - CLOSING
    variants = AGAIN[min(heard, STATEMENTS)]
    drawn = chance.weighted([row for _, row in variants], [odds for odds, _ in variants])
    relations = cast("list[Relation]", drawn.split())
    again = [
        *(_again(plans, source, n, _fitting(plans, n, relations)) for n in range(kept)),
        *(_echo(source + n) for n in range(length - kept - CLOSING)),
        *(_again(plans, source, close + n, "rhythm") for n in range(CLOSING)),
    ]
    return again[-length:]


def _fitting(plans: Plans, number: int, relations: Sequence[Relation]) -> Relation:
    """Return how a bar comes back; twelve bars go on as the last four of eight do."""
    relation = relations[number if number < len(relations) else PHRASE + number % PHRASE]
    rests = plans[number].cadence == "half"
    if number % PHRASE == PHRASE - 1:
        return "literal" if relation == "literal" else "rhythm" if rests else "head"
    return "rhythm" if rests and relation != "literal" else relation


def _again(plans: Plans, source: int, number: int, relation: Relation) -> BarPlan:
    bar = source + number
    return replace(plans[number], relation=relation, answers=bar, rhythm_of=bar, ending=False)


def _echo(source: int) -> BarPlan:
    return BarPlan("inner", "departure", "rhythm", source, rhythm_of=source)


def ended(plans: Plans, cadence: Cadence) -> list[BarPlan]:
    """Return a section whose last bar closes with ``cadence``."""
    last = plans[-1]
    return [*plans[:-1], replace(last, cadence=cadence)]


def bent(plans: Plans) -> list[BarPlan]:
    """Change what would be heard literally a third time within eight bars.

    Its head stays and its end turns elsewhere; the time after that it moves.
    """
    roots: list[int] = []
    changed: list[BarPlan] = []
    for number, planned in enumerate(plans):
        plan, root = planned, number
        if plan.relation == "literal" and plan.answers is not None:
            root = roots[plan.answers]
            heard = Counter(roots[max(0, number - WINDOW + 1) :])[root]
            if heard >= STATEMENTS:
                root, plan = number, replace(plan, relation=_bend(heard))
        roots.append(root)
        changed.append(plan)
    return changed


def _bend(heard: int) -> Relation:
    return "head" if heard == STATEMENTS else "moved"
