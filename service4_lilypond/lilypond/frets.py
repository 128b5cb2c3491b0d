"""How chords are held on a guitar or a ukulele: diagrams from LilyPond's own tables.

A table has no extensions and no basses, and the guitar's not every quality: there the
plainest chord within is shown, as players simplify, and nothing where there is none.
It has roots on white keys by their natural names alone.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from melodie.contract import ChordSymbols
from melodie.harmony import Chord, Quality
from service4_lilypond.lilypond.music import duration_text, note_name
from service4_lilypond.notation.written import WrittenBar, WrittenChord

TUNINGS: Final[Mapping[ChordSymbols, str]] = {
    "guitar": "guitar-tuning",
    "ukulele": "ukulele-tuning",
}
"""Ways to show chords that have diagrams, and LilyPond's names of the strings."""

WITHIN: Final[Mapping[ChordSymbols, Mapping[Quality, Quality | None]]] = {
    "guitar": {
        "sus4": None,
        "major6": "major",
        "minor6": "minor",
        "half_diminished7": "diminished",
    },
    "ukulele": {},
}
"""What is shown for qualities that a table does not have."""

NATURALS: Final = {"Cb": "B", "Fb": "E", "E#": "F", "B#": "C"}
"""Roots on white keys that have an accidental, by the names that a table has."""

Printed = Iterable[tuple[WrittenBar, tuple[WrittenChord, ...]]]


def table(symbols: ChordSymbols) -> str:
    """Return the line that reads the table, which no other source needs."""
    return f'\\include "predefined-{symbols}-fretboards.ly"\n' if symbols in TUNINGS else ""


def diagrams(printed: Printed, symbols: ChordSymbols, modifiers: Mapping[Quality, str]) -> str:
    """Return the context of the diagrams, which stands below the names."""
    if symbols not in TUNINGS:
        return ""
    lines = "".join(f"    {_bar(bar, chords, symbols, modifiers)} |\n" for bar, chords in printed)
    strings = f"stringTunings = #{TUNINGS[symbols]}"
    return f"  \\new FretBoards \\with {{ {strings} }} \\chordmode {{\n{lines}  }}\n"


def _bar(
    bar: WrittenBar,
    chords: tuple[WrittenChord, ...],
    symbols: ChordSymbols,
    modifiers: Mapping[Quality, str],
) -> str:
    ends = [*(chord.onset for chord in chords), bar.end]
    words = [f"\\skip {duration_text(ends[0] - bar.start)}"] if ends[0] > bar.start else []
    for chord, end in zip(chords, ends[1:], strict=True):
        words.append(_held(chord.chord, duration_text(end - chord.onset), symbols, modifiers))
    return " ".join(words)


def _held(
    chord: Chord | None,
    length: str,
    symbols: ChordSymbols,
    modifiers: Mapping[Quality, str],
) -> str:
    shown = WITHIN[symbols].get(chord.quality, chord.quality) if chord else None
    if chord is None or shown is None:
        return f"\\skip {length}"
    root = NATURALS.get(chord.root, chord.root)
    return f"{note_name(root)}{length}{modifiers[shown]}"
