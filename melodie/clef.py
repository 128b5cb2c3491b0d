"""The clefs that melodies are written in, and which lines of the staff they give to which notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Clef = Literal["treble", "alto", "tenor", "bass", "treble_8", "bass_8"]

STEP_OF_SIGN: Final = {"G": 32, "C": 28, "F": 24}
"""The note that a clef's sign stands for, G4, C4 or F3, in diatonic steps above C0."""

MIDDLE: Final = 3
"""The line in the middle of the staff, counted from below."""

FIRST_LEDGER: Final = 6
"""Diatonic steps from the middle line to the first ledger line."""


@dataclass(frozen=True, slots=True)
class Staff:
    """How a clef sets a staff: its ``sign`` on a ``line``, counted from below.

    The notes sound ``octaves`` above where the sign alone puts them.
    """

    sign: Literal["G", "C", "F"]
    line: int
    octaves: int = 0

    @property
    def middle_line(self) -> int:
        """The note on the middle line, in diatonic steps above C0."""
        return STEP_OF_SIGN[self.sign] + 2 * (MIDDLE - self.line) + 7 * self.octaves

    def ledger_lines(self, staff_step: int) -> int:
        """Return how many ledger lines a note needs, in diatonic steps above C0."""
        distance = abs(staff_step - self.middle_line)
        return max(0, (distance - FIRST_LEDGER) // 2 + 1)


STAVES: Final[Mapping[Clef, Staff]] = {
    "treble": Staff("G", 2),
    "alto": Staff("C", 3),
    "tenor": Staff("C", 4),
    "bass": Staff("F", 4),
    "treble_8": Staff("G", 2, -1),
    "bass_8": Staff("F", 4, -1),
}
