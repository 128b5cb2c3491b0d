"""The beginning of a score as LilyPond source, for the picture that stands for its address."""

from dataclasses import replace
from typing import Final

from melodie.contract import ScoreRequest
from service4_lilypond.lilypond.frets import table
from service4_lilypond.lilypond.page import FITTING, scheme_string
from service4_lilypond.lilypond.tablature import TABLATURES
from service4_lilypond.lilypond.text import beginning, opening_lines, score_block
from service4_lilypond.notation.notation import notate

SYSTEMS: Final = 3
"""Lines of music on a card."""

PAPER: Final = """\
\\paper {
  page-count = 1
  indent = 0
  top-margin = 4
  bottom-margin = 3
  left-margin = 5
  right-margin = 5
  ragged-last-bottom = ##f
  print-page-number = ##f
  oddHeaderMarkup = ##f
  evenHeaderMarkup = ##f
}
"""

CARD: Final = """\
#(set-global-staff-size 11.5)
#(set! paper-alist (acons "card" '(cons (* 4 in) (* 2.1 in)) paper-alist))
#(set-default-paper-size "card")
"""
"""Four inches by 2.1: at 300 pixels to the inch no smaller than 1200 by 630."""


def card_text(request: ScoreRequest) -> str:
    """Return the first lines of a score below its title as source for LilyPond: one small page.

    Raises ``InvalidInput`` when a pitch lies beyond what can be written.
    """
    tune = replace(request.score, accompaniment=None)
    # There is no room for two staves.
    symbols = "names" if request.chord_symbols in TABLATURES else request.chord_symbols
    part = beginning(notate(tune, symbols), SYSTEMS)
    return (
        f"{opening_lines('a4')}{table(symbols)}"
        f"{CARD}{FITTING}"
        "\\header {\n"
        f"  title = \\markup \\fitting #0 {scheme_string(request.score.title)}\n"
        f'  tagline = \\markup \\italic "Mélodie"\n'
        "}\n"
        f"{PAPER}"
        f"{score_block(tune, part, symbols=symbols)}"
    )
