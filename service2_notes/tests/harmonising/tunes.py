"""Tunes written down by hand, to be harmonised."""

from melodie.score import Bar
from tests.builders import note

TWINKLE = (
    "C4 C4 G4 G4", "A4 A4 G4:2", "F4 F4 E4 E4", "D4 D4 C4:2",
    "G4 G4 F4 F4", "E4 E4 D4:2", "G4 G4 F4 F4", "E4 E4 D4:2",
)  # fmt: skip
ODE = (
    "E4 E4 F4 G4", "G4 F4 E4 D4", "C4 C4 D4 E4", "E4 D4 D4:2",
    "E4 E4 F4 G4", "G4 F4 E4 D4", "C4 C4 D4 E4", "D4 C4 C4:2",
)  # fmt: skip


def tune(*bars: str) -> list[Bar]:
    """Write bars of quarters; a half note ends with ``:2``."""
    return [
        Bar(
            tuple(note(one.removesuffix(":2"), "1/2" if ":" in one else "1/4") for one in b.split())
        )
        for b in bars
    ]
