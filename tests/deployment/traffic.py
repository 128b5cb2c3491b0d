"""Steady traffic from clients that do not try twice, and what became of it."""

import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from types import TracebackType
from typing import Final, Self

import requests

from tests.deployment.hosts import Host
from tests.deployment.visitor import make

CLIENTS: Final = 4
MAKES_EVERY: Final = 7
"""One request in so many makes a melody, through every host in turn; the others read."""

BREATH: Final = 0.5
"""Seconds between a client's answer and its next request: all clients come from one address,
and together ask less than an edge allows one address to."""


@dataclass(frozen=True)
class Failure:
    """A request that failed: when (seconds from the start), where and how."""

    after: float
    host: str
    what: str


@dataclass
class Traffic:
    """Four clients in the background, from entering until leaving the ``with`` block.

    ``reads`` are paths; ``revisits`` are read beneath the page of the melody made last.
    """

    hosts: Sequence[Host]
    reads: Sequence[str]
    revisits: Sequence[str] = ()
    answered: int = 0
    made: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    by_host: Counter[str] = field(default_factory=Counter)

    def __enter__(self) -> Self:
        self._began = time.monotonic()
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._visit, args=(number,)) for number in range(CLIENTS)
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def now(self) -> float:
        """Return the seconds since the traffic began."""
        return time.monotonic() - self._began

    def summary(self) -> str:
        """Say in a line how many were answered, failed, and how long they took."""
        times = sorted(self.seconds) or [0.0]
        middle, late = times[len(times) // 2], times[int(len(times) * 0.99)]
        return (
            f"{self.answered} answered, {len(self.made)} melodies made, "
            f"{len(self.failures)} failed; median {1000 * middle:.0f} ms, "
            f"99th percentile {1000 * late:.0f} ms, slowest {times[-1]:.1f} s"
        )

    def digest(self) -> str:
        """Say what failed, how often, and between which seconds."""
        groups: dict[str, list[float]] = {}
        for failed in self.failures:
            groups.setdefault(f"{failed.host}: {failed.what[:120]}", []).append(failed.after)
        return "\n".join(
            f"{len(when)} times from {min(when):.0f} s to {max(when):.0f} s, {what}"
            for what, when in groups.items()
        )

    def _visit(self, client: int) -> None:
        session = requests.Session()
        for turn in count(client):
            if self._over.is_set():
                return
            host = self.hosts[turn % len(self.hosts)]
            self._ask(session, host, turn)
            self._over.wait(BREATH)

    def _ask(self, session: requests.Session, host: Host, turn: int) -> None:
        began = time.monotonic()
        try:
            made = None
            if turn % MAKES_EVERY == 0:
                made = make(host, session, seed=turn)["id"]
            else:
                session.get(host.url + self._path(turn), timeout=60).raise_for_status()
        except requests.RequestException as error:
            failure = Failure(began - self._began, host.alias, _short(error))
            with self._lock:
                self.failures.append(failure)
            return
        with self._lock:
            self.answered += 1
            self.seconds.append(time.monotonic() - began)
            self.by_host[host.alias] += 1
            if made:
                self.made.append(made)

    def _path(self, turn: int) -> str:
        if self.revisits and self.made and turn % 2:
            return f"/melodies/{self.made[-1]}{self.revisits[turn // 2 % len(self.revisits)]}"
        return self.reads[turn % len(self.reads)]


def _short(error: requests.RequestException) -> str:
    said = error.response.text[:300] if error.response is not None else ""
    return f"{type(error).__name__}: {error} {said}"
