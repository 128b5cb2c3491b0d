"""A score as LilyPond source.

Text from outside stands in Scheme strings only, all made by one function;
everything else is numbers and names from tables.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final

from melodie.score import Pitch, Score, TimeSignature
from service4_lilypond.hierarchy import CROTCHET
from service4_lilypond.layout import bars_in_system, breaks_inside
from service4_lilypond.lilypond_music import (
    bar_text,
    duration_text,
    note_name,
    octave_marks,
    pitch_name,
)
from service4_lilypond.notation import notate
from service4_lilypond.transposing import Transposition
from service4_lilypond.written import WrittenPart

VERSION: Final = "2.24.3"

UNPRINTABLE: Final = {"Cc", "Cs", "Cn", "Co", "Zl", "Zp"}
"""Unicode categories that no font shows and that would break a line of source."""

LONG_TITLE: Final = 30
"""Ems of text above which a title is set smaller, to stay on its line."""

MIDDLE_C: Final = Pitch(4, "C")


def lilypond_text(score: Score, footline: str = "", *, midi: bool = False) -> str:
    """Return ``score`` as source for LilyPond 2.24.

    ``footline`` is printed small at the foot of the last page. With ``midi``
    LilyPond also performs the score. Raises ``InvalidInput`` when a pitch
    lies beyond what can be written.
    """
    part = notate(score)
    in_system = bars_in_system(part.bars)
    performed = "  \\midi { }\n" if midi else ""
    return (
        f'\\version "{VERSION}"\n'
        '\\language "nederlands"\n\n'
        "#(set-global-staff-size 20)\n"
        '#(set-default-paper-size "a4")\n\n'
        f"{_header(score, footline)}\n"
        f"{_paper(part, in_system)}\n"
        "\\score {\n"
        "  \\new Staff {\n"
        f"{_indented(_opening(score, part))}"
        f"{_indented(_music(part, in_system))}"
        '    \\bar "|."\n'
        "  }\n"
        f"{LAYOUT}"
        f"{performed}"
        "}\n"
    )


LAYOUT: Final = """\
  \\layout {
    \\context {
      \\Staff
      autoBeaming = ##f
      extraNatural = ##f
      \\numericTimeSignature
    }
  }
"""


def scheme_string(text: str) -> str:
    """Quote ``text`` so that LilyPond takes it for nothing but text."""
    shown = "".join(" " if unicodedata.category(c) in UNPRINTABLE else c for c in text)
    escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _header(score: Score, footline: str) -> str:
    foot = f"\\markup \\abs-fontsize #7 {scheme_string(footline)}" if footline else "##f"
    return (
        "\\header {\n"
        f"  title = {_title(score.title)}\n"
        f"  instrument = {scheme_string(score.instrument.name)}\n"
        f"  tagline = {foot}\n"
        "}\n"
    )


def _title(title: str) -> str:
    ems = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in title)
    smaller = min(-(-(ems - LONG_TITLE) // 6), 6)
    size = f"\\markup \\fontsize #-{smaller} " if smaller > 0 else ""
    return size + scheme_string(title)


def _paper(part: WrittenPart, in_system: int) -> str:
    full = sum(bar.number > 0 for bar in part.bars)
    ragged = "  ragged-last = ##t\n" if full > in_system and full % in_system else ""
    return f"\\paper {{\n  indent = 0\n{ragged}}}\n"


def _opening(score: Score, part: WrittenPart) -> Iterator[str]:
    yield f'\\clef "{score.clef}"'
    yield f"\\key {note_name(part.tonic)} \\{part.mode}"
    yield f"\\time {_grouping(score.time_signature)}{score.time_signature}"
    yield f"\\tempo {duration_text(score.tempo.beat_unit)} = {score.tempo.bpm}"
    if part.diatonic or part.chromatic:
        heard = Transposition(-part.diatonic, -part.chromatic).written(MIDDLE_C)
        yield f"\\transposition {pitch_name(heard)}{octave_marks(heard)}"
    if score.bars[0].pickup:
        yield f"\\partial {duration_text(score.bars[0].length)}"


def _grouping(metre: TimeSignature) -> str:
    """Name the groups where they are unequal, and so not told by the signature."""
    if len(set(metre.groups)) == 1:
        return ""
    return ",".join(str(size) for size in metre.groups) + " "


def _music(part: WrittenPart, in_system: int) -> Iterator[str]:
    last = part.bars[-1].number
    for bar in part.bars:
        breaks = breaks_inside(bar, CROTCHET)
        yield f"{bar_text(bar, breaks)} % {bar.number}"
        if bar.number and bar.number % in_system == 0 and bar.number != last:
            yield "\\break"


def _indented(lines: Iterator[str]) -> str:
    return "".join(f"    {line}\n" for line in lines)
