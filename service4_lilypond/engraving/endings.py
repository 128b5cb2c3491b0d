"""How an engraving job ended, and the error for people that says so."""

import re
from dataclasses import dataclass
from enum import Enum
from signal import SIGKILL, SIGSYS, Signals
from typing import Final

from melodie.errors import EngravingError, EngravingTimeout

_OUT_OF_MEMORY: Final = re.compile(
    r"^(GC Warning: Out of Memory|allocate_stack failed: Cannot allocate memory|.*bad_alloc)",
    re.MULTILINE,
)
"""Messages of LilyPond's libraries when they get no memory; the exit code is as of any failure."""

_TICKS: Final = 0.1
"""Seconds by which processor time, which is counted in clock ticks, may be short."""


class Cause(Enum):
    """What ended a job."""

    FINISHED = "finished"
    FAILURE = "LilyPond reported an error"
    TIME = "time"
    PROCESSOR_TIME = "processor time"
    MEMORY = "memory"
    OUTPUT = "output size"
    FORBIDDEN_CALL = "forbidden system call"
    SIGNAL = "signal"


@dataclass(frozen=True, slots=True)
class Ending:
    """What ended a job, and the signal where it was one, such as ``SIGSEGV``."""

    cause: Cause
    signal: str | None = None

    def problem(self) -> EngravingError:
        """Return the error to answer with; only for a job that did not finish."""
        kind, sentence = _PROBLEMS[self.cause]
        return kind(sentence)


_PROBLEMS: Final[dict[Cause, tuple[type[EngravingError], str]]] = {
    Cause.FAILURE: (EngravingError, "LilyPond could not engrave this melody."),
    Cause.TIME: (EngravingTimeout, "This melody takes too long to engrave."),
    Cause.PROCESSOR_TIME: (
        EngravingTimeout,
        "This melody takes too much processor time to engrave.",
    ),
    Cause.MEMORY: (EngravingError, "This melody takes too much memory to engrave."),
    Cause.OUTPUT: (EngravingError, "What LilyPond writes of this melody is too large."),
    Cause.FORBIDDEN_CALL: (EngravingError, "LilyPond tried to do what no melody needs."),
    Cause.SIGNAL: (EngravingError, "LilyPond crashed while engraving this melody."),
}


def ending_of(exit_code: int, cpu_seconds: float, cpu_limit: float, log: str) -> Ending:
    """Return how a job ended that was not killed by us: by itself, or by the kernel.

    ``exit_code`` is negative for the signal that ended it.
    """
    if exit_code == 0:
        return Ending(Cause.FINISHED)
    signal = Signals(-exit_code) if exit_code < 0 else None
    name = signal.name if signal else None
    if signal is SIGKILL and cpu_seconds >= cpu_limit - _TICKS:
        return Ending(Cause.PROCESSOR_TIME, name)
    if signal is SIGSYS:
        return Ending(Cause.FORBIDDEN_CALL, name)
    if _OUT_OF_MEMORY.search(log):
        return Ending(Cause.MEMORY)  # by an exit or by abort(), as it happens
    return Ending(Cause.SIGNAL, name) if signal else Ending(Cause.FAILURE)
