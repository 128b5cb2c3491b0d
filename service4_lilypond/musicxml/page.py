"""The page of a MusicXML document: its size, and the words above the music.

Lengths are in tenths of a staff space, as MusicXML counts. The page is that of
our paper: a staff of 7 mm, 15 mm of margin and 10 at the foot.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from melodie.contract import Paper
from melodie.score import Score
from service4_lilypond.layout.text_width import ems
from service4_lilypond.musicxml.notes import child

STAFF_MILLIMETRES: Final = 7
STAFF_TENTHS: Final = 40
MARGIN, FOOT = 86, 57

TITLE_POINTS: Final = 24
NAME_POINTS: Final = 12
NAME_BELOW: Final = 90
"""The distance from the title to the instrument's name below it."""

LINE_POINTS: Final = 510
"""The width between the margins."""


class Sheet(NamedTuple):
    """The size of a sheet of paper."""

    height: int
    width: int


SHEETS: Final[Mapping[Paper, Sheet]] = {"a4": Sheet(1697, 1200), "letter": Sheet(1597, 1234)}
"""297 by 210 mm, and 11 by 8.5 inches."""


class Credit(NamedTuple):
    """Words on the page: from the left and from the bottom, in tenths."""

    kind: str
    words: str
    x: int
    y: int
    points: int
    across: str
    down: str


def add_page_layout(root: ET.Element, paper: Paper) -> None:
    """Append the size of the page: where it is missing, MuseScore misplaces every credit."""
    defaults = child(root, "defaults")
    scaling = child(defaults, "scaling")
    child(scaling, "millimeters", STAFF_MILLIMETRES)
    child(scaling, "tenths", STAFF_TENTHS)
    layout = child(defaults, "page-layout")
    child(layout, "page-height", SHEETS[paper].height)
    child(layout, "page-width", SHEETS[paper].width)
    margins = child(layout, "page-margins", type="both")
    for side, length in (("left", MARGIN), ("right", MARGIN), ("top", MARGIN), ("bottom", FOOT)):
        child(margins, f"{side}-margin", length)


def add_credits(root: ET.Element, score: Score, paper: Paper) -> None:
    """Append the title, and the player at the left below it, as our paper has them."""
    height, width = SHEETS[paper]
    top = height - MARGIN
    points = min(TITLE_POINTS, int(LINE_POINTS / max(1, ems(score.title))))
    _add_credit(root, Credit("title", score.title, width // 2, top, points, "center", "top"))
    name = score.instrument.name
    # At the bottom, or Verovio sets it beside the title.
    below = Credit("part name", name, MARGIN, top - NAME_BELOW, NAME_POINTS, "left", "bottom")
    _add_credit(root, below)


def _add_credit(root: ET.Element, credit: Credit) -> None:
    element = child(root, "credit", page="1")
    child(element, "credit-type", credit.kind)
    looks = {
        "default-x": credit.x,
        "default-y": credit.y,
        "font-size": credit.points,
        "justify": credit.across,
        "halign": credit.across,
        "valign": credit.down,
    }
    attributes = {name: str(value) for name, value in looks.items()}
    child(element, "credit-words", credit.words, **attributes)
