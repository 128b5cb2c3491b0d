"""The dice of the first version: any note of one octave, or a rest, all alike."""

from typing import Final

from melodie.chance import Chance
from service2_notes.ladder import Ladder

TAME: Final = 0.5
"""Below this wildness what the dice throw must fit the line."""


class Dice:
    """Dice that decide with probability ``wildness``, from 0 (never) to 1 (always)."""

    def __init__(self, ladder: Ladder, wildness: float, chance: Chance) -> None:
        self._faces = faces(ladder)
        self._wildness = wildness
        self._chance = chance

    @property
    def alone(self) -> bool:
        """Whether nothing but the dice decides."""
        return self._wildness >= 1

    @property
    def wild(self) -> bool:
        """Whether the dice need not fit the line."""
        return self._wildness >= TAME

    def decide(self) -> bool:
        """Tell whether the dice decide this time."""
        return self._chance.happens(self._wildness)

    def throw(self) -> int | None:
        """Throw once: a scale step, or None for a rest."""
        return self._chance.one_of(self._faces)


def faces(ladder: Ladder) -> tuple[int | None, ...]:
    """Return what a throw can show: the degrees from tonic to upper tonic, and the rest.

    The octave is the one nearest to the middle of the range; of a range that
    is narrower than an octave, only what lies in it.
    """
    middle = (ladder.steps[0] + ladder.steps[-1] - ladder.size) / 2

    def fitness(tonic: int) -> tuple[int, float]:
        return -len(_octave(ladder, tonic)), abs(tonic - middle)

    candidates = {tonic - shift for tonic in ladder.tonics for shift in (0, ladder.size)}
    return (*_octave(ladder, min(sorted(candidates), key=fitness)), None)


def _octave(ladder: Ladder, tonic: int) -> list[int]:
    return [step for step in range(tonic, tonic + ladder.size + 1) if step in ladder.steps]
