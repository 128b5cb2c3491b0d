"""The score as a picture for the screen: SVG by Verovio, from our MusicXML."""

import threading
from importlib.resources import files
from typing import Final

import verovio

from melodie.score import Score
from service4_lilypond.musicxml import musicxml

OPTIONS: Final = {
    "adjustPageHeight": True,
    "breaks": "smart",
    "breaksSmartSb": 0.4,
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

_lock = threading.Lock()
"""Verovio keeps its log and its random ids per process, so pictures are made in turn."""


def svg(score: Score) -> bytes:
    """Return the score as SVG; note ids are those of the MusicXML."""
    document = musicxml(score).decode()
    with _lock:
        verovio.enableLog(verovio.LOG_OFF)
        # Importing Verovio tells only the importing thread where its fonts are.
        toolkit = verovio.toolkit(initFont=False)
        toolkit.setResourcePath(str(files("verovio") / "data"))
        toolkit.setOptions(OPTIONS)
        toolkit.loadData(document)
        picture: str = toolkit.renderToSVG(1)
    return picture.encode()
