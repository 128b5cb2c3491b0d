"""The instruments a melody can be written for.

Ranges are the comfortable sounding ranges of a good amateur, not the
extremes: they lie inside those of Samuel Adler, "The Study of Orchestration"
(2002); voices have their choral ranges. Programs are General MIDI's, counted
from 0.
"""

from collections.abc import Mapping
from typing import Final

from melodie.clef import Clef
from melodie.contract import InstrumentChoice
from melodie.interval import UNISON, Interval
from melodie.pitch import Pitch
from melodie.score import Instrument

AS_WRITTEN: Final = UNISON
IN_B_FLAT: Final = Interval(-1, -2)
IN_F: Final = Interval(-4, -7)
IN_E_FLAT: Final = Interval(-5, -9)
OCTAVE_LOWER: Final = Interval(-7, -12)
"""From the written to the sounding pitch."""

_Row = tuple[str, str, int, Interval, Clef, str, str]
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
"""The clefs that their players read, beside the usual one (Gould, "Behind Bars", 2011)."""

INSTRUMENTS: Final = tuple(
    InstrumentChoice(
        id=identifier,
        instrument=Instrument(name, program, moved.steps, moved.semitones),
        clef=clef,
        other_clefs=_OTHER_CLEFS.get(identifier, ()),
        lowest=Pitch.parse(lowest),
        highest=Pitch.parse(highest),
    )
    for identifier, name, program, moved, clef, lowest, highest in _ROWS
)
"""Every instrument on offer; the first is the default."""
