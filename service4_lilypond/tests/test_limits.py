"""Each limit on a score alone: what breaks it is killed, and only that."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from melodie.errors import EngravingError, EngravingTimeout
from service4_lilypond.engraver import Engraver
from service4_lilypond.lilypond import Limits, Output
from service4_lilypond.presses import PressStand
from service4_lilypond.tests.conftest import LIMITS
from service4_lilypond.tests.processes import processes_in
from service4_lilypond.warming import warm_up_text

MEBIBYTE = 1 << 20


@dataclass(frozen=True)
class Breach:
    """A score that breaks one limit while the others are far away, and what is said of it."""

    limits: Limits
    score: str
    problem: type[EngravingError]
    sentence: str


def limits(
    *, seconds: float = 120, cpu_seconds: int = 120, memory: int = 2048, output: int = 64
) -> Limits:
    return Limits(seconds, cpu_seconds, memory * MEBIBYTE, output * MEBIBYTE)


BREACHES = {
    "wall time": Breach(
        limits(seconds=0.5), "#(let loop () (sleep 1000) (loop))", EngravingTimeout, "too long"
    ),
    "processor time": Breach(
        limits(cpu_seconds=1), "#(let loop () (loop))", EngravingTimeout, "too long"
    ),
    "address space": Breach(
        limits(memory=512),
        "#(let loop ((all '())) (loop (cons (make-vector 100000 0) all)))",
        EngravingError,
        "could not engrave",
    ),
    "size of a file": Breach(
        limits(output=1),
        '#(call-with-output-file "much" (lambda (port) (let loop ()'
        " (display (make-string 100000 #\\x) port) (loop))))",
        EngravingError,
        "could not engrave",
    ),
}


@pytest.mark.parametrize("limit", BREACHES)
def test_a_score_that_breaks_a_limit_is_killed_and_the_next_one_unharmed(
    stand: PressStand, workshop: Path, limit: str
) -> None:
    good = Engraver([stand], LIMITS, waiting=0)
    before = good.engrave(warm_up_text(), [Output.PNG])
    press, breach = processes_in(workshop), BREACHES[limit]
    with pytest.raises(EngravingError, match=breach.sentence) as caught:
        Engraver([stand], breach.limits, waiting=0).engrave(breach.score, [Output.PDF])
    assert caught.type is breach.problem
    assert processes_in(workshop) == press
    assert not [folder for folder in workshop.rglob("score-*") if folder.is_dir()]
    assert good.engrave(warm_up_text(), [Output.PNG]) == before


def test_the_least_memory_that_can_be_set_is_enough_for_a_usual_score(stand: PressStand) -> None:
    least = Engraver([stand], limits(memory=512), waiting=0)
    assert least.engrave(warm_up_text(), [Output.PDF, Output.PNG])
