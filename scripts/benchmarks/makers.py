"""Clients that make melodies and fetch their sheets without a pause, and note how each went."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeVar

import requests

from scripts.benchmarks.client import Client

T = TypeVar("T")

BREATH: Final = 0.05
"""Seconds before a client that was refused tries again."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A melody or a sheet that was asked for: moments of the monotonic clock, and the outcome."""

    sheet: bool
    began: float
    ended: float
    well: bool


@dataclass(slots=True)
class Notes:
    """What all clients have seen; ``made`` has the addresses of the melodies answered with 201."""

    attempts: list[Attempt] = field(default_factory=list)
    made: list[str] = field(default_factory=list)

    def since(self, moment: float) -> Sequence[Attempt]:
        """Return the attempts that ended after ``moment``."""
        return [attempt for attempt in self.attempts if attempt.ended >= moment]


@contextmanager
def making(base_url: str, clients: int) -> Iterator[Notes]:
    """Have so many clients make melodies until the context ends."""
    notes, over = Notes(), threading.Event()
    threads = [
        threading.Thread(target=_make, args=(base_url, 1_000_000 * number, notes, over))
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    try:
        yield notes
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _make(base_url: str, first_seed: int, notes: Notes, over: threading.Event) -> None:
    client = Client(base_url, first_seed=first_seed)

    def make() -> str:
        made = client.make()
        notes.made.append(made["url"].removeprefix(base_url))
        address: str = made["files"]["pdf"]
        return address

    while not over.is_set():
        sheet = _attempt(make, notes, sheet=False)
        if sheet is None or _attempt(partial(client.get, sheet), notes, sheet=True) is None:
            over.wait(BREATH)


def _attempt(do: Callable[[], T], notes: Notes, *, sheet: bool) -> T | None:
    began, result = time.monotonic(), None
    with contextlib.suppress(requests.RequestException):
        result = do()
    notes.attempts.append(Attempt(sheet, began, time.monotonic(), result is not None))
    return result
