"""Systems, each drawn by itself, put together as one picture that shows any of them alone.

A page that is printed must not cut through a system. So the picture has a view of
each: where ``score.svg`` shows all, ``score.svg#system-2`` shows the second alone, in
its own height.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from service4_lilypond.svg.heading import Heading

MARGIN: Final = 30
"""Above all and below all, in the units of the pictures; each has as much of its own."""

_ROOT: Final = re.compile(r'<svg viewBox="0 0 (\d+) (\d+)"')


class _System(NamedTuple):
    width: int
    height: int
    top: int
    picture: str


def stacked(pictures: Sequence[str], heading: Heading) -> str:
    """Return one SVG of ``pictures``, SVG too, below ``heading`` and each other.

    They have one width. The first view shows the heading as well.
    """
    systems = list(_placed(pictures, heading.height or MARGIN))
    width = systems[0].width
    height = systems[-1].top + systems[-1].height + MARGIN
    return (
        f'<svg viewBox="0 0 {width} {height}" version="1.1" '
        'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n'
        f"{''.join(_views(systems))}"
        f"{heading.drawn}"
        f"{''.join(map(_nested, systems))}"
        "</svg>\n"
    )


def _placed(pictures: Sequence[str], top: int) -> Iterator[_System]:
    for picture in pictures:
        found = _ROOT.match(picture)
        if found is None:
            raise ValueError("this is no picture of Verovio's")
        width, height = map(int, found.groups())
        yield _System(width, height, top, picture)
        top += height


def _views(systems: Sequence[_System]) -> Iterator[str]:
    top = 0
    for number, system in enumerate(systems, start=1):
        bottom = system.top + system.height
        shown = f"0 {top} {system.width} {bottom - top}"
        yield f'<view id="system-{number}" viewBox="{shown}"/>\n'
        top = bottom


def _nested(system: _System) -> str:
    place = f'<svg y="{system.top}" width="{system.width}" height="{system.height}"'
    return system.picture.replace("<svg", place, 1)
