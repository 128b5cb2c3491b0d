"""Which notes go under one beam.

Eighths go together over a whole group (half a bar of 4/4, a bar of 3/4);
where anything shorter or a tuplet is among them, over a beat. In time signatures that
count eighths or less the group is the beat. A tuplet is under a beam as a
whole or not at all.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain, groupby, takewhile
from typing import Final

from melodie.duration import QUARTER, is_dyadic
from melodie.metre import GROUP, Hierarchy
from service4_lilypond.notation.written import WrittenEvent

EIGHTH: Final = Fraction(1, 8)
WIDEST: Final = Fraction(3, 4)
"""The longest stretch that one beam covers: a bar of 3/4."""

FINE: Final = Fraction(1, 64)
"""From this value on a beam covers an eighth only, so that its notes can be counted."""

Run = Sequence[WrittenEvent]


def beam_groups(events: Run, metre: Hierarchy) -> Iterator[Run]:
    """Yield the events of one bar in runs, each under one beam; a run of one has none."""

    def place(cell: Run) -> tuple[bool, Fraction]:
        return _joins(cell, metre), _widest_begin(cell[0], metre)

    for (joins, _), together in groupby(_cells(events), place):
        cells = list(together)
        if not joins:
            yield from chain.from_iterable(_inside(cell) for cell in cells)
        elif _all_eighths(cells):
            yield from _by_group(cells, metre)
        else:
            yield from _by_beat(cells, metre)


def _cells(events: Run) -> Iterator[Run]:
    """Yield what no beam may cut: single notes and whole tuplets."""
    cell: list[WrittenEvent] = []
    for event in events:
        cell.append(event)
        if event.tuplet is None or event.tuplet_ends:
            yield cell
            cell = []


def _joins(cell: Run, metre: Hierarchy) -> bool:
    """Return whether a cell can share a beam with its neighbours."""
    _, beat_end = metre.stretch(metre.beat_level, cell[0].onset)
    torn = not is_dyadic(cell[-1].end - cell[0].onset)
    return all(_has_flag(event) for event in cell) and cell[-1].end <= beat_end and not torn


def _has_flag(event: WrittenEvent) -> bool:
    return event.pitch is not None and event.undotted < QUARTER


def _widest_begin(event: WrittenEvent, metre: Hierarchy) -> Fraction:
    level = GROUP
    begin, end = metre.stretch(level, event.onset)
    while end - begin > WIDEST:
        level += 1
        begin, end = metre.stretch(level, event.onset)
    return begin


def _inside(cell: Run) -> Iterator[Run]:
    """Beam a tuplet by itself, where it is broken by rests or longer notes."""
    for flagged, together in groupby(cell, _has_flag):
        run = list(together)
        yield from [run] if flagged else [[event] for event in run]


def _all_eighths(cells: Sequence[Run]) -> bool:
    return all(cell[0].value == EIGHTH and cell[0].tuplet is None for cell in cells)


def _by_group(cells: Sequence[Run], metre: Hierarchy) -> Iterator[Run]:
    """Beam eighths over their group; in a group of three beats from a beat on only.

    Three eighths from the middle of a bar of 3/4 would make it look like 6/8.
    """
    begin, end = metre.stretch(GROUP, cells[0][0].onset)
    upbeat = 0
    if end - begin == 3 * metre.unit:
        off_beat = (metre.strength(cell[0].onset) > metre.beat_level for cell in cells)
        upbeat = sum(takewhile(bool, off_beat))
    yield _united(cells[:upbeat])
    yield _united(cells[upbeat:])


def _by_beat(cells: Sequence[Run], metre: Hierarchy) -> Iterator[Run]:
    fine = min(event.undotted for event in _united(cells)) <= FINE

    def beat(cell: Run) -> tuple[Fraction, int]:
        begin, _ = metre.stretch(metre.beat_level, cell[0].onset)
        return begin, cell[0].onset // EIGHTH if fine else 0

    for _, together in groupby(cells, beat):
        yield _united(together)


def _united(cells: Sequence[Run] | Iterator[Run]) -> Run:
    return list(chain.from_iterable(cells))
