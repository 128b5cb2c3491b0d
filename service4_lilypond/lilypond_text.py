"""A score as LilyPond source.

The words on the page are ``lilypond_page``'s, and the only text from outside;
everything else is numbers and names from tables.
"""

from collections.abc import Iterator
from typing import Final

from melodie.contract import Paper
from melodie.score import Pitch, Score, TimeSignature
from service4_lilypond.hierarchy import CROTCHET, printed_beats
from service4_lilypond.layout import breaks_inside, is_too_wide, system_count, system_heads
from service4_lilypond.lilypond_music import (
    bar_text,
    duration_text,
    note_name,
    octave_marks,
    pitch_name,
)
from service4_lilypond.lilypond_page import header, page
from service4_lilypond.lilypond_sounds import sound_name
from service4_lilypond.notation import notate
from service4_lilypond.transposing import Transposition
from service4_lilypond.written import WrittenPart

VERSION: Final = "2.24.0"
"""The oldest LilyPond that knows all that is written here."""

MIDDLE_C: Final = Pitch(4, "C")


def lilypond_text(
    score: Score, footline: str = "", *, paper: Paper = "a4", midi: bool = False
) -> str:
    """Return ``score`` as source for LilyPond 2.24.0 and later.

    ``footline`` is printed small at the foot of the last page. With ``midi``
    LilyPond also performs the score, by the sound of its instrument. Raises
    ``InvalidInput`` when a pitch lies beyond what can be written.
    """
    part = notate(score)
    performed = "  \\midi { }\n" if midi else ""
    sound = _sound(score) if midi else ""
    return (
        f'\\version "{VERSION}"\n'
        '\\language "nederlands"\n\n'
        "#(set-global-staff-size 20)\n"
        f'#(set-default-paper-size "{paper}")\n\n'
        f"{header(score, footline)}\n"
        f"{page(system_count(part))}\n"
        "\\score {\n"
        "  \\new Staff {\n"
        f"{sound}"
        f"{_indented(_opening(score, part))}"
        f"{_indented(_music(part))}"
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


def _sound(score: Score) -> str:
    return f'    \\set Staff.midiInstrument = "{sound_name(score.instrument.program)}"\n'


def _opening(score: Score, part: WrittenPart) -> Iterator[str]:
    yield f'\\clef "{score.clef}"'
    yield f"\\key {note_name(part.tonic)} \\{part.mode}"
    yield _time(score.time_signature)
    yield f"\\tempo {duration_text(score.tempo.beat_unit)} = {score.tempo.bpm}"
    if part.diatonic or part.chromatic:
        heard = Transposition(-part.diatonic, -part.chromatic).written(MIDDLE_C)
        yield f"\\transposition {pitch_name(heard)}{octave_marks(heard)}"
    if score.bars[0].pickup:
        yield f"\\partial {duration_text(score.bars[0].length)}"


def _time(metre: TimeSignature) -> str:
    """Give the signature; groups that are not the usual ones are printed in it."""
    printed = printed_beats(metre)
    if "+" in printed:
        return f"\\compoundMeter #'(({printed.replace('+', ' ')} {metre.unit}))"
    if len(set(metre.groups)) == 1:
        return f"\\time {metre}"
    return f"\\time {','.join(map(str, metre.groups))} {metre}"


def _music(part: WrittenPart) -> Iterator[str]:
    heads = system_heads(part)
    if not any(is_too_wide(bar, part) for bar in part.bars):
        # Lines end where the layout ends them, even where notes stand closely.
        yield "\\autoLineBreaksOff"
    for bar in part.bars:
        if bar.number in heads:
            yield "\\break"
        breaks = breaks_inside(bar, CROTCHET) if is_too_wide(bar, part) else frozenset()
        yield f"{bar_text(bar, breaks)} % {bar.number}"


def _indented(lines: Iterator[str]) -> str:
    return "".join(f"    {line}\n" for line in lines)
