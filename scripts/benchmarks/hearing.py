"""Sound as a player asks for it, and its timeline: how long each takes to be made.

Every sound is asked for once, so that none is at hand. Wall time is what a musician
waits from a new setting to the first byte of its sound, over HTTP and both services.
"""

import statistics
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import requests

from scripts.benchmarks.amounts import Amounts
from scripts.benchmarks.measuring import table, timed
from scripts.stack import Stack

BARS: Final = (2, 8, 32)
OWED: Final = "owed: a sound of 8 bars under 200 ms, and with an accompaniment under 120 ms"

SETTINGS: Final = {
    "as written": "",
    "half as fast": "tempo=50",
    "half as fast again": "tempo=150",
    "count-in, metronome": "count_in=1&metronome=1",
    "two bars in a loop": "from=1&to=2&loop=1",
    "flute": "instrument=flute",
    "saxophone": "instrument=alto_sax",
}
ACCOMPANIED: Final = {"with an accompaniment": "", "... the tune alone": "tune_alone=1"}
SEEDS: Final = range(9)
PAPER: Final = "heard.pdf"


def run(amounts: Amounts) -> str:  # noqa: ARG001 -- every benchmark is asked the same way
    """Measure sounds of melodies of several lengths, and their timelines."""
    with (
        tempfile.TemporaryDirectory(prefix="melodie-bench-") as folder,
        Stack(Path(folder)) as stack,
    ):
        rows = [
            *_rows(stack, "none", "sound.wav", SETTINGS),
            *_rows(stack, "arpeggio", "sound.wav", ACCOMPANIED),
            *_rows(stack, "none", "timeline.json", {"timeline": "count_in=1&metronome=1"}),
        ]
    headings = ("median ms", *(f"{bars} bars" for bars in BARS))
    return f"{table(headings, rows)}\n{OWED}"


def _rows(
    stack: Stack, pattern: str, file: str, settings: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    made = {bars: [_made(stack, bars, seed, pattern) for seed in SEEDS] for bars in BARS}
    for name, query in settings.items():
        times = (_milliseconds(made[bars], f"{file}?{query}") for bars in BARS)
        yield name, *(f"{time:.0f}" for time in times)


def _made(stack: Stack, bars: int, seed: int, pattern: str) -> str:
    recipe = {"name": "heard", "bars": bars, "seed": seed, "tempo": 100, "time_signature": "4/4"}
    recipe["accompaniment"] = pattern
    answer = requests.post(f"{stack.base_url}/api/v1/melodies", json=recipe, timeout=30)
    url: str = answer.json()["url"]
    _fetch(f"{url}/{PAPER}")  # which is engraved in any case, and would be meanwhile
    return url


def _milliseconds(melodies: list[str], file: str) -> float:
    """Return the median; the first melody is left out, as it warms the service up."""
    times = [timed(lambda url=url: _fetch(f"{url}/{file}")) for url in melodies]  # type: ignore[misc]
    return 1000 * statistics.median(times[1:])


def _fetch(url: str) -> None:
    requests.get(url, timeout=60).raise_for_status()
