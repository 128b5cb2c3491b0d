"""Ideas that become melodies: one is recorded as it is, or as the beginning of a longer one."""

from dataclasses import replace
from typing import Final

from service1_frontend.ideas.sources import Idea, written
from service1_frontend.library.change import Change
from service1_frontend.library.melody import Melody
from service1_frontend.making.accompanying import accompanied_if_it_can_be
from service1_frontend.making.maker import MelodyMaker
from service1_frontend.recipes.completing import draw_seed
from service1_frontend.variations.growing import grow
from service1_frontend.variations.tune import Tune

LONGER: Final = (8, 16, 32)
"""Bars that an idea can grow to."""


def record_idea(idea: Idea, maker: MelodyMaker, name: str | None = None) -> Melody:
    """Record an idea as a melody, under a ``name`` if it is given one; raises ``StoreUnavailable``.

    One that was made of another tells how, for its recipe and seed alone give that other one.
    """
    recipe, steps = idea.source.recipe, idea.source.steps
    change = None
    if steps:
        told = Change(kind="idea", what=steps[-1].kind, told={"steps": written(steps)[:100]})
        change = told.model_copy(update={"seed": recipe.seed, "engine": recipe.engine}).as_json()
    name = name or recipe.name
    recipe = recipe.model_copy(update={"name": name})
    score = replace(idea.score, title=name)
    return maker.record(Melody.of(recipe, score, change=change), to_be_seen=True)


def record_grown(beginning: Melody, bars: int, maker: MelodyMaker, name: str) -> Melody:
    """Record a melody of so many bars that begins as a recorded one does, which is its parent.

    Its ``name`` tells it from that one.

    Raises ``Busy``, ``InvalidInput`` for ``bars`` that are not more, an ``UpstreamError``, or
    ``StoreUnavailable``.
    """
    with maker.working():
        seed = draw_seed()
        recipe = beginning.recipe.model_copy(update={"name": name, "bars": bars, "seed": seed})
        tune = Tune(beginning.score, beginning.recipe, maker.options.get())
        grown = grow(tune, bars, seed, maker.services)
        score = accompanied_if_it_can_be(replace(grown, title=name), recipe, maker.services)
        change = Change(kind="grow", told={"bars": bars}, seed=seed, engine=recipe.engine)
        return maker.record_variation(beginning, score, change, recipe, to_be_seen=True)
