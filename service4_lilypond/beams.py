"""Beams by beat group.

Quavers go together over a whole group (half a bar of 4/4, a bar of 3/4);
where anything shorter or a tuplet is among them, over a beat. In metres that
count quavers or less the group is the beat.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Final

from service4_lilypond.hierarchy import CROTCHET, GROUP, Hierarchy
from service4_lilypond.written import Beam, WrittenEvent

QUAVER: Final = Fraction(1, 8)
WIDEST: Final = Fraction(3, 4)
"""The longest stretch that one beam covers: a bar of 3/4."""

FINE: Final = Fraction(1, 64)
"""From here on a beam covers a quaver only, or nobody could count its notes."""

SUBDIVISIONS: Final = (Fraction(1, 8), Fraction(1, 16), Fraction(1, 32))
"""Where the inner beams break, as long as values of a quarter of it are about."""

Run = Sequence[WrittenEvent]


def with_beams(events: Run, metre: Hierarchy) -> tuple[WrittenEvent, ...]:
    """Return the events of one bar with their beams."""
    beamed: list[WrittenEvent] = []
    for run in _runs(events, metre):
        beamed += _beamed(run, metre) if len(run) > 1 else run
    return tuple(beamed)


def _runs(events: Run, metre: Hierarchy) -> Iterator[Run]:
    """Cut a bar into what is beamed together; most runs of one have no beam."""
    numbers = _wide_tuplets(events, metre)
    keys = {
        event.id: (_has_flag(event) or event.id, _wide_begin(event, metre), numbers[event.id])
        for event in events
    }
    for (_, _, tuplet), together in groupby(events, lambda event: keys[event.id]):
        run = list(together)
        yield from [run] if tuplet or _stays_whole(run, metre) else _by_beat(run, metre)


def _has_flag(event: WrittenEvent) -> bool:
    return event.pitch is not None and event.undotted < CROTCHET


def _wide_begin(event: WrittenEvent, metre: Hierarchy) -> Fraction:
    level = GROUP
    while True:
        begin, end = metre.stretch(level, event.onset)
        if end - begin <= WIDEST:
            return begin
        level += 1


def _wide_tuplets(events: Run, metre: Hierarchy) -> dict[str, int]:
    """Give each tuplet that outgrows a beat, and so has its own beams, a number; 0 is none."""
    numbers: dict[str, int] = {}
    beat_end, number = Fraction(0), 0
    for position, event in enumerate(events):
        if event.tuplet_begins:
            _, beat_end = metre.stretch(metre.beat_level, event.onset)
            members = _tuplet_from(events, position)
            number = position + 1 if members[-1].end > beat_end else 0
        numbers[event.id] = number if event.tuplet else 0
    return numbers


def _tuplet_from(events: Run, position: int) -> Run:
    last = next(i for i in range(position, len(events)) if events[i].tuplet_ends)
    return events[position : last + 1]


def _stays_whole(run: Run, metre: Hierarchy) -> bool:
    """Say whether a run is all quavers, and not such that 3/4 would look like 6/8."""
    begin, end = metre.stretch(GROUP, run[0].onset)
    in_three = end - begin == 3 * metre.unit
    on_beat = metre.strength(run[0].onset) <= metre.beat_level
    quavers = all(event.value == QUAVER and event.tuplet is None for event in run)
    return quavers and (on_beat or not in_three)


def _by_beat(run: Run, metre: Hierarchy) -> Iterator[Run]:
    fine = min(event.undotted for event in run) <= FINE

    def beat(event: WrittenEvent) -> tuple[Fraction, int]:
        begin, _ = metre.stretch(metre.beat_level, event.onset)
        return begin, event.onset // QUAVER if fine else 0

    for _, together in groupby(run, beat):
        yield list(together)


def _beamed(run: Run, metre: Hierarchy) -> Iterator[WrittenEvent]:
    links = [0, *(_link(*pair, run, metre) for pair in pairwise(run)), 0]
    for event, (before, after) in zip(run, pairwise(links), strict=True):
        levels = range(1, _flags(event) + 1)
        parts = tuple(_part(event, level, before, after, metre) for level in levels)
        yield replace(event, beams=parts)


def _flags(event: WrittenEvent) -> int:
    return (CROTCHET / event.undotted).numerator.bit_length() - 1


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
