"""A wall of ideas: when its first byte and its last are there, new, known, and like an idea.

The page is sent up to its first idea once that is there, and the last byte bounds what is owed
for all eight. When a browser shows the first is measured by ``browsing``.
"""

import os
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from html import unescape
from pathlib import Path
from statistics import median
from typing import Final
from urllib.parse import urlencode

import requests

from melodie import ENGINE_VERSION
from scripts.benchmarks.amounts import Amounts
from scripts.benchmarks.measuring import PROC, family, table, timed
from scripts.stack import Stack

SEEDS: Final = range(1, 31)
WARM_UP: Final = range(100, 105)
IDEAS: Final = 8
OWED: Final = 400
"""Milliseconds of the server's time that all eight may take."""

CROWD: Final = 100
"""Rolls that are asked for at the same time."""

SOUND: Final = re.compile(r'href="([^"]*/ideas/[^"]*\.wav[^"]*)" data-hear')


def run(amounts: Amounts) -> str:  # noqa: ARG001 -- every benchmark is asked the same way
    """Measure walls of both lengths, one after the other, and many at the same time."""
    with (
        tempfile.TemporaryDirectory(prefix="melodie-bench-") as folder,
        Stack(Path(folder)) as stack,
        requests.Session() as session,
    ):
        session.trust_env = False
        ask = Asking(session, stack.base_url)
        for seed in WARM_UP:
            ask.wall(seed)
        spent = _spent(stack, ask)
        rows = list(_rows(ask))
        crowd = _crowd(stack.base_url)
    headings = ("milliseconds", "median", "95 %", "most")
    return f"{table(headings, rows)}\nowed: all eight, new, in {OWED}\n\n{spent}\n{crowd}"


class Asking:
    """Asks for walls as a browser does."""

    def __init__(self, session: requests.Session, base_url: str) -> None:
        self._session, self._base_url = session, base_url

    def wall(self, seed: int, **more: object) -> str:
        """Return the page of a wall, with all of its ideas."""
        answer = self._session.get(wall_address(self._base_url, seed, **more), timeout=30)
        answer.raise_for_status()
        if answer.text.count("data-idea=") < IDEAS // 2:
            raise RuntimeError("this is no wall of ideas")
        return answer.text

    def sound(self, page: str) -> None:
        """Fetch the sound of the first idea of a page."""
        found = SOUND.search(page)
        assert found  # noqa: S101 -- every idea has a sound
        self._session.get(self._base_url + unescape(found[1]), timeout=30).raise_for_status()


def wall_address(base_url: str, seed: int, **more: object) -> str:
    """Return the address of the wall of a seed."""
    return f"{base_url}/?{urlencode({'wall': seed, 'engine': ENGINE_VERSION, **more})}"


def _spent(stack: Stack, ask: Asking) -> str:
    """Tell the processor time of all services, which what else a machine does hardly changes."""
    before = _processor(stack)
    for seed in range(200, 200 + len(SEEDS)):
        ask.wall(seed)
    each = 1000 * (_processor(stack) - before) / len(SEEDS)
    return f"processor time of all services for a new wall of 2 bars: {each:.0f} ms"


def _processor(stack: Stack) -> float:
    seconds = 0.0
    for service in stack.services.values():
        for pid in family(service.pid or 0):
            after_name = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
            seconds += (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")
    return seconds


def _rows(ask: Asking) -> Iterator[tuple[str, ...]]:
    for bars in (2, 4):
        wanted = partial(ask.wall, ideas=bars)
        yield _row(f"{bars} bars, new", wanted)
        yield _row(f"{bars} bars, known", wanted)
        for near in (0, 50, 100):
            like = partial(ask.wall, ideas=bars, like=7, near=near)
            yield _row(f"{bars} bars, like an idea, dial {near}", like)
    pages = {seed: ask.wall(seed) for seed in SEEDS}
    yield _row("sound of an idea, new", lambda seed: ask.sound(pages[seed]))


def _row(what: str, deed: Callable[[int], object]) -> tuple[str, ...]:
    taken = sorted(1000 * timed(partial(deed, seed)) for seed in SEEDS)
    shown = (median(taken), taken[len(taken) * 95 // 100], taken[-1])
    return (what, *(f"{one:.0f}" for one in shown))


def _crowd(base_url: str) -> str:
    with ThreadPoolExecutor(CROWD) as clients:
        answers = Counter(
            clients.map(lambda seed: _status(base_url, seed), range(1000, 1000 + CROWD))
        )
    said = ", ".join(f"{number} times {status}" for status, number in sorted(answers.items()))
    return f"{CROWD} new walls asked for at once: {said}"


def _status(base_url: str, seed: int) -> int:
    return requests.get(wall_address(base_url, seed), timeout=60).status_code
