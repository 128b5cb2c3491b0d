"""The pictures of a melody, as part of its page."""

import math
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from flask import request, url_for
from markupsafe import Markup

from melodie.contract import Screen
from melodie.score import Score
from service1_frontend.library.melody import Melody
from service1_frontend.making.maker import SCREENS
from service1_frontend.web.addresses import file_path
from service1_frontend.web.app_state import maker
from service1_frontend.web.inline_svg import inline_svg

WIDE: Final = SCREENS[:1]

WIDTH: Final = 1200
ABOVE: Final = 80
LINE: Final = 247
BARS: Final = 2
"""A narrow picture's width, the height above its lines and of one of them, about, and its bars."""


TITLED: Final = 158
WIDE_LINE: Final = 142
WIDE_BARS: Final = 4
"""A wide picture's height above its lines, the height of one of them, about, and its bars."""


class LaterPicture(NamedTuple):
    """Where the narrow picture is found that a page does not hold, and its size, about.

    ``page`` is the path of one that holds it.
    """

    page: str
    file: str
    width: int
    height: int

    @classmethod
    def of(cls, score: Score, page: str, file: str) -> "LaterPicture":
        """Return where the narrow picture of a score is found."""
        return cls(page, file, *whole_size(len(score.bars), "narrow"))


def whole_size(bars: int, screen: Screen) -> tuple[int, int]:
    """Return the width and the height, about, of the picture of a melody of so many bars."""
    if screen == "narrow":
        return WIDTH, ABOVE + LINE * math.ceil(bars / BARS)
    return WIDTH, TITLED + WIDE_LINE * math.ceil(bars / WIDE_BARS)


def later_picture(melody: Melody, page: str = "") -> LaterPicture:
    """Return where a window that has become narrow finds the picture of a melody.

    ``page`` is the path of a page that shows it and is not its own.
    """
    own = url_for("melodies.melody", melody_id=melody.id, screen="narrow")
    return LaterPicture.of(melody.score, page or own, file_path(melody, "svg", screen="narrow"))


def screens_asked_for() -> Sequence[Screen]:
    """Return the screens that a page is asked for, by its query or by a phone that says so.

    The wide one is always among them, since it is what is printed.
    """
    return SCREENS if on_phone() or screen_asked() == "narrow" else WIDE


def screen_asked() -> Screen:
    """Return the screen that the query asks a picture for: a wide one where it says nothing."""
    return "narrow" if request.args.get("screen") == "narrow" else "wide"


def on_phone() -> bool:
    """Tell whether a page is asked for by a browser that says that it is on a phone."""
    told = request.headers.get("Sec-CH-UA-Mobile") == "?1"
    return told or "Mobi" in request.headers.get("User-Agent", "")


def score_pictures(
    melody: Melody, label: str, before: str = "", screens: Sequence[Screen] = SCREENS
) -> Mapping[str, Markup]:
    """Return its picture for each of ``screens``, described by ``label``; none if they come later.

    Ids in it begin with the screen that it is for, and with what stands ``before`` that; on a
    wide one it is headed by the title.
    """
    pictures: dict[str, Markup] = {}
    for screen in screens:
        drawn = maker().picture(melody, screen)
        if drawn is None:
            return {}
        with drawn.open() as content:
            svg = content.read()
        pictures[screen] = inline_svg(svg, before + screen, label, heading=screen == "wide")
    return pictures
