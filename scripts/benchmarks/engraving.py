"""One score as PDF: by a cold LilyPond, a warm one, and in one process; and on screen by Verovio.

``cold`` starts ``lilypond`` for every score. ``warm`` is a press of the
service, which forks. ``limit`` is what one more score costs a LilyPond that
engraves many in one process, without any guard between them.
"""

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

import lilypond

from melodie.score import Bar, Event, Instrument, Key, Pitch, Score, Tempo, TimeSignature
from scripts.benchmarks.measuring import table
from service4_lilypond.lilypond import SOURCE, Limits, Output, Press
from service4_lilypond.lilypond_text import lilypond_text
from service4_lilypond.picture import svg
from service4_lilypond.warming import warm_up_text

SIZES: Final = (1, 8, 32, 64)
REPEATS: Final = 7
IN_ONE_PROCESS: Final = 6
PAIRS: Final = 12
"""Scores that each of two clients asks for when throughput is measured."""

LIMITS: Final = Limits(seconds=120, cpu_seconds=120, memory_bytes=1 << 31, output_bytes=1 << 26)
TICK: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock on the wall and by the processor."""

    wall: float
    cpu: float


def run(melodies: int) -> str:  # noqa: ARG001 -- every benchmark is asked the same way
    """Measure every way of engraving at every size, and two clients at a time."""
    with tempfile.TemporaryDirectory(prefix="melodie-bench-") as name:
        folder = Path(name)
        presses = [_press(folder / f"press-{number}") for number in range(2)]
        try:
            rows = [_row(bars, folder, presses[0]) for bars in SIZES]
            rates = _rates(folder, presses)
        finally:
            for press in presses:
                press.stop()
    headings = ("bars", "cold", "warm", "limit", "warm/cold", "warm/limit", "Verovio")
    return table(headings, rows) + f"\nCPU (wall) in ms, medians of {REPEATS}\n\n" + rates


def _row(bars: int, folder: Path, press: Press) -> tuple[str, ...]:
    score = _score(bars)
    source = folder / SOURCE
    source.write_text(lilypond_text(score, "bench"), encoding="utf-8")
    cold = _median(lambda: _cold(folder, 1))
    warm = _median(lambda: _warm(press, folder))
    limit = _limit(folder)
    screen = _median(lambda: _here(lambda: svg(score)))
    return (
        str(bars),
        *map(_ms, (cold, warm, limit)),
        f"{warm.cpu / cold.cpu:.2f}",
        f"{warm.cpu / limit.cpu:.2f}",
        _ms(screen),
    )


def _rates(folder: Path, presses: Sequence[Press]) -> str:
    """Compare PDFs a second of eight bars, two at a time."""
    (folder / SOURCE).write_text(lilypond_text(_score(8), "bench"), encoding="utf-8")
    homes = [folder / str(number) for number in range(2)]
    for home in homes:
        home.mkdir()
        (home / SOURCE).write_bytes((folder / SOURCE).read_bytes())
    cold = _rate(lambda number: _cold(homes[number], 1))
    warm = _rate(lambda number: _warm(presses[number], homes[number]))
    rows = [("cold", f"{cold:.1f}", ""), ("warm", f"{warm:.1f}", f"{warm / cold:.1f} x")]
    return table(("eight bars, two clients", "PDFs a second", ""), rows)


def _rate(engrave: Callable[[int], Cost]) -> float:
    def client(number: int) -> None:
        for _ in range(PAIRS):
            engrave(number)

    began = time.perf_counter()
    with ThreadPoolExecutor(2) as clients:
        list(clients.map(client, range(2)))
    return 2 * PAIRS / (time.perf_counter() - began)


def _cold(folder: Path, copies: int) -> Cost:
    """Start LilyPond for ``copies`` of the score."""
    command = [str(lilypond.executable()), "-s", "-dbackend=cairo", "-fpdf"]
    command += ["-dno-point-and-click", *[SOURCE] * copies]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder)  # noqa: S603 -- a fixed program
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0  # noqa: S101 -- else the figures mean nothing
    return Cost(time.perf_counter() - began, usage.ru_utime + usage.ru_stime)


def _limit(folder: Path) -> Cost:
    one = _median(lambda: _cold(folder, 1), 3)
    many = _median(lambda: _cold(folder, 1 + IN_ONE_PROCESS), 3)
    more = IN_ONE_PROCESS
    return Cost((many.wall - one.wall) / more, (many.cpu - one.cpu) / more)


def _warm(press: Press, folder: Path) -> Cost:
    before = _reaped(press)
    began = time.perf_counter()
    assert press.print(folder, [Output.PDF], LIMITS) == 0  # noqa: S101 -- as above
    return Cost(time.perf_counter() - began, _reaped(press) - before)


def _here(work: Callable[[], object]) -> Cost:
    began, used = time.perf_counter(), time.process_time()
    work()
    return Cost(time.perf_counter() - began, time.process_time() - used)


def _reaped(press: Press) -> float:
    """Processor seconds of the jobs that a press has seen end."""
    fields = Path(f"/proc/{press.pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[13]) + int(fields[14])) / TICK


def _press(home: Path) -> Press:
    home.mkdir()
    return Press(home, warm_up_text())


def _median(measure: Callable[[], Cost], times: int = REPEATS) -> Cost:
    costs = [measure() for _ in range(times)]
    return Cost(
        statistics.median(cost.wall for cost in costs), statistics.median(c.cpu for c in costs)
    )


def _score(bars: int) -> Score:
    """Return so many bars of quavers, crotchets and a minim that go up and down."""
    steps = ("C4", "D4", "E4", "F4", "G4", "A4", "B4", "C5")
    lengths = ("1/8", "1/8", "1/4", "1/4", "1/8", "1/8")
    made = tuple(
        Bar(
            tuple(
                Event(Pitch.parse(steps[(bar + 2 * place) % 8]), Fraction(length))
                for place, length in enumerate(lengths)
            )
        )
        for bar in range(bars)
    )
    return Score(
        title=f"{bars} bars",
        key=Key("C", "major", "major"),
        time_signature=TimeSignature(4, 4, (2, 2)),
        tempo=Tempo(Fraction(1, 4), 120),
        clef="treble",
        instrument=Instrument("Piano", 0),
        bars=made,
    )


def _ms(cost: Cost) -> str:
    return f"{1000 * cost.cpu:.0f} ({1000 * cost.wall:.0f})"
