"""Medians of times, memory of processes with their children, and tables of both.

``/proc`` is read by hand: what is measured has the services' packages alone, and no psutil.
"""

import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PROC: Final = Path("/proc")


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes that processes hold: RSS counts shared pages for each, PSS once for all."""

    rss: float
    pss: float


def timed(deed: Callable[[], object]) -> float:
    """Return the seconds that ``deed`` takes."""
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def median(deeds: Iterable[Callable[[], object]]) -> float:
    """Return the median of the seconds that each of ``deeds`` takes."""
    return statistics.median(timed(deed) for deed in deeds)


def memory_of(pid: int) -> Memory:
    """Return the memory of a process and of all that it started."""
    rss = pss = 0
    for process in family(pid):
        try:
            lines = (PROC / str(process) / "smaps_rollup").read_text().splitlines()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has just ended
        sizes = dict(line.split()[:2] for line in lines if line.endswith(" kB"))
        rss, pss = rss + int(sizes["Rss:"]), pss + int(sizes["Pss:"])
    return Memory(rss / 1024, pss / 1024)


def family(pid: int) -> Iterator[int]:
    """Yield the process ``pid``, its children, theirs, and so on."""
    yield pid
    for task in (PROC / str(pid) / "task").glob("*/children"):
        try:
            children = task.read_text().split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        for child in children:
            yield from family(int(child))


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of text: the first column on the left, numbers on the right."""
    lines = [tuple(headings), *map(tuple, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    ruled = [lines[0], tuple("-" * width for width in widths), *lines[1:]]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in ruled
    )
