"""Our pictures as markup that stands inside a page, as often as it likes.

A page may show many pictures, so every id in one of them begins with a prefix of its
own. Only what draws is let through: no style, no script, nothing from elsewhere. Colours
are those of the text around. There is one ``<svg>`` per system, which a printer need
not cut and a script can scroll to.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from markupsafe import Markup

SVG: Final = "{http://www.w3.org/2000/svg}"
HREF: Final = "{http://www.w3.org/1999/xlink}href"

DRAWING: Final = frozenset(
    {"circle", "defs", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "svg"}
    | {"text", "tspan", "use"}
)
"""The elements that are let through."""

WORDED: Final = frozenset({"text", "tspan"})
"""The elements that hold words."""

SILENT: Final = {"aria-hidden": "true"}
"""The label says it all; some screen readers would read out every word of the picture as well."""

ATTRIBUTES: Final = frozenset(
    {*SILENT, "cx", "cy", "d", "fill", "fill-opacity", "fill-rule", "font-family", "font-size"}
    | {"font-style", "font-weight", "height", "opacity", "overflow", "points", "r", "rx", "ry"}
    | {"stroke", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity"}
    | {"stroke-width", "text-anchor", "transform", "viewBox", "width", "x", "x1", "x2", "y"}
    | {"y1", "y2"}
)
"""The attributes that are let through, beside ids, references and classes."""

CLASSES: Final = frozenset({"beam", "measure", "note", "rest", "tie"})
"""The classes that are let through; what has none and says nothing else is no group of its own."""

NAMED: Final = re.compile(r"([bnr])([0-9]+)(-[0-9]+)?")
"""The ids of bars, notes and rests; ``n3-2`` is the second head of the third note."""

KINDS: Final[Mapping[str, str]] = {"b": "data-bar", "n": "data-note", "r": "data-rest"}

_PREFIX: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_BELOW_ONE: Final = re.compile(r"\b0\.")
_BOTH_WAYS: Final = re.compile(r"scale\(([^,]+),\1\)")


@lru_cache(maxsize=64)
def inline_svg(picture: bytes, prefix: str, label: str, *, heading: bool = False) -> Markup:
    """Return ``picture`` as ``<div class="score" role="img">`` with an ``<svg>`` per system.

    The third note is ``#PREFIX-n3`` and has ``data-note="3"``, as every head that is tied
    to it has. Bars have ``data-bar``, which counts as the numbers that are printed do, an
    upbeat being 0; rests have ``data-rest``. ``label`` is what a screen reader says. The
    ``heading``, title and instrument, stands above the first system if it is asked for.
    """
    if not _PREFIX.fullmatch(prefix):
        raise ValueError("a prefix begins with a letter and holds no blanks")
    root = ET.fromstring(picture)  # noqa: S314 -- it is our own
    shared = [shape.get("id", "") for shape in root.iterfind(f"{SVG}defs/*")]
    names = {name: f"{prefix}-s{number}" for number, name in enumerate(shared)}
    drawn = "".join(_drawn(system, prefix, names) for system in _systems(root, heading=heading))
    opened = f'<div class="score" id="{prefix}" role="img" aria-label="{_quoted(label)}">'
    return Markup(f"{opened}{drawn}</div>")  # noqa: S704 -- of the elements above


def _systems(root: ET.Element, *, heading: bool) -> Iterator[ET.Element]:
    """Yield the systems, each a picture by itself; the first has what all of them use."""
    for number, system in enumerate(root.findall(SVG + "svg")):
        shown = {"viewBox": system.attrib["viewBox"], "fill": "currentColor", **SILENT}
        picture = ET.Element(SVG + "svg", shown)
        if number == 0:
            picture.extend(root.findall(SVG + "defs"))
        view = root.find(SVG + "view")
        if number == 0 and heading and view is not None:
            picture.set("viewBox", view.attrib["viewBox"])
            picture.extend(root.findall(f"{SVG}g[@class='heading']"))
        else:
            del system.attrib["y"]
        picture.append(system)
        yield picture


def _drawn(element: ET.Element, prefix: str, names: Mapping[str, str]) -> str:
    """Write ``element`` without what does not draw, or what is left of its parts."""
    kind = element.tag.removeprefix(SVG)
    if kind not in DRAWING:
        return ""
    attributes = "".join(
        [f' {name}="{value}"' for name, value in _attributes(element, prefix, names)]
    )
    worded = kind in WORDED
    parts = escape(element.text) if worded and element.text else ""
    if len(element):
        parts += "".join([_drawn(part, prefix, names) for part in element])
    tail = escape(element.tail) if kind == "tspan" and element.tail else ""
    if kind == "g" and not attributes:
        return parts
    if not parts:
        return f"<{kind}{attributes} />{tail}"
    return f"<{kind}{attributes}>{parts}</{kind}>{tail}"


def _attributes(
    element: ET.Element, prefix: str, names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    given = element.attrib
    if name := given.get("id"):
        if name in names:
            yield "id", names[name]
        elif found := NAMED.fullmatch(name):
            yield "id", f"{prefix}-{name}"
            yield KINDS[found[1]], found[2]
    if known := CLASSES.intersection(given.get("class", "").split()):
        yield "class", " ".join(sorted(known))
    if used := names.get(given.get(HREF, "").removeprefix("#")):
        yield "href", f"#{used}"
    for key, value in given.items():
        if key in ATTRIBUTES:
            yield key, _shorter(value)


@lru_cache(maxsize=4096)
def _shorter(value: str) -> str:
    """Return what says the same in fewer letters, for pages that hold many notes."""
    # A picture holds 200 values that no other has; most of them need no pattern.
    if " " in value or "\n" in value:
        value = " ".join(value.split())
        value = value.replace(", ", ",").replace(" -", ",-").replace(" scale", ",scale")
    if "0." in value:
        value = _BELOW_ONE.sub(".", value)
    if "scale" in value:
        value = _BOTH_WAYS.sub(r"scale(\1)", value)
    return _quoted(value)


def _quoted(value: str) -> str:
    return escape(value, {'"': "&quot;"})
