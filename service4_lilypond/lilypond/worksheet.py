"""Several scores on paper as LilyPond source, each under its number."""

from dataclasses import replace
from typing import Final

from melodie.contract import ChordSymbols, WorksheetRequest
from melodie.score import Score
from service4_lilypond.layout.line_breaks import system_count
from service4_lilypond.lilypond.frets import table
from service4_lilypond.lilypond.page import FITTING, PAPER, footer, scheme_string
from service4_lilypond.lilypond.text import opening_lines, score_block
from service4_lilypond.notation.notation import notate

TOGETHER: Final = 4
"""Systems of the longest score that is not divided between two pages."""


def worksheet_text(request: WorksheetRequest) -> str:
    """Return scores as source for LilyPond, one after the other without their titles.

    Raises ``InvalidInput`` when a pitch lies beyond what can be written.
    """
    numbered = (
        _numbered(number, replace(score, accompaniment=None), request.chord_symbols)
        for number, score in enumerate(request.scores, start=1)
    )
    return (
        f"{opening_lines(request.paper)}{table(request.chord_symbols)}"
        f"{FITTING}"
        "\\header {\n"
        f"  title = \\markup \\fitting #0 {scheme_string(request.title)}\n"
        f"  running = \\markup \\fitting #10 {scheme_string(request.title)}\n"
        f"  tagline = {footer(request.footline)}\n"
        "}\n"
        f"\\paper {{\n{PAPER}  score-system-spacing.basic-distance = #16\n}}\n\n"
        f"{''.join(numbered)}"
    )


def _numbered(number: int, score: Score, symbols: ChordSymbols) -> str:
    """Return a score under its number; a short one stays on one page."""
    head = f'  \\header {{ piece = \\markup \\bold \\fontsize #2 "{number}" }}\n'
    part = notate(score, symbols)
    block = score_block(score, part, symbols=symbols, head=head)
    if system_count(part) > TOGETHER:
        return block
    return block.replace("\\break\n", "\\break \\noPageBreak\n")
