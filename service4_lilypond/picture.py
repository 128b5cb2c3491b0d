"""The score as a picture: SVG by Verovio, from our MusicXML, for the screen and to take away."""

import threading
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

import verovio

from melodie.contract import Screen
from melodie.score import Score
from service4_lilypond.heading import NO_HEADING, heading
from service4_lilypond.layout import PAGE, PHONE, Format
from service4_lilypond.musicxml import musicxml
from service4_lilypond.portable import portable
from service4_lilypond.systems import stacked

PAGE_WIDTH: Final = 2100

OPTIONS: Final[Mapping[str, object]] = {
    "adjustPageHeight": True,
    "breaks": "line",
    "defaultBottomMargin": 1.5,
    "footer": "none",
    "header": "none",
    "inputFrom": "xml",
    "minLastJustification": 0.4,
    "pageHeight": 100,
    "pageMarginBottom": 30,
    "pageMarginLeft": 60,
    "pageMarginRight": 60,
    "pageMarginTop": 30,
    "pageWidth": PAGE_WIDTH,
    "smuflTextFont": "none",
    "svgViewBox": True,
    "xmlIdSeed": 1,
}
"""Every line of the music on a page of its own, as tall as it needs, for ``stacked`` to join.

The bottom margin is what keeps the tempo off the time signature.
"""

NARROW: Final[Mapping[str, object]] = {
    "pageMarginLeft": 30,
    "pageMarginRight": 30,
    "pageWidth": 1200,
}
"""What is otherwise on a narrow screen."""

SCREENS: Final[Mapping[Screen, tuple[Format, Mapping[str, object]]]] = {
    "wide": (PAGE, OPTIONS),
    "narrow": (PHONE, {**OPTIONS, **NARROW}),
}

_lock = threading.Lock()
"""Verovio keeps its log and its random ids per process, so pictures are made in turn."""


def svg(score: Score, screen: Screen = "wide") -> bytes:
    """Return the score as SVG; note ids are those of the MusicXML."""
    form, options = SCREENS[screen]
    document = musicxml(score, form).decode()
    with _lock:
        verovio.enableLog(verovio.LOG_OFF)
        # Importing Verovio tells only the importing thread where its fonts are.
        toolkit = verovio.toolkit(initFont=False)
        toolkit.setResourcePath(str(files("verovio") / "data"))
        toolkit.setOptions(dict(options))
        toolkit.loadData(document)
        pages = [toolkit.renderToSVG(page) for page in range(1, toolkit.getPageCount() + 1)]
    # A narrow screen has the words above the picture.
    words = heading(score, PAGE_WIDTH) if screen == "wide" else NO_HEADING
    return portable(stacked(pages, words), f"{score.title}, {score.instrument.name}")
