"""LilyPond cold and warm, and what either costs."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import lilypond

from service4_lilypond.engraving.startup import SOURCE
from service4_lilypond.engraving.worker import EngravingLimits, Output, Worker
from service4_lilypond.lilypond.warming import warm_up_text

LIMITS: Final = EngravingLimits(
    seconds=120, cpu_seconds=120, memory_bytes=1 << 31, output_bytes=1 << 26
)
TICK: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock on the wall and by the processor."""

    wall: float
    cpu: float

    def __sub__(self, other: "Cost") -> "Cost":
        return Cost(self.wall - other.wall, self.cpu - other.cpu)

    def __truediv__(self, scores: int) -> "Cost":
        return Cost(self.wall / scores, self.cpu / scores)


def cold(folder: Path, copies: int) -> Cost:
    """Start LilyPond for ``copies`` of the score in ``folder``."""
    command = [str(lilypond.executable()), "-s", "-dbackend=cairo", "-fpdf"]
    command += ["-dno-point-and-click", *[SOURCE] * copies]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder)  # noqa: S603 -- a fixed program
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0  # noqa: S101 -- else the figures mean nothing
    return Cost(time.perf_counter() - began, usage.ru_utime + usage.ru_stime)


def warm(worker: Worker, folder: Path, scores: int) -> Cost:
    """Have the score in ``folder`` engraved so many times; return what one costs."""
    before, began = _used(worker), time.perf_counter()
    for _ in range(scores):
        engraved = worker.engrave(folder, [Output.PDF], LIMITS)
        assert engraved.files[Output.PDF]  # noqa: S101 -- as above
    return Cost(time.perf_counter() - began, _used(worker) - before) / scores


def here(work: Callable[[], object]) -> Cost:
    """Do something in this process."""
    began, used = time.perf_counter(), time.process_time()
    work()
    return Cost(time.perf_counter() - began, time.process_time() - used)


def _used(worker: Worker) -> float:
    """Return the processor seconds of a worker and of the jobs that it has seen end."""
    # By hand, as ``measuring`` says.
    fields = Path(f"/proc/{worker.pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:15])) / TICK


def fresh_worker(home: Path) -> Worker:
    """Start a worker in a new folder."""
    home.mkdir()
    return Worker(home, warm_up_text())


def median(costs: Sequence[Cost]) -> Cost:
    """Return the medians of both kinds of time."""
    return Cost(
        statistics.median(cost.wall for cost in costs), statistics.median(c.cpu for c in costs)
    )
