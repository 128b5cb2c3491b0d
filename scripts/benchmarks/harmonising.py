"""Three harmonisations of a melody, and one by chance, by processor time. HTTP is left out."""

import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import Final

from melodie.contract import HarmoniesRequest, HarmonyRollRequest
from melodie.score import Score
from scripts.benchmarks.amounts import Amounts
from scripts.benchmarks.measuring import table
from scripts.benchmarks.scores import a_score
from service2_notes.harmonising.harmonising import harmonise
from service2_notes.harmonising.rolling import roll_harmony
from service2_notes.twists.harmonising import harmonise_anew

SIZES: Final = (8, 32)
TIMES: Final = 20
OWED: Final = {8: 10}
"""Bars -> milliseconds that they may take."""

WAYS: Final[Mapping[str, Callable[[Score, int], object]]] = {
    "three ways": lambda score, _: harmonise(HarmoniesRequest(score=score)),
    "rolled": lambda score, seed: roll_harmony(HarmonyRollRequest(score=score, seed=seed)),
}


def run(amounts: Amounts) -> str:  # noqa: ARG001 -- every benchmark is asked the same way
    """Measure every size."""
    rows = []
    for way, find in WAYS.items():
        for bars in SIZES:
            score = harmonise_anew(a_score(bars), "plain")
            spent = [_spent(find, score, seed) for seed in range(TIMES)]
            owed = f"under {OWED[bars]}" if bars in OWED else ""
            rows.append((f"{way}, {bars} bars", f"{median(spent):.2f}", f"{max(spent):.2f}", owed))
    return table(("ms of CPU", "median", "most", "owed"), rows)


def _spent(find: Callable[[Score, int], object], score: Score, seed: int) -> float:
    began = time.process_time()
    find(score, seed)
    return 1000 * (time.process_time() - began)
