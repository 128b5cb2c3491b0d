"""The score as a picture for the screen: SVG by Verovio, from our MusicXML."""

import threading
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

import verovio

from melodie.contract import Screen
from melodie.score import Score
from service4_lilypond.layout import PAGE, PHONE, Format, is_readable
from service4_lilypond.musicxml import musicxml
from service4_lilypond.notation import notate

OPTIONS: Final[Mapping[str, object]] = {
    "adjustPageHeight": True,
    "breaks": "encoded",
    "defaultBottomMargin": 1.5,
    "footer": "none",
    "header": "auto",
    "inputFrom": "xml",
    "minLastJustification": 0.4,
    "pageHeight": 60_000,
    "pageMarginBottom": 60,
    "pageMarginLeft": 60,
    "pageMarginRight": 60,
    "pageMarginTop": 60,
    "pageWidth": 2100,
    "svgViewBox": True,
    "xmlIdSeed": 1,
}
"""One page as tall as the music, that scales to the width it is given.

The bottom margin is what keeps the tempo off the time signature.
"""

NARROW: Final[Mapping[str, object]] = {
    "header": "none",
    "pageMarginLeft": 30,
    "pageMarginRight": 30,
    "pageWidth": 1200,
}
"""What is otherwise on a narrow screen, which shows the title above the picture."""

SCREENS: Final[Mapping[Screen, tuple[Format, Mapping[str, object]]]] = {
    "wide": (PAGE, OPTIONS),
    "narrow": (PHONE, {**OPTIONS, **NARROW}),
}

_lock = threading.Lock()
"""Verovio keeps its log and its random ids per process, so pictures are made in turn."""


def svg(score: Score, screen: Screen = "wide") -> bytes:
    """Return the score as SVG; note ids are those of the MusicXML.

    Bars that would be a blot on a narrow screen are drawn as for a wide one.
    """
    form, options = SCREENS[screen if is_readable(notate(score), PHONE) else "wide"]
    document = musicxml(score, form).decode()
    with _lock:
        verovio.enableLog(verovio.LOG_OFF)
        # Importing Verovio tells only the importing thread where its fonts are.
        toolkit = verovio.toolkit(initFont=False)
        toolkit.setResourcePath(str(files("verovio") / "data"))
        toolkit.setOptions(dict(options))
        toolkit.loadData(document)
        picture: str = toolkit.renderToSVG(1)
    return picture.encode()
