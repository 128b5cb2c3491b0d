"""What ended a job, known by its exit code, its processor time and its log."""

from signal import SIGKILL, SIGSEGV, SIGSYS

import pytest

from service4_lilypond.engraving.endings import Cause, Ending, ending_of

LIMIT = 20


@pytest.mark.parametrize(
    ("exit_code", "cpu_seconds", "log", "ending"),
    [
        (0, 1, "", Ending(Cause.FINISHED)),
        (1, 1, "error: syntax error", Ending(Cause.FAILURE)),
        (1, 1, "x\nGC Warning: Out of Memory! Heap size", Ending(Cause.MEMORY)),
        (1, 1, 'title = "GC Warning: Out of Memory"', Ending(Cause.FAILURE)),
        (-SIGKILL, LIMIT, "", Ending(Cause.PROCESSOR_TIME, "SIGKILL")),
        (-SIGKILL, 1, "", Ending(Cause.SIGNAL, "SIGKILL")),
        (-SIGSEGV, LIMIT, "", Ending(Cause.SIGNAL, "SIGSEGV")),
        (-SIGSYS, 1, "", Ending(Cause.FORBIDDEN_CALL, "SIGSYS")),
    ],
)
def test_each_ending_has_its_cause(
    exit_code: int, cpu_seconds: float, log: str, ending: Ending
) -> None:
    assert ending_of(exit_code, cpu_seconds, LIMIT, log) == ending


@pytest.mark.parametrize("cause", [cause for cause in Cause if cause is not Cause.FINISHED])
def test_every_ending_but_a_good_one_is_an_error_with_a_sentence(cause: Cause) -> None:
    assert Ending(cause).problem().detail.endswith(".")
