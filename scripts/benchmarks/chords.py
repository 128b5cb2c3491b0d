"""Chords for a melody that is to be composed: drawn, named and typed. HTTP is left out."""

import time
from statistics import median
from typing import Final

from melodie.contract import ChordsRequest
from melodie.time_signature import TimeSignature
from scripts.benchmarks.amounts import Amounts
from scripts.benchmarks.measuring import table
from service2_notes.harmony.composing import compose_chords

BARS: Final = 32
TIMES: Final = 50
OWED: Final = "under 3"
TIME: Final = TimeSignature(4, 4, (2, 2))
CHOSEN: Final = {
    "drawn": "auto",
    "a progression": "jazz_blues",
    "typed": " | ".join(["Cmaj7 A7b9", "Dm7 G13", "Em7/B Ebo7", "ii7 V7/V"] * 8),
}


def run(amounts: Amounts) -> str:  # noqa: ARG001 -- every benchmark is asked the same way
    """Measure every way to come by chords."""
    rows = []
    for name, text in CHOSEN.items():
        spent = [_spent(text, seed) for seed in range(TIMES)]
        rows.append((name, f"{median(spent):.2f}", f"{max(spent):.2f}", OWED))
    return table((f"ms of CPU, {BARS} bars", "median", "most", "owed"), rows)


def _spent(text: str, seed: int) -> float:
    wanted = ChordsRequest(
        key="C", scale="major", time_signature=TIME, bars=BARS, chords=text, seed=seed
    )
    began = time.process_time()
    compose_chords(wanted)
    return 1000 * (time.process_time() - began)
