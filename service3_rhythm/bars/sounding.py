"""A melody always has a note, and what a kept bar holds over the barline goes on."""

from collections.abc import Sequence

from melodie.contract import RhythmBar
from service3_rhythm.bars.kept import Kept


def sounding(bars: Sequence[RhythmBar], kept: Kept) -> tuple[RhythmBar, ...]:
    """Return the bars, with a note where there is none at all or where a tie leads to."""
    free = [number for number in range(len(bars)) if number not in kept.bars]
    woken = {number for number in free if kept.tied(number)}
    if free and all(event.rest for bar in bars for event in bar.events):
        # With the first bar whatever repeats it literally.
        woken |= {number for number in free if bars[number].events == bars[free[0]].events}
    return tuple(_woken(bar) if number in woken else bar for number, bar in enumerate(bars))


def _woken(bar: RhythmBar) -> RhythmBar:
    first, *others = bar.events
    return bar.model_copy(update={"events": (first.model_copy(update={"rest": False}), *others)})
