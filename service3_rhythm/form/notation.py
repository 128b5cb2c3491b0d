"""Sections of a melody as a musician would note them down, bar by bar.

A bar is written ``what:answered@rhythm``. ``what`` is its relation to the bar
``answered`` (counted from 1), or what it does: ``half`` closes half-way,
``prepare`` makes for the close, ``close`` closes, ``pause`` ends an inner phrase. ``@`` says whose
rhythm it takes: that of a bar, or with ``@end`` the one that phrases end with. ``/`` says how
a bar ends that does not come to rest: ``/open`` goes on, ``/half`` and ``/close`` have cadences.
So ::

    new new moved:1 half@end moved:1 moved:2 prepare@1 close@end

is a period: a statement of two bars and its answer a step away, twice, which
closes half-way at first, and then with the same rhythm for good; ::

    new head:1/half

is an idea whose second bar begins as the first does, and ends on a half close in passing.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast, get_args

from melodie.form import Cadence, Job, Relation
from service3_rhythm.form.plan import BarPlan, Place

RELATIONS: Final = frozenset(get_args(Relation))
CADENCES: Final[dict[str, Cadence]] = {
    "pause": "inner",
    "open": "inner",
    "half": "half",
    "close": "section",
}
PLACES: Final[dict[str, Place]] = {
    "pause": "half_close",
    "half": "half_close",
    "prepare": "preparation",
    "close": "close",
}
JOBS: Final[dict[Cadence, Job]] = {"half": "half_close", "section": "close"}
END: Final = "end"
LONG: Final = 6
"""Bars of a section that is halved by a cadence, at least."""
TAIL: Final = 2
"""Bars that make for a cadence."""


@dataclass(frozen=True, slots=True)
class Token:
    """One bar as it is written; bars are counted from 0."""

    what: str
    answers: int | None
    rhythm: int | None
    ending: bool
    cadence: Cadence | None


@lru_cache(maxsize=512)
def read(row: str, phrase: int) -> tuple[BarPlan, ...]:
    """Return the bars of a section, whose inner phrases have ``phrase`` bars."""
    tokens = [_token(written) for written in row.split()]
    cadences = _cadences(tokens, phrase)
    jobs = _jobs(cadences)
    return tuple(
        _plan(token, number, cadences[number], jobs[number]) for number, token in enumerate(tokens)
    )


def _token(written: str) -> Token:
    bar, _, passing = written.partition("/")
    rest, _, rhythm = bar.partition("@")
    what, _, answers = rest.partition(":")
    return Token(
        what,
        int(answers) - 1 if answers else None,
        int(rhythm) - 1 if rhythm.isdigit() else None,
        rhythm == END,
        CADENCES.get(passing or what),
    )


def _plan(token: Token, number: int, cadence: Cadence | None, job: Job) -> BarPlan:
    relation, answers = _relation(token)
    return BarPlan(
        place=PLACES.get(token.what, "opening" if number % 4 == 0 else "inner"),
        job=job,
        relation=relation,
        answers=answers,
        cadence=cadence,
        rhythm_of=token.answers if token.rhythm is None else token.rhythm,
        ending=token.ending,
    )


def _relation(token: Token) -> tuple[Relation, int | None]:
    if token.what in RELATIONS:
        return cast("Relation", token.what), token.answers
    # What closes takes a rhythm from elsewhere, and its notes from nowhere.
    return ("new", None) if token.rhythm is None else ("rhythm", token.rhythm)


def _cadences(tokens: list[Token], phrase: int) -> list[Cadence | None]:
    """Say where phrases end: where it is written, in the middle, and every ``phrase`` bars."""
    found = [token.cadence for token in tokens]
    middle = len(tokens) // 2 - 1
    if len(tokens) >= LONG and "half" not in found and found[middle] is None:
        found[middle] = "half"
    for number in range(phrase - 1, len(tokens) - 2, phrase):
        found[number] = found[number] or "inner"
    return found


def _jobs(cadences: list[Cadence | None]) -> list[Job]:
    """Say what the phrase of every bar does: it is known by where it ends."""
    jobs: list[Job] = []
    begun: Job = "open"
    for end in _larger_ends(cadences):
        length = end + 1 - len(jobs)
        tail: Job = JOBS.get(cadences[end] or "inner", begun)
        jobs += [begun] * max(0, length - TAIL) + [tail] * min(length, TAIL)
        begun = "departure"
    return jobs


def _larger_ends(cadences: list[Cadence | None]) -> list[int]:
    return [
        number
        for number, cadence in enumerate(cadences)
        if cadence in {"half", "section"} or number == len(cadences) - 1
    ]
