"""Strains of eight bars as dances have them, drawn bar by bar from counts of real ones.

How often a bar answers which earlier bar, and how, is counted given what the
bar before it does (``tables``); where that was seen seldom, what happens there
in general counts for more.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, cast

from melodie.chance import Chance
from melodie.form import Cadence, Job, Relation
from service3_rhythm.form.plan import BarPlan, Place
from service3_rhythm.tables import Answer, tables

BARS: Final = 8
NEW: Final = Answer("new")
CLOSE: Final = BARS - 1
HALF: Final = BARS // 2

TASTE: Final = {
    "new": 0.6,
    "moved": 1.2,
    "rhythm": 1.0,
    "head": 1.2,
    "head_moved": 1.2,
    "tail": 0.9,
    "literal": 1.1,
}
"""What blind jurors liked more, and less, than it is common."""
SELDOM: Final = 8
"""Cases below which what generally happens counts more than what happens here."""
ANSWERING: Final = (2, 4, 5)
"""Of these bars two answer an earlier one, or the strain forgets how it began."""
FORGETFUL: Final = 0.4
"""How often one of them is enough."""
LITERAL_SEVENTH: Final = 2
"""The only bar that the last bar but one may repeat literally."""
SEVENTH_AGAIN: Final = 0.6
"""What is left of the odds that it does."""
HEADS: Final = frozenset({"head", "head_moved"})
HEAD_AGAIN: Final = 0.15
"""Odds of a bar that begins as another one does which some other bar began as already."""
DEPARTING: Final = 0.3
"""What is left of the odds that a second half begins with something new."""
TRIES: Final = 20

PLACES: Final[tuple[Place, ...]] = (
    *("opening", "inner", "inner", "half_close"),
    *("opening", "inner", "preparation", "close"),
)
JOBS: Final[tuple[Job, ...]] = ("open", "half_close", "departure", "close")
"""What every two bars do."""
CADENCES: Final[Mapping[int, Cadence]] = {3: "half", CLOSE: "section"}


def draw_strain(chance: Chance) -> tuple[BarPlan, ...]:
    """Draw a strain of eight bars in two phrases of four."""
    for _ in range(TRIES):
        answers = _answers(chance)
        kept = sum(answers[bar] != NEW for bar in ANSWERING)
        if kept >= 2 or (kept == 1 and chance.happens(FORGETFUL)):
            break
    return tuple(_plan(number, answer) for number, answer in enumerate(answers))


def _answers(chance: Chance) -> list[Answer]:
    answers = [NEW]
    for bar in range(1, CLOSE):
        odds = dict(_odds(bar, answers))
        answers.append(chance.weighted(list(odds), list(odds.values())))
    return [*answers, NEW]


def _odds(bar: int, before: Sequence[Answer]) -> Iterator[tuple[Answer, float]]:
    generally, here = Counter[Answer](), Counter[Answer]()
    for step in tables("dance").plans[bar]:
        generally[step.answer] += step.count
        if step.before == before[-1]:
            here[step.answer] += step.count
    seen = here.total() / (here.total() + SELDOM)
    for answer, count in generally.items():
        share = seen * here[answer] / max(1, here.total())
        share += (1 - seen) * count / generally.total()
        yield answer, share * _taste(bar, answer, before)


def _taste(bar: int, answer: Answer, before: Sequence[Answer]) -> float:
    relation, last = answer.relation, before[-1]
    if relation == "moved" and last.relation != "moved":
        # A sequence is heard once, and not a third time running.
        return 0 if any(one.relation == "moved" for one in before) else TASTE[relation]
    if relation == "moved" and answer.bar == bar - 1:
        return 0
    if relation == "literal" and not _may_return(bar, answer.bar):
        return 0
    if bar == HALF and answer.bar not in {None, 0}:
        return 0  # a second half begins anew or with the opening idea
    return _liking(bar, answer, before)


def _liking(bar: int, answer: Answer, before: Sequence[Answer]) -> float:
    relation = answer.relation
    if relation in HEADS and any(one.relation in HEADS and one.bar == answer.bar for one in before):
        return HEAD_AGAIN
    if bar == CLOSE - 1 and relation == "literal":
        # Halves that differ in their last bar only are heard as one half twice.
        return 0 if all(one.relation == "literal" for one in before[HALF:]) else SEVENTH_AGAIN
    if bar == HALF and answer == NEW:
        return DEPARTING
    if bar == 3 and relation in HEADS:
        return 0.6 * TASTE[relation]
    if bar == 5 and relation == "literal" and answer.bar == 1:
        return 1.6 * TASTE[relation]
    return TASTE[relation] if bar > 1 else TASTE[relation] ** 0.5


def _may_return(bar: int, source: int | None) -> bool:
    if bar == CLOSE - 1:
        return source == LITERAL_SEVENTH
    return bar not in {1, 3} and source != bar - 1


def _plan(number: int, answer: Answer) -> BarPlan:
    return BarPlan(
        place=PLACES[number],
        job=JOBS[number // 2],
        relation=cast("Relation", answer.relation),
        answers=answer.bar,
        cadence=CADENCES.get(number),
        rhythm_of=answer.bar,
        ending=number == CLOSE,
    )
