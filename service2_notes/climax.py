"""Where a melody is highest: on one note, which returns only where its bar returns."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from melodie.chance import Chance
from service2_notes.onsets import BarNotes, Onset
from service2_notes.styles import Style

WEAK: Final = 0.5
"""Odds of a note between the beats to be the highest, that of a note on a beat being 1."""


def climax_number(bars: Sequence[BarNotes], style: Style, chance: Chance) -> int | None:
    """Choose which note is the highest; None where a melody is too short for one.

    It is neither the first note nor near the end of a phrase, and neither it nor
    the note that leads to it is in a bar that returns.
    """
    onsets = [onset for bar in bars for onset in bar.onsets]
    own = {number for number, bar in enumerate(bars) if bar.copies is None}
    possible = [
        number
        for number, (before, onset) in enumerate(pairwise(onsets), start=1)
        if {before.bar, onset.bar} <= own
        and not _closing(before, onset, onsets[number + 1 : number + 2])
    ]
    if not possible:
        return None
    return chance.weighted(possible, [_odds(onsets[n], style, len(bars)) for n in possible])


def _closing(before: Onset, onset: Onset, after: Sequence[Onset]) -> bool:
    return any(one.cadence for one in (before, onset, *after)) or not after


def _odds(onset: Onset, style: Style, bars: int) -> float:
    share = style.climax[onset.bar * len(style.climax) // bars]
    return share * (1 if onset.strong else WEAK)
