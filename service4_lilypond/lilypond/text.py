"""A score as LilyPond source.

The words on the page come from ``lilypond.page`` and are the only text from people;
everything else is numbers and names from tables.
"""

from collections.abc import Container, Iterator
from dataclasses import replace
from typing import Final

from melodie.contract import ChordSymbols, Paper
from melodie.duration import QUARTER
from melodie.interval import UNISON
from melodie.pitch import Pitch
from melodie.score import Score
from melodie.time_signature import TimeSignature
from service4_lilypond.layout.line_breaks import (
    breaks_inside,
    is_too_wide,
    system_count,
    system_heads,
)
from service4_lilypond.lilypond.chords import SILENT, symbols_context
from service4_lilypond.lilypond.frets import table
from service4_lilypond.lilypond.music import (
    bar_text,
    duration_text,
    note_name,
    octave_marks,
    pitch_name,
)
from service4_lilypond.lilypond.page import header, page
from service4_lilypond.lilypond.second_staff import staff_text
from service4_lilypond.lilypond.sounds import sound_name
from service4_lilypond.lilypond.swing import SWING
from service4_lilypond.lilypond.tablature import SILENT as SILENT_TAB
from service4_lilypond.lilypond.tablature import tablature
from service4_lilypond.notation.notation import notate
from service4_lilypond.notation.printed_beats import printed_beats
from service4_lilypond.notation.written import WrittenPart

VERSION: Final = "2.24.0"
"""The oldest LilyPond that knows all that is written here."""

MIDDLE_C: Final = Pitch(4, "C")


def lilypond_text(
    score: Score,
    footline: str = "",
    *,
    paper: Paper = "a4",
    symbols: ChordSymbols = "names",
    midi: bool = False,
) -> str:
    """Return ``score`` as source for LilyPond 2.24.0 and later, its chords as ``symbols`` say.

    ``footline`` is printed small at the foot of the last page. With ``midi``
    LilyPond also performs the score, by the sound of its instrument. Raises
    ``InvalidInput`` when a pitch lies beyond what can be written.
    """
    part = notate(score, symbols)
    return (
        f"{opening_lines(paper)}{table(symbols)}"
        f"{header(score, footline)}\n"
        f"{page(system_count(part))}\n"
        f"{score_block(score, part, symbols=symbols, midi=midi)}"
    )


def opening_lines(paper: Paper) -> str:
    """Return what source begins with: its version, and the sizes of staff and paper."""
    return (
        f'\\version "{VERSION}"\n'
        '\\language "nederlands"\n\n'
        "#(set-global-staff-size 20)\n"
        f'#(set-default-paper-size "{paper}")\n\n'
    )


def score_block(
    score: Score,
    part: WrittenPart,
    *,
    symbols: ChordSymbols = "names",
    midi: bool = False,
    head: str = "",
) -> str:
    """Return the music of a score, which ``part`` is as written, or the beginning of it.

    The part was notated with the same ``symbols``; ``head`` is the score's header, if it
    has one of its own.
    """
    heads = system_heads(part)
    chords = symbols_context(((bar, bar.number in heads) for bar in part.bars), symbols)
    sound = _sound(score) if midi else ""
    staff = (
        "  \\new Staff {\n"
        f"{sound}"
        f"{_indented(_opening(score, part))}"
        f"{_indented(_music(part, heads))}"
        f"{_end(score, part)}"
        "  }\n"
    )
    tab = tablature(part, symbols)
    if part.below:
        staff = f"  \\new PianoStaff <<\n{staff}{_second_staff(score, part, sound)}  >>\n"
    if tab:
        staff = f"  \\new StaffGroup <<\n{staff}{tab}  >>\n"
    music = f"  <<\n{chords}{staff}  >>\n" if chords else staff
    silent = (SILENT if chords else "") + (SILENT_TAB if tab else "")
    performed = f"  \\midi {{{silent or ' '}}}\n" if midi else ""
    return f"\\score {{\n{music}{head}{LAYOUT}{performed}}}\n"


def _second_staff(score: Score, part: WrittenPart, sound: str) -> str:
    return (
        "  \\new Staff {\n"
        f"{_accompanying_sound(score) if sound else ''}"
        f"{_indented(_opening(replace(score, clef='bass'), part))}"
        f"{_indented(staff_text(part.below))}"
        "  }\n"
    )


def _accompanying_sound(score: Score) -> str:
    program = score.accompaniment.program if score.accompaniment else 0
    return f'    \\set Staff.midiInstrument = "{sound_name(program)}"\n'


def beginning(part: WrittenPart, systems: int) -> WrittenPart:
    """Return the first ``systems`` of a part, or all of it where there are no more."""
    heads = sorted(system_heads(part))
    if len(heads) < systems:
        return part
    shown = heads[systems - 1] - 1
    return replace(part, bars=part.bars[:shown], below=part.below[:shown])


def _end(score: Score, part: WrittenPart) -> str:
    """Return the last bar line; where more would follow, it is a usual one."""
    return '    \\bar "|."\n' if len(part.bars) == len(score.bars) else '    \\bar "|"\n'


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
    beat = duration_text(score.tempo.beat_unit)
    yield f"\\tempo {SWING if score.swung else ''}{beat} = {score.tempo.bpm}"
    if part.transposition != UNISON:
        heard = part.transposition.above(MIDDLE_C)
        yield f"\\transposition {pitch_name(heard)}{octave_marks(heard)}"
    if score.bars[0].pickup:
        yield f"\\partial {duration_text(score.bars[0].length)}"


def _time(time: TimeSignature) -> str:
    """Return the time signature; groups that are not the usual ones are printed in it."""
    printed = printed_beats(time)
    if "+" in printed:
        return f"\\compoundMeter #'(({printed.replace('+', ' ')} {time.unit}))"
    if len(set(time.groups)) == 1:
        return f"\\time {time}"
    return f"\\time {','.join(map(str, time.groups))} {time}"


def _music(part: WrittenPart, heads: Container[int]) -> Iterator[str]:
    too_wide = {bar.number for bar in part.bars if is_too_wide(bar, part)}
    if not too_wide:
        # Lines end where the layout ends them, even where notes are set closely.
        yield "\\autoLineBreaksOff"
    for bar in part.bars:
        if bar.number in heads:
            yield "\\break"
        breaks = breaks_inside(bar, QUARTER) if bar.number in too_wide else frozenset()
        yield f"{bar_text(bar, breaks)} % {bar.number}"


def _indented(lines: Iterator[str]) -> str:
    return "".join(f"    {line}\n" for line in lines)
