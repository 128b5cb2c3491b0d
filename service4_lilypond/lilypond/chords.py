"""Chord symbols in LilyPond's language: names that people can edit and transpose, or figures.

A chord is written in chord mode, and how its kind is printed stands in a list of exceptions,
so that LilyPond prints what the other files have and not names of its own.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from melodie.chord_kinds import kind_of
from melodie.contract import ChordSymbols
from melodie.harmony import Chord, Quality
from melodie.interval import MAJOR, Interval
from melodie.pitch import Pitch, Spelling
from service4_lilypond.lilypond.frets import diagrams
from service4_lilypond.lilypond.music import duration_text, note_name, octave_marks, pitch_name
from service4_lilypond.lilypond.page import scheme_string
from service4_lilypond.notation.written import WrittenBar, WrittenChord

Bars = Iterable[tuple[WrittenBar, bool]]
"""Bars, each with whether a line begins with it."""

Writer = Callable[[WrittenChord, str], str]
"""Writes a chord that lasts so long."""

MODIFIERS: Final[Mapping[Quality, str]] = {
    "major": "",
    "minor": ":m",
    "diminished": ":dim",
    "augmented": ":aug",
    "sus4": ":sus4",
    "major6": ":6",
    "minor6": ":m6",
    "dominant7": ":7",
    "major7": ":maj7",
    "minor7": ":m7",
    "half_diminished7": ":m7.5-",
    "diminished7": ":dim7",
}
"""How chord mode writes each quality; other kinds are written note by note."""

LOW_C: Final = Pitch(3, "C")

SEVENTH: Final = 6
"""Steps to the note that chord mode takes to be minor."""

GLYPHS: Final[Mapping[str, str]] = {"b": "\\flat", "#": "\\sharp"}
SMALL_GLYPH: Final = "\\fontsize #-3 \\raise #0.4 "

SILENT: Final = """
    \\context {
      \\ChordNames
      \\remove "Note_performer"
      \\remove "Staff_performer"
    }
    \\context {
      \\FretBoards
      \\remove "Note_performer"
      \\remove "Staff_performer"
    }
  """
"""What keeps LilyPond from playing the names of chords."""


def symbols_context(bars: Bars, symbols: ChordSymbols) -> str:
    """Return the context above the staff; empty where nothing is said about chords."""
    printed = [(bar, bar.symbols(heads_line=heads)) for bar, heads in bars]
    if not any(chords for _, chords in printed):
        return ""
    write, opening = (_figure, FIGURES) if symbols == "roman" else (_chord, _names(printed))
    lines = (" ".join(_timed(bar, chords, write)) for bar, chords in printed)
    held = diagrams(printed, symbols, MODIFIERS)
    return f"{opening}{''.join(f'    {line} |{chr(10)}' for line in lines)}  }}\n{held}"


FIGURES: Final = """\
  \\new Lyrics \\with {
    \\override LyricText.self-alignment-X = #LEFT
    \\override LyricText.extra-spacing-width = #'(0 . 0.8)
    \\override VerticalAxisGroup.staff-affinity = #DOWN
    \\override VerticalAxisGroup.nonstaff-relatedstaff-spacing.padding = #1
  } \\lyricmode {
"""


def _names(printed: Iterable[tuple[WrittenBar, tuple[WrittenChord, ...]]]) -> str:
    chords = (chord.chord for _, shown in printed for chord in shown if chord.chord)
    suffixes = {_notes(chord): _suffix(kind_of(chord).suffix) for chord in chords}
    rows = "".join(
        f"      <{notes}>-\\markup {suffix}\n" for notes, suffix in suffixes.items() if suffix
    )
    known = (
        "\\with {\n"
        "    chordNameExceptions = #(sequential-music-to-chord-exceptions #{ {\n"
        f"{rows}"
        "    } #} #t)\n"
        "  } "
    )
    return f"  \\new ChordNames {known if rows else ''}\\chordmode {{\n"


def _timed(bar: WrittenBar, chords: tuple[WrittenChord, ...], write: Writer) -> Iterator[str]:
    """Yield chords and the gap before the first of them; together they last as long as the bar."""
    ends = [*(chord.onset for chord in chords), bar.end]
    if ends[0] > bar.start:
        yield f"\\skip {duration_text(ends[0] - bar.start)}"
    for chord, end in zip(chords, ends[1:], strict=True):
        yield write(chord, duration_text(end - chord.onset))


def _figure(chord: WrittenChord, length: str) -> str:
    return f"{scheme_string(chord.label)}{length}"


def _chord(written: WrittenChord, length: str) -> str:
    chord = written.chord
    if chord is None:
        return f"r{length}"
    bass = f"/+{note_name(chord.bass)}" if chord.bass else ""
    return f"{note_name(chord.root)}{length}{_modifier(chord)}{bass}"


def _modifier(chord: Chord) -> str:
    """Return what makes a chord of this kind on a root: ``:m7``, or ``:1.3.5-.7.9-``."""
    kind = kind_of(chord)
    plain = Chord("C", chord.quality)
    if kind_of(plain) == kind:
        return MODIFIERS[chord.quality]
    return ":" + ".".join(map(_tone, kind.tones))


def _tone(tone: Interval) -> str:
    octaves, step = divmod(tone.steps, 7)
    usual = 12 * octaves + MAJOR[step + 1] - (step == SEVENTH)
    alteration = tone.semitones - usual
    return f"{tone.steps + 1}{'+' * max(alteration, 0)}{'-' * max(-alteration, 0)}"


def _notes(chord: Chord) -> str:
    """Return the notes of a chord of this kind on C, which is how LilyPond recognises it."""
    spelled = (
        Spelling.spelled(LOW_C.staff_step + tone.steps, LOW_C.key_number + tone.semitones)
        for tone in kind_of(chord).tones
    )
    return " ".join(pitch_name(note) + octave_marks(note) for note in spelled)


def _suffix(suffix: str) -> str:
    """Return a suffix as markup: the ``m`` of minor on the line, all else small and raised."""
    minor = suffix.startswith("m") and not suffix.startswith("maj")
    raised = suffix[1:] if minor else suffix
    parts = (
        f"{SMALL_GLYPH}{GLYPHS[part]}" if part in GLYPHS else scheme_string(part)
        for part in re.split("([b#])", raised)
        if part
    )
    small = f"\\super \\concat {{ {' '.join(parts)} }}" if raised else ""
    return f'\\concat {{ "m" {small} }}' if minor else small
