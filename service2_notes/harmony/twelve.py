"""The twelve bars of a blues, whose chords every musician knows, and their turnaround."""

from collections.abc import Mapping, Sequence
from typing import Final

from melodie.chance import Chance
from service2_notes.harmony.grammar import Grammar
from service2_notes.reading import TuneBar

TWELVE: Final = 12
ENDS: Final = frozenset({"section", "final"})
STROKE: Final = "/"

Pair = tuple[int, int]
"""The roots of a bar's two chords."""


def twelve_bars(bars: Sequence[TuneBar], grammar: Grammar, seed: int) -> Mapping[int, Pair]:
    """Return the roots of choruses of twelve bars, if the form is one of them, else none."""
    whole = bars and len(bars) % TWELVE == 0
    if not whole or not grammar.twelve:
        return {}
    if any(bars[last].cadence not in ENDS for last in range(TWELVE - 1, len(bars), TWELVE)):
        return {}
    odds, rows = zip(*grammar.twelve, strict=True)
    row = Chance("harmony twelve bars", seed).weighted(rows, odds)
    chorus = [_pair(written) for written in row.split()]
    return {place: chorus[place % TWELVE] for place in range(len(bars))}


def _pair(written: str) -> Pair:
    first, _, second = written.partition(STROKE)
    return int(first), int(second or first)
