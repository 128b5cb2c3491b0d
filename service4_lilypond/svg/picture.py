"""The score as a picture: SVG by Verovio, from our MusicXML, for the screen and to take away."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any, Final

import verovio

from melodie.contract import ChordSymbols, Screen
from melodie.score import Score
from service4_lilypond.layout.line_breaks import PAGE, PHONE, LineLayout
from service4_lilypond.musicxml.document import musicxml
from service4_lilypond.svg.heading import NO_HEADING, heading
from service4_lilypond.svg.portable import portable
from service4_lilypond.svg.systems import stacked

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
}
"""Every line of the music on a page of its own, as tall as it needs, for ``stacked`` to join.

The bottom margin is what keeps the tempo off the time signature.
"""

NARROW: Final[Mapping[str, object]] = {
    "pageMarginLeft": 30,
    "pageMarginRight": 30,
    "pageWidth": 1200,
}
"""Options that differ on a narrow screen."""

SCREENS: Final[Mapping[Screen, tuple[LineLayout, Mapping[str, object]]]] = {
    "wide": (PAGE, OPTIONS),
    "narrow": (PHONE, {**OPTIONS, **NARROW}),
}

_drawing = ThreadPoolExecutor(1, thread_name_prefix="verovio")
"""Verovio keeps its log and its random ids per process, so pictures are drawn one at a time; and
its fonts per thread, so one thread draws them all."""


def svg(
    score: Score,
    screen: Screen = "wide",
    symbols: ChordSymbols = "names",
    *,
    fragment: bool = False,
) -> bytes:
    """Return the score as SVG, its chords as ``symbols`` say; note ids are those of MusicXML.

    A ``fragment`` has no tempo, and no final barline where it has no final close.
    """
    layout, options = SCREENS[screen]
    layout, tune = replace(layout, fragment=fragment), replace(score, accompaniment=None)
    document = musicxml(tune, layout, symbols=symbols).decode()
    pages = _drawing.submit(_draw, document, options).result()
    # On a narrow screen the page itself has the words, above the picture.
    words = heading(score, PAGE_WIDTH) if screen == "wide" else NO_HEADING
    return portable(stacked(pages, words), f"{score.title}, {score.instrument.name}")


def _draw(document: str, options: Mapping[str, object]) -> list[str]:
    toolkit = _toolkit()
    toolkit.setOptions(dict(options))
    toolkit.resetXmlIdSeed(1)  # as in a new one, so that a score is always drawn alike
    toolkit.loadData(document)
    return [toolkit.renderToSVG(page) for page in range(1, toolkit.getPageCount() + 1)]


@cache
def _toolkit() -> Any:
    """Return the toolkit of the drawing thread: to make one takes as long as a line of music."""
    verovio.enableLog(verovio.LOG_OFF)
    toolkit = verovio.toolkit(initFont=False)
    # Importing Verovio sets its font path for the importing thread only.
    toolkit.setResourcePath(str(files("verovio") / "data"))
    return toolkit
