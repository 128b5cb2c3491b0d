"""What a wall of ideas is: eight short ideas that a recipe and a seed decide."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final

from melodie.chance import Chance
from service1_frontend.ideas.likings import further, kind_at
from service1_frontend.ideas.sources import Kind, Source
from service1_frontend.recipes.completing import MAX_DRAWN
from service1_frontend.recipes.recipe import Recipe

IDEAS: Final = 8
"""How many a wall shows."""

LENGTHS: Final = (2, 4)
"""Bars that an idea can have; the first is the default."""


@dataclass(frozen=True, slots=True)
class Wall:
    """What a wall is composed from: the recipe that was asked for, the ideas' bars, a seed.

    With ``like`` its ideas are like that one, which is the first of them; ``near`` is the dial
    from 0, nearly the same, to 100, quite new. Unless it is ``named``, nobody has chosen the
    recipe's name.
    """

    recipe: Recipe
    bars: int
    seed: int
    like: Source | None = None
    near: int = 50
    named: bool = True

    def sources(self) -> Iterator[Source]:
        """Yield what its ideas are composed from, as many as anybody takes."""
        chance = Chance("ideas", self.seed)
        if self.like:
            yield self.like
        for number in count(int(self.like is not None)):
            seed = int(chance.uniform() * (MAX_DRAWN + 1))
            kind = kind_at(self.near, number % IDEAS / (IDEAS - 1)) if self.like else None
            yield self._source(kind, seed)

    def further(self) -> Iterator[Source]:
        """Yield what fills up a wall of ideas like one, each further from it than asked for."""
        chance = Chance("ideas further", self.seed)
        for kind in further(self.near):
            yield self._source(kind, int(chance.uniform() * (MAX_DRAWN + 1)))

    def _source(self, kind: Kind | None, seed: int) -> Source:
        if self.like and kind:
            return self.like.then(kind, seed)
        recipe = self.recipe.model_copy(update={"bars": self.bars, "seed": seed})
        return Source(recipe, named=self.named)
