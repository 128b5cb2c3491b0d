"""Where the notes of a tune are played on the strings of a guitar or a ukulele.

A hand lies over four frets, which are its position, and may stretch for a fifth. Of all ways
to play a tune, the cheapest is found exactly, by dynamic programming (Bellman 1957): high
positions cost a little with every note, and moving the hand costs more.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

Fretted = Literal["guitar", "ukulele"]


class Strings(NamedTuple):
    """The MIDI keys of open strings, the first string first, and how many frets there are."""

    open: tuple[int, ...]
    frets: int


STRINGS: Final[Mapping[Fretted, Strings]] = {
    "guitar": Strings((64, 59, 55, 50, 45, 40), 19),
    "ukulele": Strings((69, 64, 60, 67), 15),
}

COMFORTABLE: Final = 12
"""The highest fret for which no octave is left: the neck joins the body there."""
OCTAVES: Final = (0, -1, 1, -2, 2, -3, 3)
"""By how many a tune may be moved, those that are tried first in front."""

REACH: Final = 4
"""Frets from the first of a position to one that the little finger stretches to."""
STRETCH: Final = 3
HIGH_OPEN: Final = 2
"""What an open string costs where the hand is above ``NEAR``, where it sounds unlike the rest."""
NEAR: Final = 3
MOVE: Final = 10
"""What moving the hand costs, beside a fret more for each that it moves."""
IMPOSSIBLE: Final = 100_000


class Place(NamedTuple):
    """A string, of which 1 is the first, and a fret, of which 0 is the open string."""

    string: int
    fret: int


def octaves_to(strings: Strings, keys: Sequence[int]) -> int:
    """Return by how many octaves a tune is moved so that it lies well on the strings."""
    lowest, highest = min(strings.open), strings.open[0] + COMFORTABLE

    def beyond(octaves: int) -> int:
        return sum(not lowest <= key + 12 * octaves <= highest for key in keys)

    return min(OCTAVES, key=beyond)


def places(strings: Strings, keys: Sequence[int]) -> list[Place | None]:
    """Return where each of ``keys`` is played; None for one that is not on the strings."""
    playable = [key for key in keys if _on(strings, key)]
    positions = iter(_positions(strings, playable))
    return [_place(strings, key, next(positions))[1] if _on(strings, key) else None for key in keys]


def _on(strings: Strings, key: int) -> bool:
    return any(0 <= key - string <= strings.frets for string in strings.open)


def _positions(strings: Strings, keys: Sequence[int]) -> Iterator[int]:
    """Yield the fret that the hand's first finger lies over, note by note."""
    hands = range(1, strings.frets + 1)
    costs = [0] * len(hands)
    origins: list[list[int]] = []
    for key in keys:
        came = [_cheapest(costs, there) for there in range(len(hands))]
        origins.append([origin for _, origin in came])
        costs = [
            cost + _place(strings, key, hand)[0] + hand - 1
            for hand, (cost, _) in zip(hands, came, strict=True)
        ]
    here = costs.index(min(costs))
    path = []
    for came_from in reversed(origins):
        path.append(hands[here])
        here = came_from[here]
    return reversed(path)


def _cheapest(costs: Sequence[int], there: int) -> tuple[int, int]:
    """Return what it costs to have the hand ``there``, and where it was before."""
    return min(
        (cost + (MOVE + abs(there - here) if here != there else 0), here)
        for here, cost in enumerate(costs)
    )


@lru_cache(maxsize=4096)
def _place(strings: Strings, key: int, hand: int) -> tuple[int, Place]:
    """Return what a note costs with the hand over some frets, and where it is played there."""
    return min(
        (_cost(key - string, hand), Place(number, key - string))
        for number, string in enumerate(strings.open, start=1)
        if 0 <= key - string <= strings.frets
    )


def _cost(fret: int, hand: int) -> int:
    if fret == 0:
        return HIGH_OPEN if hand > NEAR else 0
    if hand <= fret < hand + REACH:
        return 0
    return STRETCH if fret == hand + REACH else IMPOSSIBLE
