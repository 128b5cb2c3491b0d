"""What of a melody comes back, bar by bar."""

from collections.abc import Sequence

import numpy as np

from scripts.evaluation.features.seen import Portrait, Seen, portrait
from scripts.evaluation.tunes import BARS

HALF = BARS // 2


def form(seen: Seen) -> Portrait:
    """Measure how many bars repeat an earlier one, and how alike the halves are."""
    rhythms, exact = seen.bars(seen.place), seen.bars(seen.place, seen.pitch)
    moved = [tuple((place, pitch - bar[0][1]) for place, pitch in bar) for bar in exact]
    return portrait(
        bar_repeat_rhythm=_returns(rhythms),
        bar_repeat_exact=_returns(exact),
        bar_repeat_transposed=_returns(moved),
        half_similarity_rhythm=_alike(rhythms),
        half_similarity_exact=_alike(exact),
    )


def _returns(bars: Sequence[object]) -> float:
    return float(np.mean([bar in bars[:place] for place, bar in enumerate(bars) if place]))


def _alike(bars: Sequence[object]) -> float:
    return float(np.mean([a == b for a, b in zip(bars[:HALF], bars[HALF:], strict=True)]))
