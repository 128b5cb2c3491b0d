"""The dice of the first version: any note of one octave, or a rest, all alike."""

from typing import Final

from service2_notes.chance import Chance
from service2_notes.ladder import Ladder

REST: Final = None


def faces(ladder: Ladder) -> tuple[int | None, ...]:
    """Return what a throw can show: the degrees from tonic to upper tonic, and the rest.

    The octave is the one nearest to the middle of the range; of a range that
    is narrower than an octave, only what lies in it.
    """
    middle = (ladder.steps[0] + ladder.steps[-1] - ladder.size) / 2

    def fitness(tonic: int) -> tuple[int, float]:
        return -len(_octave(ladder, tonic)), abs(tonic - middle)

    candidates = {tonic - shift for tonic in ladder.tonics for shift in (0, ladder.size)}
    return (*_octave(ladder, min(sorted(candidates), key=fitness)), REST)


def throw(options: tuple[int | None, ...], chance: Chance) -> int | None:
    """Throw the dice once: a scale step, or None for a rest."""
    return chance.one_of(options)


def _octave(ladder: Ladder, tonic: int) -> list[int]:
    return [step for step in range(tonic, tonic + ladder.size + 1) if step in ladder.steps]
