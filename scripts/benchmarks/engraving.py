"""One score as PDF: by a cold LilyPond, a warm one, and in one process; and on screen by Verovio.

``cold`` starts ``lilypond`` for every score. ``warm`` is a worker of the
service, which forks; its cost is that of the worker and of the fork. ``limit``
is what one more score costs a LilyPond that engraves many in one process,
without any guard between them. All take turns, so that what else the machine
does weighs on each alike.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Final

from scripts.benchmarks.amounts import Amounts
from scripts.benchmarks.lilyponds import Cost, cold, fresh_worker, here, median, warm
from scripts.benchmarks.measuring import table
from scripts.benchmarks.scores import a_score
from service4_lilypond.engraving.startup import SOURCE
from service4_lilypond.engraving.worker import Worker, version
from service4_lilypond.lilypond.text import lilypond_text
from service4_lilypond.svg.picture import svg

SIZES: Final = (1, 8, 32, 64)
ROUNDS: Final = 9
IN_A_ROW: Final = 6
"""Scores that are measured together, as the kernel counts the time of a worker in ticks."""

CLIENTS: Final = 2
EACH: Final = 12
"""Scores that each client asks for when throughput is measured."""

OWED_OF_COLD: Final = 0.40
OWED_OF_LIMIT: Final = 1.5
OWED_RATE: Final = 2.5


Costs = Mapping[str, Cost]


def run(amounts: Amounts) -> str:  # noqa: ARG001 -- every benchmark is asked the same way
    """Measure every way of engraving at every size, and two clients at a time."""
    with tempfile.TemporaryDirectory(prefix="melodie-bench-") as name:
        folder = Path(name)
        workers = [fresh_worker(folder / f"worker-{number}") for number in range(CLIENTS)]
        try:
            found = {bars: _costs(bars, folder, workers[0]) for bars in SIZES}
            rates = _rates(folder, workers)
        finally:
            for worker in workers:
                worker.stop()
    return "\n".join([version(), "", _table(found), "", _owed(found, *rates)])


def _costs(bars: int, folder: Path, worker: Worker) -> Costs:
    """Return medians of what one score of so many bars costs in every way."""
    score = a_score(bars)
    (folder / SOURCE).write_text(lilypond_text(score, "bench"), encoding="utf-8")
    ways: Mapping[str, Callable[[], Cost]] = {
        "cold": lambda: cold(folder, 1),
        "warm": lambda: warm(worker, folder, IN_A_ROW),
        "many": lambda: cold(folder, 1 + IN_A_ROW),
        "Verovio": lambda: here(lambda: svg(score)),
    }
    rounds = [{name: measure() for name, measure in ways.items()} for _ in range(ROUNDS)]
    costs = {name: median([costs[name] for costs in rounds]) for name in ways}
    return costs | {"limit": (costs["many"] - costs["cold"]) / IN_A_ROW}


def _table(found: Mapping[int, Costs]) -> str:
    rows = [
        (
            str(bars),
            *(_ms(costs[name]) for name in ("cold", "warm", "limit")),
            f"{costs['warm'].cpu / costs['cold'].cpu:.2f}",
            f"{costs['warm'].cpu / costs['limit'].cpu:.2f}",
            _ms(costs["Verovio"]),
        )
        for bars, costs in found.items()
    ]
    headings = ("bars", "cold", "warm", "limit", "warm/cold", "warm/limit", "Verovio")
    return table(headings, rows) + f"\nCPU (wall) in ms, medians of {ROUNDS} rounds"


def _owed(found: Mapping[int, Costs], cold_rate: float, warm_rate: float) -> str:
    eight = found[8]
    lengths = list(found)
    slopes = " ".join(
        f"{1000 * (found[more]['warm'].cpu - found[less]['warm'].cpu) / (more - less):.1f}"
        for less, more in pairwise(lengths)
    )
    rows = [
        (
            "warm/cold, CPU",
            f"{eight['warm'].cpu / eight['cold'].cpu:.2f}",
            f"at most {OWED_OF_COLD:.2f}",
        ),
        (
            "warm/limit, CPU",
            f"{eight['warm'].cpu / eight['limit'].cpu:.2f}",
            f"at most {OWED_OF_LIMIT:.1f}",
        ),
        (
            f"PDFs a second, {CLIENTS} at a time, warm/cold",
            f"{warm_rate / cold_rate:.1f}",
            f"at least {OWED_RATE:.1f}",
        ),
        (f"  of {warm_rate:.1f} and {cold_rate:.1f}", "", ""),
        (f"ms for one more bar, between {lengths}", slopes, "alike: linear"),
    ]
    return table(("eight bars", "found", "owed"), rows)


def _rates(folder: Path, workers: Sequence[Worker]) -> tuple[float, float]:
    """Return PDFs a second of eight bars, one for each worker at a time: cold and warm."""
    homes = [folder / str(number) for number in range(CLIENTS)]
    for home in homes:
        home.mkdir()
        (home / SOURCE).write_text(lilypond_text(a_score(8), "bench"), encoding="utf-8")
    rounds = [
        (
            _rate(lambda number: cold(homes[number], 1)),
            _rate(lambda number: warm(workers[number], homes[number], 1)),
        )
        for _ in range(3)
    ]
    rates = zip(*rounds, strict=True)
    cold_rate, warm_rate = map(statistics.median, rates)
    return cold_rate, warm_rate


def _rate(engrave: Callable[[int], Cost]) -> float:
    def client(number: int) -> None:
        for _ in range(EACH):
            engrave(number)

    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(client, range(CLIENTS)))
    return CLIENTS * EACH / (time.perf_counter() - began)


def _ms(cost: Cost) -> str:
    return f"{1000 * cost.cpu:.0f} ({1000 * cost.wall:.0f})"
