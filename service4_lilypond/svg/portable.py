"""Makes a picture look the same in every program that shows SVG.

Verovio draws for browsers: it sets the tempo's note in an embedded font, uses
a style sheet, and hides elements that only scripts need. Other programs do not
know such fonts, or not all of the style. So signs become outlines, styles
become attributes, and what is hidden is removed.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from service4_lilypond.layout.text_width import ems

SVG: Final = "{http://www.w3.org/2000/svg}"
STYLE: Final = f"{SVG}style"
TEXT: Final = f"{SVG}text"
HREF: Final = "{http://www.w3.org/1999/xlink}href"
MUSIC_FONT: Final = "Leipzig"
LETTERS: Final = {"\uea64": "♭", "\uea65": "♮", "\uea66": "♯"}
"""Signs of the music font that stand among letters, as characters of text fonts."""

UNITS_PER_EM: Final = 1000

HIDDEN: Final = frozenset({"placeholder", "bounding-box"})
STYLES: Final[Mapping[str, Mapping[str, str]]] = {
    "tempo": {"font-weight": "bold"},
    "mNum": {"font-style": "italic"},
}
"""The rules of Verovio's style sheet for the words that our pictures have."""

NOTHING: Final[Mapping[str, str]] = {}

SPACE: Final = 0.25
"""The width of a space, in the size of the font."""

ET.register_namespace("", SVG.strip("{}"))
ET.register_namespace("xlink", HREF.partition("}")[0].strip("{"))


class _Run(NamedTuple):
    """Characters of one font and size."""

    text: str
    font: str
    size: float


def portable(picture: str, title: str) -> bytes:
    """Return a picture of Verovio's as one that looks the same everywhere.

    It has a white background, for dark viewers, and ``title`` as its title.
    """
    root = ET.fromstring(picture)  # noqa: S314 -- it is our own
    _remove_hidden(root)
    definitions = ET.Element(SVG + "defs")
    for system in list(root.iter(SVG + "svg")):
        _take_out(system, "defs", definitions)
    for element in root.iter():
        element.attrib.update(_style(element))
    for element in [text for text in root.iter(TEXT) if text.get("font-size") == "0px"]:
        _draw_words(element, definitions)
    _, _, width, height = root.attrib["viewBox"].split()
    called = ET.Element(SVG + "title")
    called.text = title
    white = ET.Element(SVG + "rect", width=width, height=height, fill="white")
    root[:0] = [called, definitions, white]
    return f"{ET.tostring(root, encoding='unicode')}\n".encode()


def _remove_hidden(root: ET.Element) -> None:
    for parent in list(root.iter()):
        for element in list(parent):
            classes = element.get("class", "").split()
            if element.tag == STYLE or not HIDDEN.isdisjoint(classes):
                parent.remove(element)


def _take_out(parent: ET.Element, tag: str, definitions: ET.Element) -> None:
    """Move a definition from one of several systems to where all can use it, once."""
    for group in parent.findall(SVG + tag):
        known = {element.get("id") for element in definitions}
        definitions.extend(element for element in group if element.get("id") not in known)
        parent.remove(group)


def _style(element: ET.Element) -> Mapping[str, str]:
    kind = element.get("class", "")
    if kind == "definition-scale":
        return {"stroke": "currentColor"}
    if element.tag == TEXT:
        return {"stroke": "none"}
    return STYLES.get(kind.partition(" ")[0], NOTHING)


def _draw_words(element: ET.Element, definitions: ET.Element) -> None:
    """Replace nested words by one line of text, and signs among them by outlines."""
    place = next(part for part in element.iter() if part.get("y"))
    x, y = float(place.get("x", "0")), place.get("y", "0")
    anchor = place.get("text-anchor", element.get("text-anchor", "start"))
    runs = list(_runs(element, "", 0.0))
    element[:] = []
    element.text, element.tag, element.attrib = None, SVG + "g", {}
    before, runs = _words_before_signs(runs)
    if before.text:
        line = {"x": f"{x:g}", "y": y, "font-size": f"{before.size:g}"}
        ET.SubElement(element, SVG + "text", line, stroke="none").text = before.text
        x += ems(before.text) * before.size
    for run in (run for run in runs if run.font == MUSIC_FONT and run.text not in LETTERS):
        for character in run.text:
            scale = run.size / UNITS_PER_EM
            element.append(_sign(character, definitions, f"translate({x:g}, {y}) scale({scale:g})"))
            x += _advances()[character] * scale
    words = "".join(
        LETTERS.get(run.text, run.text if run.font != MUSIC_FONT else "") for run in runs
    )
    size = max((run.size for run in runs if run.font != MUSIC_FONT), default=0.0)
    if not words.strip():
        return
    x += SPACE * size * (len(words) - len(words.lstrip()))
    line = {"x": f"{x:g}", "y": y, "font-size": f"{size:g}", "text-anchor": anchor}
    ET.SubElement(element, SVG + "text", line, stroke="none").text = words.strip()


def _words_before_signs(runs: list[_Run]) -> tuple[_Run, list[_Run]]:
    """Return the words before the first sign, empty where there are none, and all the rest."""
    signs = [n for n, run in enumerate(runs) if run.font == MUSIC_FONT and run.text not in LETTERS]
    first = signs[0] if signs else 0
    words = "".join(run.text for run in runs[:first]).strip()
    return _Run(words, "", max((run.size for run in runs[:first]), default=0.0)), runs[first:]


def _runs(element: ET.Element, font: str, size: float) -> Iterator[_Run]:
    """Yield the text in ``element`` with the font that it is in; blanks between tags are none."""
    font = element.get("font-family", font)
    size = float(element.get("font-size", f"{size}px").removesuffix("px"))
    if element.text and (size or element.text.strip()):
        yield _Run(element.text, font, size)
    for part in element:
        yield from _runs(part, font, size)


def _sign(character: str, definitions: ET.Element, transform: str) -> ET.Element:
    name = f"sign-{ord(character):04X}"
    if all(element.get("id") != name for element in definitions):
        group = ET.SubElement(definitions, SVG + "g", id=name)
        for path in _outline(character):
            ET.SubElement(group, SVG + "path", dict(path))
    return ET.Element(SVG + "use", {HREF: f"#{name}", "transform": transform})


@lru_cache(maxsize=256)
def _outline(character: str) -> tuple[Mapping[str, str], ...]:
    """Return the attributes of the paths that draw a sign of the music font."""
    drawn = (_data() / MUSIC_FONT / f"{ord(character):04X}.xml").read_text("utf-8")
    return tuple(path.attrib for path in ET.fromstring(drawn))  # noqa: S314 -- Verovio's own


@cache
def _advances() -> Mapping[str, float]:
    """Return the width of each sign of the music font, in its units."""
    table = ET.fromstring((_data() / f"{MUSIC_FONT}.xml").read_text("utf-8"))  # noqa: S314 -- Verovio's own
    return {chr(int(sign.get("c", "0"), 16)): float(sign.get("h-a-x", "0")) for sign in table}


def _data() -> Traversable:
    return files("verovio") / "data"
