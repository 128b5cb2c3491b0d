"""The beams over a bar's notes, level by level."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

from melodie.duration import QUARTER
from melodie.metre import GROUP, Hierarchy
from service4_lilypond.notation.beam_groups import Run, beam_groups
from service4_lilypond.notation.written import Beam, WrittenEvent

SUBDIVISIONS: Final = (Fraction(1, 8), Fraction(1, 16), Fraction(1, 32))
"""Where the inner beams break, as long as values of a quarter of it are about."""


def with_beams(events: Run, metre: Hierarchy) -> tuple[WrittenEvent, ...]:
    """Return the events of one bar with beams, and brackets for tuplets that no beam joins."""
    beamed: list[WrittenEvent] = []
    for run in beam_groups(events, metre):
        tuplets = sum(event.tuplet_begins for event in run)
        one_tuplet = len(run) > 1 and tuplets == 1 and _is_tuplet(run)
        bracketed = (
            replace(event, bracket=event.tuplet_begins and not one_tuplet) for event in run
        )
        beamed += _beamed(list(bracketed), metre) if len(run) > 1 else bracketed
    return tuple(beamed)


def _is_tuplet(run: Run) -> bool:
    return run[0].tuplet_begins and run[-1].tuplet_ends


def _beamed(run: Run, metre: Hierarchy) -> Iterator[WrittenEvent]:
    links = [0, *(_link(*pair, run, metre) for pair in pairwise(run)), 0]
    for event, (before, after) in zip(run, pairwise(links), strict=True):
        levels = range(1, _flags(event) + 1)
        parts = tuple(_part(event, level, before, after, metre) for level in levels)
        yield replace(event, beams=parts)


def _flags(event: WrittenEvent) -> int:
    return (QUARTER / event.undotted).numerator.bit_length() - 1


def _link(left: WrittenEvent, right: WrittenEvent, run: Run, metre: Hierarchy) -> int:
    """Return how many beams join two neighbours."""
    shared = min(_flags(left), _flags(right))
    shortest = min(event.undotted for event in run)
    begin, _ = metre.stretch(GROUP, right.onset)
    at_tuplet = left.tuplet_ends or right.tuplet_begins
    for beams, value in enumerate(SUBDIVISIONS, start=1):
        if (right.onset - begin) % value == 0 and (at_tuplet or shortest <= value / 4):
            return min(shared, beams)
    return shared


def _part(event: WrittenEvent, level: int, before: int, after: int, metre: Hierarchy) -> Beam:
    match level <= before, level <= after:
        case True, True:
            return Beam.CONTINUE
        case False, True:
            return Beam.BEGIN
        case True, False:
            return Beam.END
    if before == 0:
        return Beam.FORWARD_HOOK
    ends_stronger = metre.strength(event.end) < metre.strength(event.onset)
    return Beam.BACKWARD_HOOK if after == 0 or ends_stronger else Beam.FORWARD_HOOK
