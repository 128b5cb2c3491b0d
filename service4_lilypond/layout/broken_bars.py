"""Bars too wide for a line of a picture, cut into parts that each get a line.

LilyPond chooses among the places where it may break such a bar; for a picture
the parts are chosen here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from melodie.duration import QUARTER
from service4_lilypond.layout.line_breaks import (
    BAR_WIDTH,
    CLOSEST,
    LineLayout,
    bar_width,
    breaks_inside,
    events_width,
)
from service4_lilypond.notation.written import WrittenBar, WrittenEvent, WrittenPart

PLACES: Final = (QUARTER, Fraction(1, 8), Fraction(1, 32))
"""Where a bar may be cut: at a beat, else at a half or an eighth of one."""

HALVINGS: Final = 12
"""Steps in which the width of the widest part is brought down."""

Run = Sequence[WrittenEvent]


def with_broken_bars(part: WrittenPart, layout: LineLayout) -> WrittenPart:
    """Return ``part`` with wide bars cut into several, all but the last of them ``continued``."""
    room = CLOSEST * layout.room(part)
    bars = [piece for bar in part.bars for piece in _pieces(bar, room)]
    return replace(part, bars=tuple(bars))


def _pieces(bar: WrittenBar, room: float) -> Iterator[WrittenBar]:
    runs = _runs(bar, room)
    for number, run in enumerate(runs, start=1):
        events, continued = tuple(run), number < len(runs)
        piece = replace(bar, events=events, continued=continued, continues=number > 1)
        chords = (chord for chord in bar.chords if piece.start <= chord.onset < piece.end)
        yield replace(piece, chords=tuple(chords))


def _runs(bar: WrittenBar, room: float) -> list[Run]:
    """Return the fewest parts that fit, about as wide as each other."""
    if bar_width(bar) <= room:
        return [bar.events]
    for place in PLACES:
        cells = _cells(bar, place)
        if max(map(_width, cells)) <= room:
            break
    lines = _packed(cells, room)
    narrow, wide = 0.0, room
    for _ in range(HALVINGS):
        middle = (narrow + wide) / 2
        packed = _packed(cells, middle)
        if len(packed) > len(lines):
            narrow = middle
        else:
            lines, wide = packed, middle
    return lines


def _cells(bar: WrittenBar, place: Fraction) -> list[Run]:
    """Return a bar cut wherever it can be."""
    breaks = breaks_inside(bar, place)
    cells: list[list[WrittenEvent]] = [[]]
    for event in bar.events:
        if event.id in breaks:
            cells.append([])
        cells[-1].append(event)
    return [tuple(cell) for cell in cells]


def _packed(cells: Sequence[Run], room: float) -> list[Run]:
    """Return cells packed into lines, each with at least one."""
    lines: list[Run] = [cells[0]]
    for cell in cells[1:]:
        if _width((*lines[-1], *cell)) <= room:
            lines[-1] = (*lines[-1], *cell)
        else:
            lines.append(cell)
    return lines


def _width(run: Run) -> float:
    return BAR_WIDTH + events_width(run)
