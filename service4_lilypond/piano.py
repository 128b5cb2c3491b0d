"""What of a score is printed: the tune alone, or all of it as a pianist reads it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from melodie.clef import STAVES, Clef
from melodie.contract import Layout
from melodie.score import Instrument, Score
from service4_lilypond.instruments import INSTRUMENTS

CLEFS: Final[tuple[Clef, ...]] = ("treble", "bass")
"""What pianists read; the first where both are as good."""


def printed(score: Score, layout: Layout) -> Score:
    """Return the score as it is printed.

    A lead sheet has no accompaniment. For a piano the tune is written as it sounds.
    """
    if layout == "lead" or score.accompaniment is None:
        return replace(score, accompaniment=None)
    steps = [e.pitch.staff_step for bar in score.bars for e in bar.events if e.pitch]
    lines: Mapping[Clef, int] = {clef: sum(map(STAVES[clef].ledger_lines, steps)) for clef in CLEFS}
    player = Instrument(INSTRUMENTS[0].instrument.name, score.instrument.program)
    return replace(score, clef=min(CLEFS, key=lines.__getitem__), instrument=player)
