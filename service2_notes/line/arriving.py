"""How a close comes home to the last note: each tune in one way, drawn by its style."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from melodie.chance import Chance
from service2_notes.figures.figure import Figure
from service2_notes.style import Arrival, Style

FROM: Final[Mapping[int, Arrival]] = {1: "descends", -1: "rises"}
"""Ways by the last other note, in steps above the last one; from farther, other ones."""
OTHERWISE: Final = -8.0
CIRCLING: Final = -16.0
"""What a close loses that comes home in another way, and around its last note when not asked to.

That is the way of most figures of a jig, and would come wherever none has the way asked for.
"""


def draw_arrival(style: Style, seed: int) -> Arrival | None:
    """Draw the way in which a tune comes home; None where the style leaves it open."""
    ways = style.arrivals
    return Chance("arrival", seed).weighted(list(ways), list(ways.values())) if ways else None


def arrival_of(one: Figure) -> Arrival:
    """Tell how a close comes home."""
    others = [note - one.end for note in one.contour if note != one.end]
    if not others:
        return "stays"
    if one.contour[0] == one.end:
        return "circles" if _circles(one) else "returns"
    return FROM.get(others[-1], "falls" if others[-1] > 0 else "leaps")


def astray(one: Figure, arrival: Arrival | None) -> float:
    """Return what a close loses that does not come home by ``arrival``."""
    way = arrival_of(one)
    if arrival in (None, way):
        return 0.0
    return CIRCLING if way == "circles" else OTHERWISE


def _circles(one: Figure) -> bool:
    """Tell whether it leaves its last note for a neighbour only."""
    moves = [abs(after - before) for before, after in pairwise(one.contour) if after != before]
    return moves == [1, 1]
