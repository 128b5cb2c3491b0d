"""Which clef a melody is read in: the instrument's usual one, unless it lies far off."""

from collections.abc import Iterable
from typing import Final

from melodie.clef import STAVES, Clef
from melodie.contract import InstrumentChoice
from melodie.pitch import Pitch

MANY: Final = 0.5
"""Ledger lines for a note, on average, from which another clef is looked for."""


def clef_for(choice: InstrumentChoice, pitches: Iterable[Pitch]) -> Clef:
    """Return the clef in which a player of the instrument reads ``pitches`` best.

    That is the first of its clefs, the usual one in front, with few ledger
    lines; where none has few, the one with the fewest.
    """
    written = [pitch.staff_step - choice.instrument.diatonic for pitch in pitches]
    lines = {
        clef: sum(map(STAVES[clef].ledger_lines, written))
        for clef in (choice.clef, *choice.other_clefs)
    }
    few = [clef for clef in lines if lines[clef] <= MANY * len(written)]
    return few[0] if few else min(lines, key=lambda clef: lines[clef])
