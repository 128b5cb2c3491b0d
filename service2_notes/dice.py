"""The dice of the first version: any note of one octave, or a rest, all alike."""

from collections.abc import Collection, Sequence
from typing import Final

from melodie.chance import Chance
from service2_notes.ladder import Ladder
from service2_notes.pitch_units import LadderStep

LOOSE: Final = 2.0
"""Exponent of the wildness: above 1, the dice wait."""

Thrown = LadderStep | None
"""What a throw can give: a note, or None for a rest."""


class Dice:
    """Dice that decide the oftener the wilder: never at a ``wildness`` of 0, always at 1.

    Between, they decide less often than that: a little wildness only loosens the line.
    """

    def __init__(self, ladder: Ladder, wildness: float, seed: int) -> None:
        self._faces, self._wildness, self._seed = faces(ladder), wildness**LOOSE, seed

    def throw(
        self, steps: Sequence[Thrown], bars: Sequence[int], settled: Collection[int]
    ) -> list[Thrown]:
        """Throw for every note; ``bars`` says which bar each is in, with a chance of its own.

        Notes that are ``settled``, by their number, stay, and so does the last one
        unless the dice decide all. A melody keeps at least one note.
        """
        if not self._wildness:
            return list(steps)
        chances = {bar: Chance(f"dice bar {bar}", self._seed) for bar in set(bars)}
        thrown: list[Thrown] = []
        for number, (step, bar) in enumerate(zip(steps, bars, strict=True)):
            decides = chances[bar].happens(self._wildness)
            face = chances[bar].one_of(self._faces)
            stays = number in settled or (self._wildness < 1 and number == len(steps) - 1)
            thrown.append(face if decides and not stays else step)
        if thrown and not settled and all(step is None for step in thrown):
            thrown[-1] = Chance("dice sound", self._seed).one_of(self._faces[:-1])
        return thrown

    def keep(self, bar: int) -> bool:
        """Tell whether the dice let a bar return as it was."""
        return Chance(f"dice return bar {bar}", self._seed).happens(1 - self._wildness)


def faces(ladder: Ladder) -> tuple[Thrown, ...]:
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
