"""How a melody begins, pauses and ends."""

import numpy as np

from scripts.evaluation.features.seen import Portrait, Seen, portrait
from scripts.evaluation.tunes import BARS

STABLE = (2, 7)


def cadence(seen: Seen) -> Portrait:
    """Measure the first note, the last of the first half, and the last of all."""
    first_half = np.flatnonzero(seen.bar < BARS // 2)
    half = first_half[-1] if len(first_half) else 0
    known = float(len(first_half) > 0)
    return portrait(
        final_is_tonic=seen.degree[-1] == 0,
        final_in_triad=seen.of_triad[-1],
        first_in_triad=seen.of_triad[0],
        final_length=seen.length[-1] / seen.bar_length,
        final_interval=abs(seen.interval[-1]),
        half_last_length=known * seen.length[half] / seen.bar_length,
        half_last_stable=known * (seen.degree[half] in STABLE),
        half_last_tonic=known * (seen.degree[half] == 0),
        center_above_final=seen.pitch.mean() - seen.pitch[-1],
    )
