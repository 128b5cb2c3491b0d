"""Recipes that together ask for everything: fifty that are kept, and as many as one likes."""

from collections.abc import Sequence
from random import Random
from typing import Any, Final

from melodie import ENGINE_VERSION
from melodie.contract import MAX_SEED
from melodie.form import MAX_BARS
from service1_frontend.recipes.recipe import Recipe
from tests.golden.scores import options

COUNT: Final = 50
SLIDERS: Final = ("density", "syncopation", "repetition", "leaps", "rests")
WILDNESS: Final = (0, 0, 0, 10, 30, 60, 100)
BARS: Final = (1, 2, 3, 4, 5, 8, 8, 8, 12, 16, 17, 24, 32, 48, MAX_BARS)


def draw_recipes(count: int = COUNT, bars: Sequence[int] = BARS) -> list[Recipe]:
    """Draw the recipes: every choice there is comes up, every other has its sliders moved."""
    draw = Random("golden")  # noqa: S311 - music, not secrets
    return [_recipe(number, bars[number % len(bars)], draw) for number in range(count)]


def _recipe(number: int, bars: int, draw: Random) -> Recipe:
    offered = options().offered()
    fields: dict[str, Any] = {
        name: choices[(number * _stride(choices)) % len(choices)]
        for name, choices in offered.items()
    }
    fields["accompaniment"] = "none"  # it moves no note, and not every recipe has chords for it
    fields |= {name: getattr(options().defaults, name) for name in SLIDERS}
    if number % 2:
        fields |= {name: draw.randrange(101) for name in SLIDERS}
        fields["rests"] //= 3  # more would leave too little of most melodies
    return Recipe(
        name=f"golden {number + 1}",
        **fields,
        tempo=draw.randrange(40, 200),
        bars=bars,
        wildness=draw.choice(WILDNESS),
        pickup=number % 4 == 3,
        lowest="A3" if number % 10 == 9 else None,
        highest="C5" if number % 10 == 9 else None,
        seed=draw.choice((number, draw.randrange(MAX_SEED))),
        engine=ENGINE_VERSION,
    )


def _stride(choices: tuple[str, ...]) -> int:
    """Go through few choices one by one, and through many so that they mix with the others."""
    return next(step for step in (1, 3, 7) if len(choices) < 4 * step or len(choices) % step)
