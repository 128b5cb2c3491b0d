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

OFFERS: Final = (4, 2, 1)
"""Bars in a system; phrases come in fours and twos."""


def bars_in_system(bars: Sequence[WrittenBar]) -> int:
    """Return how many bars to a system fit throughout; a pick-up bar counts with the next."""
    full = [bar for bar in bars if bar.number]
    widths = [bar_width(bar) for bar in full]
    for count in OFFERS:
        systems = (widths[start : start + count] for start in range(0, len(widths), count))
        if all(sum(system) <= SYSTEM_WIDTH for system in systems):
            return count
    return 1


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
