"""How many bars stand on one system of an A4 page: four where they fit."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from service4_lilypond.written import WrittenBar, WrittenEvent

SYSTEM_WIDTH: Final = 92.0
"""Staff spaces that a system offers, after clef and signatures."""

BAR_WIDTH: Final = 2.5
HEAD_WIDTH: Final = 2.3
ACCIDENTAL_WIDTH: Final = 1.2
DOT_WIDTH: Final = 0.8
"""Staff spaces that a bar takes for its line, and a note with what is beside it."""

PHRASE: Final = 4
"""Bars that a system holds where they fit; else two systems hold two each."""


def system_heads(bars: Sequence[WrittenBar]) -> frozenset[int]:
    """Return the numbers of the bars that begin a system, the first system's left out.

    A pick-up bar counts with the bar after it. No system is left with one
    bar where others have four: the last two share five as three and two.
    Bars too wide for any system are left to the engraver, who may break them.
    """
    widths = [bar_width(bar) for bar in bars if bar.number]
    heads: list[int] = []
    for start in range(0, len(widths), PHRASE):
        phrase = widths[start : start + PHRASE]
        heads += [start + 1] if _fit(phrase) else [start + 1, start + 1 + PHRASE // 2]
    if heads[-2:] == [len(widths) - PHRASE, len(widths)] and _fit(widths[-2:]):
        heads[-1] -= 1
    return frozenset(number for number in heads[1:] if number <= len(widths))


def _fit(widths: Sequence[float]) -> bool:
    return sum(widths) <= SYSTEM_WIDTH


def bar_width(bar: WrittenBar) -> float:
    """Estimate the least width of ``bar`` in staff spaces."""
    return BAR_WIDTH + sum(_width(event) for event in bar.events)


def breaks_inside(bar: WrittenBar, beat: Fraction) -> frozenset[str]:
    """Return the ids of events before which a bar too wide for a system may be broken.

    These begin a beat, outside tuplets and beams.
    """
    if bar_width(bar) <= SYSTEM_WIDTH:
        return frozenset()
    return frozenset(
        event.id for event in bar.events[1:] if event.onset % beat == 0 and _is_free(event)
    )


def _is_free(event: WrittenEvent) -> bool:
    begins_tuplet = event.tuplet is None or event.tuplet_begins
    begins_beam = not event.beams or event.beams[0] == "begin"
    return begins_tuplet and begins_beam


def _width(event: WrittenEvent) -> float:
    width = HEAD_WIDTH
    width += ACCIDENTAL_WIDTH if event.accidental else 0
    width += DOT_WIDTH if event.dotted else 0
    return width
