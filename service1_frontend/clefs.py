"""Which clef a melody is read in: the instrument's usual one, unless it lies far off."""

from collections.abc import Iterable, Mapping
from typing import Final

from melodie.contract import InstrumentChoice
from melodie.score import Clef, Pitch

MIDDLE_LINE: Final[Mapping[Clef, int]] = {
    "treble": 34,
    "alto": 28,
    "tenor": 26,
    "bass": 22,
    "treble_8": 27,
    "bass_8": 15,
}
"""The line in the middle of the staff, in diatonic steps above C0: B4 is 4 * 7 + 6."""

FIRST_LEDGER: Final = 6
"""Diatonic steps from the middle line to the first ledger line."""

MANY: Final = 0.5
"""Ledger lines for a note, on average, from which another clef is looked for."""


def clef_for(choice: InstrumentChoice, pitches: Iterable[Pitch]) -> Clef:
    """Return the clef in which a player of the instrument reads ``pitches`` best.

    That is the first of its clefs, the usual one in front, with few ledger
    lines; where none has few, the one with the fewest.
    """
    written = [pitch.staff_step - choice.instrument.diatonic for pitch in pitches]
    lines = {clef: _ledger_lines(clef, written) for clef in (choice.clef, *choice.other_clefs)}
    few = [clef for clef in lines if lines[clef] <= MANY * len(written)]
    return few[0] if few else min(lines, key=lambda clef: lines[clef])


def _ledger_lines(clef: Clef, steps: Iterable[int]) -> int:
    """Count the ledger lines that notes need, each by itself."""
    away = (abs(step - MIDDLE_LINE[clef]) for step in steps)
    return sum((distance - FIRST_LEDGER) // 2 + 1 for distance in away if distance >= FIRST_LEDGER)
