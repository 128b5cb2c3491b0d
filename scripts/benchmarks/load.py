"""Hundreds of clients at a time, all asking for a PDF: who is served, who refused, how fast.

The service runs under gunicorn as it does elsewhere; the clients share one
thread. Refused means 503 with ``Retry-After``; anything else is a failure.
"""

import os
import statistics
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from scripts.benchmarks.amounts import Amounts
from scripts.benchmarks.crowd import Answer, ask_together
from scripts.benchmarks.measuring import memory_of, table
from scripts.benchmarks.scores import a_request
from scripts.listening import LOOPBACK, free_ports
from scripts.services import Service
from service4_lilypond.settings import LilypondSettings

BARS: Final = 8
TIMES: Final = 3
"""How often each client asks, at once again when it was answered."""

LOOK_SECONDS: Final = 0.2


class Watch:
    """Looks again and again at the memory of a process and its children."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self.most = 0.0

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look until the context ends."""
        self._thread.start()
        try:
            yield
        finally:
            self._over.set()
            self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            self.most = max(self.most, memory_of(self._pid).pss)


def run(amounts: Amounts) -> str:
    """Have ``amounts.clients`` ask at a time."""
    with (
        tempfile.TemporaryDirectory(prefix="melodie-bench-") as folder,
        serving(Path(folder, "log"), os.environ) as served,
    ):
        url, pid = f"{served.url}/v1/scores", served.pid or 0
        alone = ask_together(url, a_request(BARS), 1, TIMES)
        before, watch = memory_of(pid).pss, Watch(pid)
        with watch.watching():
            answers = ask_together(url, a_request(BARS), amounts.clients, TIMES)
        memory = [before, watch.most, memory_of(pid).pss]
        ready = "yes" if served.ready() else "no"
    return "\n\n".join([_answers(answers, alone, amounts.clients), _after(memory, ready)])


@contextmanager
def serving(log: Path, environ: Mapping[str, str]) -> Iterator[Service]:
    """Have the LilyPond service on a free port, under its real server."""
    port = free_ports()["lilypond"]
    service = Service("lilypond", LOOPBACK, port, environ, log)
    service.start()
    try:
        service.wait()
        yield service
    finally:
        service.stop()


def _answers(answers: Sequence[Answer], alone: Sequence[Answer], clients: int) -> str:
    kinds = {
        "served, one client alone": list(alone),
        "served": [answer for answer in answers if answer.status == 200],
        "refused": [answer for answer in answers if answer.status == 503 and answer.retry_after],
    }
    known = kinds["served"] + kinds["refused"]
    kinds["failed"] = [answer for answer in answers if answer not in known]
    limit = LilypondSettings().engraving_seconds
    rows = [_row(name, [answer.seconds for answer in found]) for name, found in kinds.items()]
    return (
        table((f"{clients} clients, {TIMES} times", "answers", "median s", "slowest s"), rows)
        + f"\nwaiting and engraving may take {limit:g} s each"
    )


def _row(name: str, seconds: Sequence[float]) -> tuple[str, ...]:
    if not seconds:
        return (name, "0", "", "")
    return (name, str(len(seconds)), f"{statistics.median(seconds):.3f}", f"{max(seconds):.3f}")


def _after(memory: Sequence[float], ready: str) -> str:
    before, most, after = memory
    rows = [
        ("MB as PSS, with LilyPond", f"{before:.0f}", f"{most:.0f}", f"{after:.0f}"),
        ("ready", "yes", "", ready),
    ]
    return table(("the service", "before", "at most", "after"), rows)
