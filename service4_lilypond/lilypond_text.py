"""A score as LilyPond source.

Text from outside stands in Scheme strings only, all made by one function;
everything else is numbers and names from tables.
"""

import unicodedata
from collections.abc import Iterator
from math import ceil, log2
from typing import Final

from melodie.contract import Paper
from melodie.score import Pitch, Score, TimeSignature
from service4_lilypond.hierarchy import CROTCHET
from service4_lilypond.layout import breaks_inside, system_heads
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

TITLE_EMS: Final = 28
"""Width of the page in ems of LilyPond's title font; longer titles are set smaller."""

MIDDLE_C: Final = Pitch(4, "C")


def lilypond_text(
    score: Score, footline: str = "", *, paper: Paper = "a4", midi: bool = False
) -> str:
    """Return ``score`` as source for LilyPond 2.24.

    ``footline`` is printed small at the foot of the last page. With ``midi``
    LilyPond also performs the score. Raises ``InvalidInput`` when a pitch
    lies beyond what can be written.
    """
    part = notate(score)
    performed = "  \\midi { }\n" if midi else ""
    return (
        f'\\version "{VERSION}"\n'
        '\\language "nederlands"\n\n'
        "#(set-global-staff-size 20)\n"
        f'#(set-default-paper-size "{paper}")\n\n'
        f"{_header(score, footline)}\n"
        f"{PAPER}\n"
        "\\score {\n"
        "  \\new Staff {\n"
        f"{_indented(_opening(score, part))}"
        f"{_indented(_music(part))}"
        '    \\bar "|."\n'
        "  }\n"
        f"{LAYOUT}"
        f"{performed}"
        "}\n"
    )


PAPER: Final = """\
\\paper {
  indent = 0
  top-margin = 15
  bottom-margin = 10
  left-margin = 15
  right-margin = 15
  min-systems-per-page = 3
  markup-system-spacing.basic-distance = #14
  markup-system-spacing.padding = #4
  system-system-spacing.basic-distance = #14
  system-system-spacing.padding = #2.5
}
"""
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
        f"  poet = {scheme_string(score.instrument.name)}\n"
        f"  tagline = {foot}\n"
        "}\n"
    )


def _title(title: str) -> str:
    ems = sum(_ems(character) for character in title)
    # LilyPond's font sizes are steps of which six double the size.
    smaller = ceil(6 * log2(ems / TITLE_EMS)) if ems > TITLE_EMS else 0
    size = f"\\markup \\fontsize #-{smaller} " if smaller else ""
    return size + scheme_string(title)


def _ems(character: str) -> float:
    """Estimate how wide a bold character is."""
    if character in "WM" or unicodedata.east_asian_width(character) in "WF":
        return 1.1
    return 0.8 if character.isupper() else 0.6


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


def _music(part: WrittenPart) -> Iterator[str]:
    heads = system_heads(part.bars)
    for bar in part.bars:
        if bar.number in heads:
            yield "\\break"
        yield f"{bar_text(bar, breaks_inside(bar, CROTCHET))} % {bar.number}"


def _indented(lines: Iterator[str]) -> str:
    return "".join(f"    {line}\n" for line in lines)
