"""Thirty clients at a time make melodies and fetch their PDFs; then many more than are admitted.

Refused means 503 with ``Retry-After``; anything else but success is a failure.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median, quantiles
from typing import Final, NamedTuple

import requests

from scripts.benchmarks.amounts import Amounts
from scripts.benchmarks.client import Client
from scripts.benchmarks.measuring import table
from scripts.stack import Stack

CLIENTS: Final = 30
TIMES: Final = 4
"""How often each client makes a melody and fetches its PDF, at once again."""

OWED: Final = {"making": 2.0, "the PDF": 3.0}
"""Seconds within which 95 of 100 are answered."""


class Taken(NamedTuple):
    """What was asked for, the status, and the seconds it took."""

    what: str
    status: int
    seconds: float


def run(amounts: Amounts) -> str:
    """Have thirty ask at a time, then ``amounts.clients``."""
    with (
        tempfile.TemporaryDirectory(prefix="melodie-bench-") as folder,
        Stack(Path(folder)) as stack,
    ):
        Client(stack.base_url).make_and_print()
        reports = [
            _report(clients, _together(stack, clients, times))
            for clients, times in ((CLIENTS, TIMES), (amounts.clients, 1))
        ]
    return "\n\n".join(reports)


def _together(stack: Stack, clients: int, times: int) -> list[Taken]:
    def visit(number: int) -> list[Taken]:
        client = Client(stack.base_url, first_seed=1_000_000 * number)
        return [taken for _ in range(times) for taken in _visit(client)]

    with ThreadPoolExecutor(clients) as pool:
        return [taken for visited in pool.map(visit, range(clients)) for taken in visited]


def _visit(client: Client) -> list[Taken]:
    made: dict[str, str] = {}

    def make() -> None:
        made.update(client.make()["files"])

    taken = [_timed("making", make)]
    if made:
        taken.append(_timed("the PDF", lambda: client.get(made["pdf"])))
    return taken


def _timed(what: str, deed: Callable[[], object]) -> Taken:
    began, status = time.perf_counter(), 200
    try:
        deed()
    except requests.HTTPError as error:
        answer = error.response
        status = answer.status_code if "Retry-After" in answer.headers else -answer.status_code
    except requests.RequestException:
        status = 0
    return Taken(what, status, time.perf_counter() - began)


def _report(clients: int, taken: Sequence[Taken]) -> str:
    rows = []
    for what, owed in OWED.items():
        of_it = [one for one in taken if one.what == what]
        served = [one.seconds for one in of_it if one.status == 200]
        refused = [one.seconds for one in of_it if one.status == 503]
        failed = len(of_it) - len(served) - len(refused)
        rows.append(_row(what, served, refused, failed, f"{owed:g}" if clients == CLIENTS else ""))
    headings = ("served", "median s", "p95 s", "owed", "refused", "median s", "failed")
    return table((f"{clients} clients", *headings), rows)


def _row(
    what: str, served: Sequence[float], refused: Sequence[float], failed: int, owed: str
) -> tuple[str, ...]:
    p95 = f"{quantiles(served, n=20)[-1]:.2f}" if len(served) > 1 else ""
    middle = f"{median(served):.2f}" if served else ""
    refusal = f"{median(refused):.2f}" if refused else ""
    return (what, str(len(served)), middle, p95, owed, str(len(refused)), refusal, str(failed))
