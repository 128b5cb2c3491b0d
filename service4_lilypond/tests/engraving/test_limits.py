"""Each limit on a score alone: what breaks it is ended, says so, and harms no other."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from melodie.errors import EngravingError, EngravingTimeout
from service4_lilypond.engraving.engraver import Engraver
from service4_lilypond.engraving.slots import WorkerSlot
from service4_lilypond.engraving.worker import EngravingLimits, Output
from service4_lilypond.lilypond.warming import warm_up_text
from service4_lilypond.tests.conftest import LIMITS
from service4_lilypond.tests.processes import processes_in

MEBIBYTE = 1 << 20


@dataclass(frozen=True)
class Breach:
    """A score that breaks one limit while the others are far away, and what is said of it."""

    limits: EngravingLimits
    score: str
    problem: type[EngravingError]
    sentence: str
    cause: str
    signal: str | None = None


def limits(
    *, seconds: float = 120, cpu_seconds: int = 120, memory: int = 2048, output: int = 64
) -> EngravingLimits:
    return EngravingLimits(seconds, cpu_seconds, memory * MEBIBYTE, output * MEBIBYTE)


def calling(function: str, *arguments: int) -> str:
    """Return a score that calls a function of C."""
    kinds, values = " long" * len(arguments), " ".join(map(str, arguments))
    return (
        "#(begin (use-modules (system foreign)) ((pointer->procedure long"
        f' (dynamic-func "{function}" (dynamic-link)) (list{kinds})) {values}))'
    )


ENDLESS_FILE = (
    '#(call-with-output-file "PATH" (lambda (port) (let loop ()'
    " (display (make-string 100000 #\\x) port) (loop))))"
)
TOO_LARGE = "What LilyPond writes of this melody is too large."
NOT_SO_MUCH = limits(output=1)

BREACHES = {
    "wall time": Breach(
        limits(seconds=0.5),
        "#(let loop () (sleep 1000) (loop))",
        EngravingTimeout,
        "This melody takes too long to engrave.",
        "time",
    ),
    "processor time": Breach(
        limits(cpu_seconds=1),
        "#(let loop () (loop))",
        EngravingTimeout,
        "This melody takes too much processor time to engrave.",
        "processor time",
        "SIGKILL",
    ),
    "address space": Breach(
        limits(memory=512),
        "#(let loop ((all '())) (loop (cons (make-vector 100000 0) all)))",
        EngravingError,
        "This melody takes too much memory to engrave.",
        "memory",
    ),
    "address space, to the last byte": Breach(
        limits(memory=512),
        "#(let loop ((all '())) (loop (cons 1 all)))",
        EngravingError,
        "This melody takes too much memory to engrave.",
        "memory",
    ),
    "depth": Breach(
        limits(memory=512),
        "#(letrec ((deeper (lambda () (+ 1 (deeper))))) (deeper))",
        EngravingError,
        "This melody takes too much memory to engrave.",
        "memory",
    ),
    "size of what is written": Breach(
        NOT_SO_MUCH,
        ENDLESS_FILE.replace("PATH", Output.PDF.value),
        EngravingError,
        TOO_LARGE,
        "output size",
    ),
    "size of what is said": Breach(
        NOT_SO_MUCH,
        '#(let loop () (ly:warning "again and again and again") (loop))',
        EngravingError,
        TOO_LARGE,
        "output size",
    ),
    "size of what was left when it ended": Breach(
        EngravingLimits(120, 120, 2048 * MEBIBYTE, 10),
        f'#(begin (call-with-output-file "{Output.PDF.value}" (lambda (port)'
        ' (display "twelve bytes" port))) (primitive-_exit 0))',
        EngravingError,
        TOO_LARGE,
        "output size",
    ),
    "a crash": Breach(
        limits(),
        "#(begin (use-modules (system foreign)) (dereference-pointer (make-pointer 1)))",
        EngravingError,
        "LilyPond crashed while engraving this melody.",
        "signal",
        "SIGSEGV",
    ),
    "an abort": Breach(
        limits(),
        calling("abort"),
        EngravingError,
        "LilyPond crashed while engraving this melody.",
        "signal",
        "SIGABRT",
    ),
    "a call by another system's number": Breach(
        limits(),
        calling("syscall", 0x40000000 + 39),
        EngravingError,
        "LilyPond tried to do what no melody needs.",
        "forbidden system call",
        "SIGSYS",
    ),
    "an error": Breach(
        limits(),
        "{ c'4",
        EngravingError,
        "LilyPond could not engrave this melody.",
        "LilyPond reported an error",
    ),
    "nothing written": Breach(
        limits(),
        "#(primitive-_exit 0)",
        EngravingError,
        "LilyPond could not engrave this melody.",
        "LilyPond reported an error",
    ),
}


@pytest.mark.parametrize("limit", BREACHES)
def test_a_score_that_breaks_a_limit_is_ended_with_its_cause_and_the_next_one_is_unharmed(
    slot: WorkerSlot, workshop: Path, caplog: pytest.LogCaptureFixture, limit: str
) -> None:
    good = Engraver([slot], LIMITS, waiting=0)
    before = good.engrave(warm_up_text(), [Output.PNG])
    worker, breach = processes_in(workshop), BREACHES[limit]
    with pytest.raises(EngravingError) as caught:
        Engraver([slot], breach.limits, waiting=0).engrave(breach.score, [Output.PDF])
    assert (caught.type, caught.value.detail) == (breach.problem, breach.sentence)
    told = caplog.records[-1].__dict__
    assert (told["cause"], told["signal"]) == (breach.cause, breach.signal)
    assert processes_in(workshop) == worker
    assert not [folder for folder in workshop.rglob("score-*") if folder.is_dir()]
    assert good.engrave(warm_up_text(), [Output.PNG]) == before


def test_no_byte_of_a_job_is_kept_beyond_what_it_may_write(slot: WorkerSlot) -> None:
    both = [Output.PDF, Output.PNG]
    size = sum(map(len, slot.engrave(warm_up_text(), both, LIMITS).files.values()))
    for output_bytes, finished in ((size + 4096, True), (size - 1, False)):
        limit = EngravingLimits(60, 60, 1 << 30, output_bytes)
        engraved = slot.engrave(warm_up_text(), both, limit)
        assert (engraved.ending.cause.value == "finished") is finished
        assert len(engraved.log.encode()) + sum(map(len, engraved.files.values())) <= output_bytes


def test_the_least_memory_that_can_be_set_is_enough_for_a_usual_score(slot: WorkerSlot) -> None:
    least = Engraver([slot], limits(memory=512), waiting=0)
    assert least.engrave(warm_up_text(), [Output.PDF, Output.PNG])
