"""Bars that stay as they are: read from the request, and held against the metre."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from melodie.contract import RhythmBar, RhythmRequest
from melodie.errors import InvalidInput
from melodie.time_signature import TimeSignature
from service3_rhythm.cells.cell import Cell
from service3_rhythm.grid import WHOLE
from service3_rhythm.spans import Span

FIELD = "kept"


@dataclass(frozen=True, slots=True)
class Kept:
    """The bars that are kept, by their index in the answer."""

    bars: Mapping[int, RhythmBar]

    @property
    def cells(self) -> list[Cell]:
        """Their different rhythms, as far as they are whole ticks, for new bars to be kin to."""
        found = (spans_of(bar) for _, bar in sorted(self.bars.items()) if not bar.pickup)
        sounding = (spans for spans in found if spans and any(not span.rest for span in spans))
        return [Cell(spans, ()) for spans in dict.fromkeys(sounding)]

    def tied(self, number: int) -> bool:
        """Tell whether the kept bar before bar ``number`` holds its last note into it."""
        before = self.bars.get(number - 1)
        return before is not None and before.events[-1].tie


def read_kept(wanted: RhythmRequest, time: TimeSignature) -> Kept:
    """Return the bars that are to stay.

    Raises ``InvalidInput`` naming ``kept`` where two are the same bar, one lies outside
    the melody, does not fill the metre, or is tied to nothing.
    """
    bars = {kept.number: kept.bar for kept in wanted.kept}
    if len(bars) < len(wanted.kept):
        raise InvalidInput.of(FIELD, "a bar is kept twice")
    count = wanted.bars + wanted.pickup
    for number, bar in bars.items():
        if number >= count:
            raise InvalidInput.of(FIELD, f"bar {number} is not one of the {count} bars")
        _check(number, bar, time, upbeat=wanted.pickup and number == 0)
    _check_ties(bars, count)
    return Kept(bars)


def spans_of(bar: RhythmBar) -> tuple[Span, ...] | None:
    """Return a bar in ticks; None where its lengths are no whole ticks."""
    spans: list[Span] = []
    place = Fraction(0)
    for event in bar.events:
        start, length = place * WHOLE, event.duration * WHOLE
        if start.denominator > 1 or length.denominator > 1:
            return None
        spans.append(Span(int(start), int(length), event.rest, event.tie, bool(event.tuplet)))
        place += event.duration
    return tuple(spans)


def _check(number: int, bar: RhythmBar, time: TimeSignature, *, upbeat: bool) -> None:
    length = sum((event.duration for event in bar.events), Fraction(0))
    full = time.bar_length
    if bar.pickup != upbeat or (length >= full if upbeat else length != full):
        expected = f"an upbeat, shorter than {full}" if upbeat else f"a bar of {full}"
        raise InvalidInput.of(FIELD, f"bar {number} is not {expected}")
    if any(event.rest and event.tie for event in bar.events):
        raise InvalidInput.of(FIELD, f"a rest is tied in bar {number}")
    if any(a.tie and b.rest for a, b in pairwise(bar.events)):
        raise InvalidInput.of(FIELD, f"a note is tied to a rest in bar {number}")
    if bar.phrase_end is not None and bar.phrase_end.event >= len(bar.events):
        raise InvalidInput.of(FIELD, f"a phrase ends with a note that bar {number} does not have")
    if bar.form and bar.form.answers is not None and bar.form.answers >= number:
        raise InvalidInput.of(FIELD, f"bar {number} answers a bar that does not come before it")


def _check_ties(bars: Mapping[int, RhythmBar], count: int) -> None:
    for number, bar in bars.items():
        after = bars.get(number + 1)
        lost = number == count - 1 or (after is not None and after.events[0].rest)
        if bar.events[-1].tie and lost:
            raise InvalidInput.of(FIELD, f"the last note of bar {number} is tied to nothing")
