"""How many bars stand on one system: four on a page, two on a phone, where they fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import Final

from service4_lilypond.written import WrittenBar, WrittenEvent, WrittenPart

BAR_WIDTH: Final = 2.5
HEAD_WIDTH: Final = 2.5
ACCIDENTAL_WIDTH: Final = 1.2
DOT_WIDTH: Final = 0.8
"""Staff spaces that a bar takes for its line, and a note with what is beside it."""

SIGN_WIDTH: Final = 1.1
"""Staff spaces that each sharp or flat of the key signature takes from every system."""

CLOSEST: Final = 1.5
"""How many times the room that it is given a bar may need, before its notes run together."""

SPARING: Final = 3
"""Bars of a system that can give one to the next."""


@dataclass(frozen=True, slots=True)
class Format:
    """What the music is laid out for.

    ``width`` is what a system offers after clef and time signature, in staff
    spaces; ``bars`` is how many it holds where they fit.
    """

    width: float
    bars: int

    def room(self, part: WrittenPart) -> float:
        """Return the staff spaces that a system leaves for the bars of ``part``."""
        return self.width - SIGN_WIDTH * abs(part.fifths)


PAGE: Final = Format(95.0, 4)
"""A4 between its margins; US Letter is a little wider."""

PHONE: Final = Format(50.0, 2)
"""A screen so narrow that four bars are too small to read."""


def system_heads(part: WrittenPart, form: Format = PAGE) -> frozenset[int]:
    """Return the numbers of the bars that begin a system, the first system's left out.

    A pick-up bar counts with the bar after it. Bars that do not fit together
    stand on two systems, half and half, else as many on each as do fit. No
    system is left with one bar where the one before can spare one: the last
    two share five as three and two. A bar too wide for any system has its own,
    and is left to the engraver, who may break it.
    """
    room = form.room(part)
    widths = _widths(part)
    heads: list[int] = []
    for start in range(0, len(widths), form.bars):
        heads += _fitted(start, widths[start : start + form.bars], room)
    last = len(widths)
    if len(heads) > 1 and _is_lonely(heads, last) and sum(widths[-2:]) <= room:
        heads[-1] -= 1
    return frozenset(heads[1:])


def system_count(part: WrittenPart, form: Format = PAGE) -> int:
    """Estimate how many systems ``part`` takes, those of broken bars included."""
    widths = _widths(part)
    borders = [1, *sorted(system_heads(part, form)), len(widths) + 1]
    lengths = (sum(widths[head - 1 : following - 1]) for head, following in pairwise(borders))
    return sum(max(1, ceil(length / form.room(part))) for length in lengths)


def bar_width(bar: WrittenBar) -> float:
    """Estimate the least width of ``bar`` in staff spaces."""
    return BAR_WIDTH + sum(_width(event) for event in bar.events)


def is_readable(part: WrittenPart, form: Format) -> bool:
    """Say whether every bar can be read where none can be broken, if need be set closely."""
    return max(_widths(part), default=0.0) <= CLOSEST * form.room(part)


def breaks_inside(bar: WrittenBar, beat: Fraction, room: float) -> frozenset[str]:
    """Return the ids of events before which a bar wider than ``room`` may be broken.

    These begin a beat, outside tuplets and beams.
    """
    if bar_width(bar) <= room:
        return frozenset()
    return frozenset(
        event.id for event in bar.events[1:] if event.onset % beat == 0 and _is_free(event)
    )


def _widths(part: WrittenPart) -> list[float]:
    return [bar_width(bar) for bar in part.bars if bar.number]


def _fitted(start: int, widths: Sequence[float], room: float) -> list[int]:
    """Return the heads of the systems that hold the bars from number ``start + 1`` on."""
    if sum(widths) <= room:
        return [start + 1]
    half = (len(widths) + 1) // 2
    if max(sum(widths[:half]), sum(widths[half:])) <= room:
        return [start + 1, start + 1 + half]
    return list(_filled(start, widths, room))


def _filled(start: int, widths: Sequence[float], room: float) -> Iterator[int]:
    """Fill one system after the other, each with at least one bar."""
    left = 0.0
    for number, width in enumerate(widths, start + 1):
        if width > left:
            yield number
            left = room
        left -= width


def _is_lonely(heads: Sequence[int], last: int) -> bool:
    """Say whether the last system has one bar and the one before has some to spare."""
    return heads[-1] == last and last - heads[-2] >= SPARING


def _is_free(event: WrittenEvent) -> bool:
    begins_tuplet = event.tuplet is None or event.tuplet_begins
    begins_beam = not event.beams or event.beams[0] == "begin"
    return begins_tuplet and begins_beam


def _width(event: WrittenEvent) -> float:
    width = HEAD_WIDTH
    width += ACCIDENTAL_WIDTH if event.accidental else 0
    width += DOT_WIDTH if event.dotted else 0
    return width
