"""Rolls, other notes and twists of a melody: from the request to the stored answer."""

import statistics
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

import requests

from scripts.benchmarks.amounts import Amounts
from scripts.benchmarks.measuring import table, timed
from scripts.stack import Stack

BARS: Final = (2, 8, 32)
SEEDS: Final = range(9)
"""One melody each; the first warms the services up."""

ROLLS: Final = ("everything", "chords", "rhythm", "pitches", "ending")


def run(amounts: Amounts) -> str:  # noqa: ARG001 -- every benchmark is asked the same way
    """Measure what is made of melodies of several lengths, through the API."""
    with (
        tempfile.TemporaryDirectory(prefix="melodie-bench-") as folder,
        Stack(Path(folder)) as stack,
        requests.Session() as session,
    ):
        session.trust_env = False
        api = Api(session, f"{stack.base_url}/api/v1")
        made = {bars: [api.melody(bars, seed) for seed in SEEDS] for bars in BARS}
        rows = [
            (name, *(f"{_milliseconds(deed, made[bars]):.0f}" for bars in BARS))
            for name, deed in api.deeds().items()
        ]
    return table(("median ms", *(f"{bars} bars" for bars in BARS)), rows)


class Api:
    """Asks as a program does."""

    def __init__(self, session: requests.Session, base: str) -> None:
        self._session, self._base = session, base

    def melody(self, bars: int, seed: int) -> str:
        """Return the id of a new melody."""
        return str(self._sent("melodies", {"name": "varied", "bars": bars, "seed": seed})["id"])

    def deeds(self) -> dict[str, Callable[[str], object]]:
        """Return all that is measured, by its name, each of a melody's id."""
        twists = self._got("twists")["twists"]
        return {
            **{f"roll, {what}": partial(self._roll, what) for what in ROLLS},
            "what else fits for a note": lambda one: self._got(f"melodies/{one}/notes/2"),
            **{
                f"twist, {twist['id'].replace('_', ' ')}": partial(self._twist, twist["id"])
                for twist in twists
            },
        }

    def _roll(self, what: str, melody: str) -> object:
        return self._sent(f"melodies/{melody}/rolls", {"what": what, "locked": [1]})

    def _twist(self, twist: str, melody: str) -> object:
        """Look at a twist; one that a melody is too short for is refused as fast."""
        path = f"{self._base}/melodies/{melody}/twists"
        return self._session.get(path, params={"twist": twist}, timeout=30)

    def _got(self, path: str) -> Any:
        return self._checked(self._session.get(f"{self._base}/{path}", timeout=30))

    def _sent(self, path: str, wanted: dict[str, Any]) -> Any:
        return self._checked(self._session.post(f"{self._base}/{path}", json=wanted, timeout=30))

    @staticmethod
    def _checked(answer: requests.Response) -> Any:
        answer.raise_for_status()
        return answer.json()


def _milliseconds(deed: Callable[[str], object], melodies: list[str]) -> float:
    times = [timed(partial(deed, melody)) for melody in melodies]
    return 1000 * statistics.median(times[1:])
