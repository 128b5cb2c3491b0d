"""A tuneful walk: small steps are likely, and the middle of the range pulls back."""

from typing import Final

from service2_notes.chance import Chance
from service2_notes.ladder import Ladder

DISTANCES: Final = {0: 10, 1: 50, 2: 18, 3: 6, 4: 3, 5: 1}
"""Scale steps between neighbours -> how often they are heard."""


def first(ladder: Ladder, chance: Chance) -> int:
    """Begin on a tonic, one of those nearest to the middle of the range."""
    middle = (ladder.steps[0] + ladder.steps[-1]) / 2
    nearest = min(abs(tonic - middle) for tonic in ladder.tonics)
    return chance.one_of([t for t in ladder.tonics if abs(t - middle) == nearest])


def following(ladder: Ladder, previous: int, chance: Chance) -> int:
    """Go on from ``previous``."""
    middle = (ladder.steps[0] + ladder.steps[-1]) / 2
    reach = max(DISTANCES)
    near = [step for step in ladder.steps if abs(step - previous) <= reach]
    odds = [
        DISTANCES[abs(step - previous)] / (1 + ((step - middle) / ladder.size) ** 2)
        for step in near
    ]
    return chance.weighted(near, odds)


def last(ladder: Ladder, previous: int) -> int:
    """Come home: the tonic nearest to ``previous``."""
    return min(ladder.tonics, key=lambda tonic: abs(tonic - previous))
