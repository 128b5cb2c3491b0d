"""What an idea is, and what it is composed from: with the same engine, always the same."""

import re
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple

from melodie.score import Score
from service1_frontend.recipes.recipe import Recipe

Kind = Literal["bar", "half", "rhythm", "pitches"]
"""What of an idea is made anew: the pitches of one bar, its second half, all its rhythm, all
its pitches."""

LETTERS: Final[dict[str, Kind]] = {"b": "bar", "h": "half", "p": "pitches", "r": "rhythm"}
CODES: Final = {kind: letter for letter, kind in LETTERS.items()}

MAX_STEPS: Final = 16
"""How often an idea can be made of another, for all of them are composed again."""

_STEPS: Final = re.compile(rf"(?:[bhpr][0-9]{{1,9}}){{0,{MAX_STEPS}}}")
_STEP: Final = re.compile(r"([bhpr])([0-9]+)")


class Step(NamedTuple):
    """From one idea to another like it: what is made anew, and the seed of its chance."""

    kind: Kind
    seed: int


@dataclass(frozen=True, slots=True)
class Source:
    """A recipe, whose bars and seed are those of the idea, and the steps that lead on from it.

    Unless it is ``named``, nobody has chosen the recipe's name.
    """

    recipe: Recipe
    steps: tuple[Step, ...] = ()
    named: bool = True

    @property
    def before(self) -> "Source":
        """What it is when the last step is not taken."""
        return replace(self, steps=self.steps[:-1])

    def then(self, kind: Kind, seed: int) -> "Source":
        """Return what it is after one more step."""
        return replace(self, steps=(*self.steps, Step(kind, seed)))

    @property
    def can_go_on(self) -> bool:
        """Whether one more step is allowed."""
        return len(self.steps) < MAX_STEPS


@dataclass(frozen=True, slots=True)
class Idea:
    """A few bars; ``picture`` is their SVG, None where there was none in time."""

    source: Source
    score: Score
    picture: bytes | None


def written(steps: tuple[Step, ...]) -> str:
    """Return steps as an address has them: a letter and a seed for each."""
    return "".join(f"{CODES[step.kind]}{step.seed}" for step in steps)


def read_steps(text: str) -> tuple[Step, ...] | None:
    """Return the steps that ``written`` wrote; None for anything else."""
    if not _STEPS.fullmatch(text):
        return None
    return tuple(Step(LETTERS[letter], int(seed)) for letter, seed in _STEP.findall(text))
