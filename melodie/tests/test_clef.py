from typing import get_args

import pytest

from melodie.clef import STAVES, Clef
from melodie.pitch import Pitch


def test_every_clef_sets_a_staff() -> None:
    assert set(STAVES) == set(get_args(Clef))


@pytest.mark.parametrize(
    ("clef", "note"),
    [
        ("treble", "B4"),
        ("alto", "C4"),
        ("tenor", "A3"),
        ("bass", "D3"),
        ("treble_8", "B3"),
        ("bass_8", "D2"),
    ],
)
def test_a_clef_gives_the_middle_line_to_a_note(clef: Clef, note: str) -> None:
    assert STAVES[clef].middle_line == Pitch.parse(note).staff_step


@pytest.mark.parametrize(
    ("clef", "note", "lines"),
    [
        ("treble", "B4", 0),
        ("treble", "G5", 0),
        ("treble", "A5", 1),
        ("treble", "C6", 2),
        ("treble", "D4", 0),
        ("treble", "C4", 1),
        ("treble", "F3", 3),
        ("bass", "C4", 1),
        ("bass", "E2", 1),
        ("alto", "C4", 0),
    ],
)
def test_what_lies_off_the_staff_needs_ledger_lines(clef: Clef, note: str, lines: int) -> None:
    assert STAVES[clef].ledger_lines(Pitch.parse(note).staff_step) == lines
