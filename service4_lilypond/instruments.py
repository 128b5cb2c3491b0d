"""The instruments a melody can be written for.

Ranges are the comfortable sounding ranges of a good amateur, not the
extremes: they lie inside those of Samuel Adler, "The Study of Orchestration"
(2002); voices have their choral ranges. Programs are General MIDI's, counted
from 0.
"""

from collections.abc import Mapping
from typing import Final

from melodie.contract import InstrumentChoice
from melodie.score import Clef, Instrument, Pitch

Transposition = tuple[int, int]
"""Steps and semitones from the written to the sounding pitch."""

AS_WRITTEN: Final[Transposition] = (0, 0)
IN_B_FLAT: Final[Transposition] = (-1, -2)
IN_F: Final[Transposition] = (-4, -7)
IN_E_FLAT: Final[Transposition] = (-5, -9)
OCTAVE_LOWER: Final[Transposition] = (-7, -12)

_Row = tuple[str, str, int, Transposition, Clef, str, str]
_ROWS: Final[tuple[_Row, ...]] = (
    ("piano", "Piano", 0, AS_WRITTEN, "treble", "C4", "C6"),
    ("violin", "Violin", 40, AS_WRITTEN, "treble", "G3", "B5"),
    ("viola", "Viola", 41, AS_WRITTEN, "alto", "C3", "E5"),
    ("cello", "Cello", 42, AS_WRITTEN, "bass", "C2", "G4"),
    ("double_bass", "Double bass", 43, OCTAVE_LOWER, "bass", "E1", "G3"),
    ("flute", "Flute", 73, AS_WRITTEN, "treble", "C4", "G6"),
    ("oboe", "Oboe", 68, AS_WRITTEN, "treble", "D4", "C6"),
    ("clarinet", "Clarinet in B♭", 71, IN_B_FLAT, "treble", "D3", "A5"),
    ("bassoon", "Bassoon", 70, AS_WRITTEN, "bass", "C2", "E4"),
    ("alto_sax", "Alto saxophone in E♭", 65, IN_E_FLAT, "treble", "Db3", "Ab5"),
    ("trumpet", "Trumpet in B♭", 56, IN_B_FLAT, "treble", "F#3", "G5"),
    ("horn", "Horn in F", 60, IN_F, "treble", "C3", "C5"),
    ("trombone", "Trombone", 57, AS_WRITTEN, "bass", "E2", "F4"),
    ("guitar", "Guitar", 24, AS_WRITTEN, "treble_8", "E2", "E5"),
    ("soprano", "Soprano voice", 53, AS_WRITTEN, "treble", "C4", "G5"),
    ("alto", "Alto voice", 53, AS_WRITTEN, "treble", "G3", "D5"),
    ("tenor", "Tenor voice", 53, AS_WRITTEN, "treble_8", "C3", "G4"),
    ("bass", "Bass voice", 53, AS_WRITTEN, "bass", "F2", "D4"),
)

_OTHER_CLEFS: Final[Mapping[str, tuple[Clef, ...]]] = {
    "piano": ("bass",),
    "viola": ("treble",),
    "cello": ("tenor", "treble"),
    "double_bass": ("tenor",),
    "bassoon": ("tenor",),
    "trombone": ("tenor",),
}
"""What their players read, beside the usual clef (Gould, "Behind Bars", 2011)."""

INSTRUMENTS: Final = tuple(
    InstrumentChoice(
        id=identifier,
        instrument=Instrument(name, program, *transposition),
        clef=clef,
        other_clefs=_OTHER_CLEFS.get(identifier, ()),
        lowest=Pitch.parse(lowest),
        highest=Pitch.parse(highest),
    )
    for identifier, name, program, transposition, clef, lowest, highest in _ROWS
)
"""Every instrument on offer; the first is the default."""
