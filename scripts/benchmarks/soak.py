"""Thousands of scores in a row through the engraver: what hangs, fails or leaks.

The scores differ in length, in the letters of their titles and in what is made
of them. A score whose time is up has hung: none of them needs a hundredth of it
on a machine at rest. Each picture must be what it was the first time.
"""

import hashlib
import os
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from melodie.errors import EngravingError, EngravingTimeout
from scripts.benchmarks.amounts import Amounts
from scripts.benchmarks.measuring import Memory, family, memory_of, table
from scripts.benchmarks.scores import a_score
from service4_lilypond.engraving.engraver import Engraver
from service4_lilypond.engraving.slots import WorkerSlot
from service4_lilypond.engraving.worker import EngravingLimits, Output
from service4_lilypond.lilypond.text import lilypond_text
from service4_lilypond.lilypond.warming import warm_up_text
from service4_lilypond.settings import LilypondSettings

CLIENTS: Final = 2
LIMITS: Final = EngravingLimits(
    seconds=60, cpu_seconds=30, memory_bytes=1 << 30, output_bytes=1 << 25
)
BARS: Final = (8, 1, 8, 32, 8, 4, 8, 16, 8, 64, 8)
TITLES: Final = ("Mélodie", "Ωδή", "春の海", "Песня", "봄 바다", "שלום", "مرحبا")
OUTPUTS: Final = ((Output.PDF,), (Output.PNG,), (Output.PDF, Output.PNG))
LOOK_EVERY: Final = 250
"""Scores between two looks at the memory of the workers."""


@dataclass(frozen=True, slots=True)
class Look:
    """What there is at one time: megabytes, processes, files of ours, open descriptors."""

    python: Memory
    workers: Memory
    processes: int
    files: int
    descriptors: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one score; ``picture`` is a hash of it, where one was made."""

    fate: str
    score: str
    seconds: float
    picture: str | None = None


def run(amounts: Amounts) -> str:
    """Engrave ``amounts.scores`` scores, two at a time, and look before and after."""
    with _workshop() as folder:
        slots = _slots()
        engraver = Engraver(slots, LIMITS, waiting=0)
        try:
            _make_ready(slots)
            looks = {"before": _look(folder)}
            outcomes, largest = _engrave_all(engraver, amounts.scores)
            _make_ready(slots)
            looks["after"] = _look(folder)
        finally:
            engraver.close()
        looks["closed"] = _look(folder)
    return "\n\n".join([_fates(outcomes), _looks(looks, largest)])


def _slots() -> list[WorkerSlot]:
    lifetime = LilypondSettings().engraver_lifetime
    return [WorkerSlot(warm_up_text(), lifetime) for _ in range(CLIENTS)]


def _make_ready(slots: Sequence[WorkerSlot]) -> None:
    for slot in slots:
        slot.make_ready()


@contextmanager
def _workshop() -> Iterator[Path]:
    """Have a folder in which all temporary files are ours."""
    usual = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="melodie-soak-") as name:
        tempfile.tempdir = name
        try:
            yield Path(name)
        finally:
            tempfile.tempdir = usual


def _engrave_all(engraver: Engraver, scores: int) -> tuple[list[Outcome], float]:
    """Return what became of each, and the most megabytes of the workers that were seen."""
    jobs = islice(zip(cycle(BARS), cycle(TITLES), cycle(OUTPUTS), strict=False), scores)
    outcomes: list[Outcome] = []
    largest = 0.0
    with ThreadPoolExecutor(CLIENTS) as clients:
        for outcome in clients.map(lambda job: _engrave(engraver, *job), jobs):
            if len(outcomes) % LOOK_EVERY == 0:
                largest = max(largest, _workers().pss)
            outcomes.append(outcome)
    return outcomes, largest


def _engrave(engraver: Engraver, bars: int, title: str, outputs: Sequence[Output]) -> Outcome:
    score, text = f"{bars} {title}", lilypond_text(a_score(bars, title), "soak")
    began = time.perf_counter()
    try:
        made = engraver.engrave(text, outputs)
    except EngravingTimeout:
        return Outcome("hung", score, time.perf_counter() - began)
    except EngravingError:
        return Outcome("failed", score, time.perf_counter() - began)
    seconds = time.perf_counter() - began
    picture = hashlib.sha256(made[Output.PNG]).hexdigest() if Output.PNG in made else None
    return Outcome("engraved", score, seconds, picture)


def _workers() -> Memory:
    sizes = [memory_of(pid) for pid in list(family(os.getpid()))[1:]]
    return Memory(sum(size.rss for size in sizes), sum(size.pss for size in sizes))


def _look(folder: Path) -> Look:
    everything, workers = memory_of(os.getpid()), _workers()
    return Look(
        Memory(everything.rss - workers.rss, everything.pss - workers.pss),
        workers,
        len(list(family(os.getpid()))) - 1,
        sum(1 for path in folder.rglob("*") if path.is_file()),
        len(list(Path("/proc/self/fd").iterdir())),
    )


def _fates(outcomes: Sequence[Outcome]) -> str:
    fates = Counter(outcome.fate for outcome in outcomes)
    seconds = [outcome.seconds for outcome in outcomes if outcome.fate == "engraved"]
    slowest = max(range(len(outcomes)), key=lambda number: outcomes[number].seconds)
    rows = [
        ("engraved", f"{fates['engraved']} of {len(outcomes)}"),
        ("hung", str(fates["hung"])),
        ("failed", str(fates["failed"])),
        ("not the picture of the first time", str(_changed(outcomes))),
        (f"slowest: number {slowest + 1}", f"{outcomes[slowest].seconds:.2f} s"),
        ("median", f"{statistics.median(seconds or [0]):.3f} s"),
    ]
    return table((f"{CLIENTS} at a time", "scores"), rows)


def _changed(outcomes: Sequence[Outcome]) -> int:
    first: dict[str, str] = {}
    return sum(
        first.setdefault(outcome.score, outcome.picture) != outcome.picture
        for outcome in outcomes
        if outcome.picture is not None
    )


def _looks(looks: Mapping[str, Look], largest: float) -> str:
    rows = [
        ("MB of Python, PSS", *(f"{look.python.pss:.0f}" for look in looks.values())),
        ("MB of workers, PSS", *(f"{look.workers.pss:.0f}" for look in looks.values())),
        ("processes", *(str(look.processes) for look in looks.values())),
        ("files", *(str(look.files) for look in looks.values())),
        ("descriptors", *(str(look.descriptors) for look in looks.values())),
    ]
    return table(("left behind", *looks), rows) + f"\npresses at most {largest:.0f} MB"
