"""When what sounds, for whoever shows it."""

from fractions import Fraction
from typing import Final

from melodie.contract import Timeline, TimelineBar, TimelineClick, TimelineNote
from service4_lilypond.sound.performance import Performance

DIGITS: Final = 6
"""Of a second: finer than one sample."""


def timeline(performance: Performance, tail: float) -> Timeline:
    """Return the timeline of a sound that dies away for ``tail`` seconds after its last round."""
    return Timeline(
        seconds=_seconds(performance.seconds * performance.rounds) + tail,
        round_seconds=_seconds(performance.seconds),
        rounds=performance.rounds,
        notes=tuple(
            TimelineNote(
                number=note.number,
                onset=_seconds(note.onset),
                end=_seconds(note.end),
                bar=note.bar,
                beat=note.beat,
            )
            for note in performance.notes
        ),
        bars=tuple(
            TimelineBar(number=bar.number, onset=_seconds(bar.onset), end=_seconds(bar.end))
            for bar in performance.bars
        ),
        clicks=tuple(
            TimelineClick(
                onset=_seconds(click.onset),
                count=click.count,
                strength=click.strength,
                counted_in=click.counted_in,
            )
            for click in performance.clicks
        ),
    )


def _seconds(exact: Fraction) -> float:
    return round(float(exact), DIGITS)
