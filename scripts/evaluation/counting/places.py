"""What a bar does in its phrase."""

from collections.abc import Sequence
from typing import Final

from scripts.evaluation.counting.bars import Bar
from scripts.evaluation.steps import DEGREES

OPENING, INNER, HALF_CLOSE, PREPARATION, CLOSE = range(5)
PLACES: Final = 5
CADENCES: Final = (HALF_CLOSE, PREPARATION, CLOSE)
PERIOD: Final = 8
_BY_NUMBER: Final = {0: OPENING, 3: HALF_CLOSE, 4: OPENING, 6: PREPARATION}


def place(number: int, found: Sequence[Bar | None]) -> int:
    """Return the place of bar ``number`` of a strain, which is there.

    Strains of 8 and 16 bars are known whole, of others only the ends.
    """
    bar = found[number]
    home = bar is not None and bar.last % DEGREES == 0
    if len(found) in (PERIOD, 2 * PERIOD):
        at = number % PERIOD
        if at < PERIOD - 1:
            return _BY_NUMBER.get(at, INNER)
        open_middle = number == PERIOD - 1 and len(found) == 2 * PERIOD
        return CLOSE if home else HALF_CLOSE if open_middle else INNER
    if number == len(found) - 1:
        return CLOSE if home else INNER
    return PREPARATION if number == len(found) - 2 else OPENING if number == 0 else INNER


def closes(number: int, found: Sequence[Bar | None]) -> bool:
    """Say whether bar ``number`` is a cadence, or prepares one that comes home in the next."""
    at = place(number, found)
    if at != PREPARATION:
        return at in CADENCES
    after = found[number + 1] if number + 1 < len(found) else None
    return after is not None and after.last % DEGREES == 0
