"""The words above a picture's first line: the title, and at the left below it the instrument."""

from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from melodie.score import Score
from service4_lilypond.layout.text_width import ems, height

SIDE: Final = 60
"""The margin at both sides, in the units of the picture."""

TITLE_SIZE: Final = 61
HIGHEST: Final = 100
"""How far a title may reach above its line, with all its marks."""

NAME_SIZE: Final = 34
LINE: Final = 1.3
"""From one line of words to the next, in their size."""

FONT: Final = "Times, serif"
"""The font of the picture below it; other scripts are in fonts of the reader's system."""


class Heading(NamedTuple):
    """Words as SVG, and the height they take."""

    drawn: str
    height: int


NO_HEADING: Final = Heading("", 0)


def heading(score: Score, width: int) -> Heading:
    """Return the words above a picture of ``width``; a long title is set smaller."""
    room = width - 2 * SIDE
    size = min(TITLE_SIZE, int(room / max(1, ems(score.title))), int(HIGHEST / height(score.title)))
    below_title = round(SIDE + TITLE_SIZE * LINE)
    words = (
        f'<g class="heading" font-family="{FONT}" fill="currentColor">\n'
        f"{_words(score.title, width // 2, below_title - TITLE_SIZE // 2, size, 'middle')}"
        f"{_words(score.instrument.name, SIDE, below_title + NAME_SIZE, NAME_SIZE, 'start')}"
        "</g>\n"
    )
    return Heading(words, round(below_title + NAME_SIZE * LINE))


def _words(words: str, across: int, down: int, size: int, anchor: str) -> str:
    return (
        f'<text x="{across}" y="{down}" font-size="{size}" text-anchor="{anchor}">'
        f"{escape(words)}</text>\n"
    )
