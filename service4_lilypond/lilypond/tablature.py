"""A tune as tablature in LilyPond's language, on a staff below the notes.

Its rhythm is that of the notes above, so it has numbers alone. They are those of the pitches
that sound, which a part for a transposing instrument has otherwise.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from melodie.contract import ChordSymbols
from melodie.interval import Interval
from melodie.pitch import Spelling
from service4_lilypond.lilypond.music import duration_text, octave_marks, pitch_name
from service4_lilypond.notation.fretting import (
    STRINGS,
    Fretted,
    Place,
    Strings,
    octaves_to,
    places,
)
from service4_lilypond.notation.written import WrittenBar, WrittenEvent, WrittenPart

TABLATURES: Final[Mapping[ChordSymbols, Fretted]] = {
    "guitar_tab": "guitar",
    "ukulele_tab": "ukulele",
}
"""Ways to show chords that have the tune as tablature below, and for which instrument."""

SILENT: Final = """
    \\context {
      \\TabStaff
      \\remove "Staff_performer"
    }
    \\context {
      \\TabVoice
      \\remove "Note_performer"
    }
  """
"""What keeps LilyPond from playing a tune twice."""

SHIFTS: Final[Mapping[int, str]] = {
    1: "8va",
    2: "15ma",
    3: "22ma",
    -1: "8vb",
    -2: "15mb",
    -3: "22mb",
}
"""What stands above a staff whose numbers are so many octaves from the notes."""
EMPTY: Final = "s"


def tablature(part: WrittenPart, symbols: ChordSymbols) -> str:
    """Return the staff that stands below the notes; empty where none is asked for.

    A tune that lies badly on the strings is moved by octaves, which is said above the staff.
    A note that no octave brings there is left out.
    """
    if symbols not in TABLATURES or part.below:
        return ""
    instrument = TABLATURES[symbols]
    writer = _Writer(part, STRINGS[instrument])
    lines = "".join(f"    {words} | % {number}\n" for number, words in writer.bars())
    strings = f"stringTunings = #{instrument}-tuning"
    return (
        f'  \\new TabStaff \\with {{ {strings} }} {{\n    \\clef "moderntab"\n'
        f"{_told(writer.octaves)}{lines}  }}\n"
    )


class _Writer:
    """Writes the notes of a part, each on the string where it is played."""

    def __init__(self, part: WrittenPart, strings: Strings) -> None:
        self._part = part
        events = (event for bar in part.bars for event in bar.events)
        written = (event.pitch for event in events if event.pitch and not event.tied_from)
        struck = [_sounding(pitch, part.transposition) for pitch in written]
        keys = [pitch.key_number for pitch in struck]
        self.octaves = octaves_to(strings, keys)
        moved = [key + 12 * self.octaves for key in keys]
        self._notes = zip(struck, places(strings, moved), strict=True)
        self._held: tuple[Spelling | None, Place | None] = (None, None)

    def bars(self) -> Iterator[tuple[int, str]]:
        for bar in self._part.bars:
            yield bar.number, self._bar(bar)

    def _bar(self, bar: WrittenBar) -> str:
        return " ".join(map(self._event, bar.events))

    def _event(self, event: WrittenEvent) -> str:
        if event.pitch and not event.tied_from:
            self._held = next(self._notes)
        length = duration_text(event.duration)
        pitch, place = self._held
        if event.pitch is None or pitch is None or place is None:
            return EMPTY + length
        moved = Spelling(pitch.octave + self.octaves, pitch.step, pitch.alter)
        head = pitch_name(moved) + octave_marks(moved)
        return f"{head}{length}\\{place.string}{'~' * event.tied_to}"


def _sounding(written: Spelling, transposition: Interval) -> Spelling:
    step = written.staff_step + transposition.steps
    return Spelling.spelled_near(step, written.key_number + transposition.semitones)


def _told(octaves: int) -> str:
    if not octaves:
        return ""
    return f'    <>^\\markup \\italic \\small "{SHIFTS[octaves]}"\n'
