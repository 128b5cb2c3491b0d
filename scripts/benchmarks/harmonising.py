"""Three harmonisations of a melody, by processor time. HTTP is left out."""

import time
from statistics import median
from typing import Final

from melodie.contract import HarmoniesRequest
from scripts.benchmarks.amounts import Amounts
from scripts.benchmarks.measuring import table
from scripts.benchmarks.scores import a_score
from service2_notes.harmonising.harmonising import harmonise

SIZES: Final = (8, 32)
TIMES: Final = 20
OWED: Final = {8: 10}
"""Bars -> milliseconds that they may take."""


def run(amounts: Amounts) -> str:  # noqa: ARG001 -- every benchmark is asked the same way
    """Measure every size."""
    rows = []
    for bars in SIZES:
        spent = [_spent(bars) for _ in range(TIMES)]
        owed = f"under {OWED[bars]}" if bars in OWED else ""
        rows.append((f"{bars} bars", f"{median(spent):.2f}", f"{max(spent):.2f}", owed))
    return table(("ms of CPU, three ways", "median", "most", "owed"), rows)


def _spent(bars: int) -> float:
    wanted = HarmoniesRequest(score=a_score(bars))
    began = time.process_time()
    harmonise(wanted)
    return 1000 * (time.process_time() - began)
