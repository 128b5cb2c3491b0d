"""The page around the music as LilyPond source: its words, its margins, its running head.

Text from people is written in Scheme strings only, all made by ``scheme_string``.
"""

import re
import unicodedata
from math import ceil, log2
from typing import Final

from melodie.score import Score
from service4_lilypond.layout.text_width import ems, height
from service4_lilypond.lilypond.qr_code import qr_code

UNPRINTABLE: Final = {"Cc", "Cs", "Cn", "Co", "Zl", "Zp"}
"""Unicode categories that no font shows and that would break a line of source."""

TITLE_EMS: Final = 28
"""Width of the page in ems of LilyPond's title font; longer titles are set smaller."""

ONE_PAGE: Final = 7
"""Systems that always fit on one page, however high their notes lie."""

SURELY_FITS: Final = 20
"""Ems of a title that fits in any font."""

HIGHEST: Final = 1.5
"""Ems above its line that any title may reach."""

NUMBER_ROOM: Final = 10
"""Staff spaces for the page's number, beside the title at the head of later pages."""

FOOT_LENGTH: Final = 100
"""Characters of a footline that always fit."""

ADDRESS: Final = re.compile(r"https?://\S+")

CODE_ROOM: Final = 22
"""Staff spaces that a QR code may take beside the footline."""

MARKUP: Final = "\\markup "

FITTING: Final = """\
#(define-markup-command (fitting layout props kept words) (number? markup?)
  ;; The words, made smaller where they would not fit on a line but for what is kept of it.
  (let* ((drawn (interpret-markup layout props words))
         (size (lambda (axis) (max 1 (interval-length (ly:stencil-extent drawn axis)))))
         (line (chain-assoc-get 'line-width props (ly:output-def-lookup layout 'line-width)))
         (scale (min 1 (/ (- line kept) (size X)) (/ 8 (size Y)))))
    (ly:stencil-scale drawn scale scale)))

"""
"""A markup command of our own, as LilyPond has none that shrinks words to fit."""

FEWEST: Final = 3
"""Systems that a page holds at least, so that none is left alone on the last."""


def header(score: Score, footline: str) -> str:
    """Return the words on the page: title and instrument above, ``footline`` at the very end.

    Words that may not fit are measured by LilyPond, which knows their fonts.
    """
    title = _title(score.title)
    running = scheme_string(score.title)
    if measured := _may_be_large(score.title):
        title = f"\\markup \\fitting #0 {title.removeprefix(MARKUP)}"
        running = f"\\markup \\fitting #{NUMBER_ROOM} {running}"
    return (
        f"{FITTING if measured or len(footline) > FOOT_LENGTH else ''}"
        "\\header {\n"
        f"  title = {title}\n"
        f"  running = {running}\n"
        f"  poet = {scheme_string(score.instrument.name)}\n"
        f"  tagline = {footer(footline)}\n"
        "}\n"
    )


def footer(footline: str) -> str:
    """Return what stands at the very end: ``footline`` as markup, ``##f`` where it is empty.

    One that begins with an address of the web has the QR code of it at its side.
    """
    if not footline:
        return "##f"
    address = ADDRESS.match(footline)
    words = f"\\abs-fontsize #7 {scheme_string(footline)}"
    if len(footline) > FOOT_LENGTH:
        words = f"\\fitting #{CODE_ROOM if address else 0} {words}"
    if not address:
        return MARKUP + words
    sides = (f"\\general-align #Y #CENTER {side}" for side in (qr_code(address[0]), words))
    return f"{MARKUP}\\override #'(word-space . 2) \\line {{ {' '.join(sides)} }}"


def page(systems: int) -> str:
    """Return the paper block; ``systems`` is how many there may be.

    The least number of systems on a page is set only where they may need more
    than one page: LilyPond would else break lines just to reach it.
    """
    fewest = f"  min-systems-per-page = {FEWEST}\n" if systems > ONE_PAGE else ""
    return f"\\paper {{\n{fewest}{PAPER}}}\n"


PAPER: Final = """\
  indent = 0
  top-margin = 15
  bottom-margin = 10
  left-margin = 15
  right-margin = 15
  markup-system-spacing.basic-distance = #14
  markup-system-spacing.padding = #4
  system-system-spacing.basic-distance = #14
  system-system-spacing.padding = #2.5
  top-system-spacing.basic-distance = #16
  top-system-spacing.padding = #4
  oddHeaderMarkup = \\markup \\unless \\on-first-page \\abs-fontsize #9 \\fill-line {
    \\fromproperty #'header:running
    \\fromproperty #'page:page-number-string
  }
  evenHeaderMarkup = \\oddHeaderMarkup
"""


def scheme_string(text: str) -> str:
    """Return ``text`` as a Scheme string that LilyPond reads as nothing but text."""
    shown = "".join(" " if unicodedata.category(c) in UNPRINTABLE else c for c in text)
    escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _may_be_large(title: str) -> bool:
    return ems(title) > SURELY_FITS or height(title) > HIGHEST


def _title(title: str) -> str:
    width = ems(title)
    # LilyPond's font sizes are steps of which six double the size.
    smaller = ceil(6 * log2(width / TITLE_EMS)) if width > TITLE_EMS else 0
    size = f"\\markup \\fontsize #-{smaller} " if smaller else ""
    return size + scheme_string(title)
