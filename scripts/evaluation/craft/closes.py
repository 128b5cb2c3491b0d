"""Half closes, closes, and repose where phrases end."""

from collections import Counter
from statistics import mean
from typing import Final

from scripts.evaluation.craft.heard import (
    FIFTH,
    SECOND,
    SEVENTH,
    TONIC,
    Heard,
    Measures,
)
from scripts.evaluation.steps import DEGREES

OPEN: Final = (SECOND, FIFTH, SEVENTH)
"""Degrees that a half close leaves open."""
FOURTH_BAR, SEVENTH_BAR, LAST_BAR = 3, 6, 7
LATE: Final = 5


def closes(heard: Heard) -> Measures:
    """Measure how the two halves end."""
    half, before, last = (heard.bars[at] for at in (FOURTH_BAR, SEVENTH_BAR, LAST_BAR))
    usual = Counter(note.length for note in heard.notes).most_common(1)[0][0]
    longest = max(half.notes, key=lambda note: note.length)
    held = half.heights[half.notes.index(longest)] % DEGREES
    into = [move.steps for move in heard.moves if move.after.bar == LAST_BAR]
    return {
        "bar 4 ends on 2, 5 or 7": float(half.heights[-1] % DEGREES in OPEN),
        "bar 4 ends on the tonic": float(half.heights[-1] % DEGREES == TONIC),
        "bar 4's longest note is 2, 5 or 7": float(held in OPEN),
        "bar 4 holds a note twice as long as usual": float(longest.length >= 2 * usual),
        "bar 7 ends on 2, 5 or 7": float(before.heights[-1] % DEGREES in OPEN),
        "the last note is the tonic": float(last.heights[-1] % DEGREES == TONIC),
        "the last note is reached by step": float(abs(into[-1]) == 1),
        "the last bar has its rhythm from an earlier one": float(_heard_before(heard)),
    }


def repose(heard: Heard) -> Measures:
    """Measure whether bars 2, 4 and 6 rest longer than the bars before them."""
    rests = [bar.length - bar.onsets[-1] for bar in heard.bars]
    pairs = [(rests[at], rests[at + 1]) for at in range(0, LATE + 1, 2)]
    return {
        "of bars 2, 4, 6: end longer than the bar before": mean(a < b for a, b in pairs),
        "of bars 2, 4, 6: end shorter than the bar before": mean(a > b for a, b in pairs),
    }


def _heard_before(heard: Heard) -> bool:
    rhythms = [bar.onsets for bar in heard.bars]
    return rhythms[LAST_BAR] in rhythms[:LAST_BAR]
