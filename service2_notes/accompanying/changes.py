"""Which chord stands where, bar by bar: a chord goes on until another stands there, or none."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from melodie.harmony import Chord
from melodie.score import Score

WHOLE: Final = 32
"""Ticks of a whole note: no step of a pattern is shorter, and what a chord begins on is rounded."""

Ticks = int


class Change(NamedTuple):
    """A chord from so many ticks after the barline on; None is silence.

    ``new`` says that another one, or none, stood there before.
    """

    offset: Ticks
    chord: Chord | None
    new: bool


Changes = tuple[Change, ...]
SILENT: Final[Changes] = (Change(0, None, new=False),)


def changes_of(score: Score) -> Iterator[Changes]:
    """Yield the chords of every bar, the first of which stands at its beginning.

    An upbeat is silent.
    """
    length = ticks_in_bar(score)
    before: Chord | None = None
    for bar in score.bars:
        found = {0: Change(0, before, new=False)}
        for placed in bar.chords:
            offset = round(placed.offset * WHOLE) if placed.offset else 0
            if offset < length and (placed.chord != before or not offset):
                found[offset] = Change(offset, placed.chord, new=placed.chord != before)
                before = placed.chord
        yield SILENT if bar.pickup else tuple(found.values())


def ticks_in_bar(score: Score) -> Ticks:
    """Return how long a full bar is."""
    return score.time_signature.beats * WHOLE // score.time_signature.unit
