"""The addresses of walls of ideas and of single ideas: all that they are composed from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode

from flask import url_for

from melodie import ENGINE_VERSION
from melodie.errors import InvalidInput
from service1_frontend.ideas.sources import Source, read_steps, written
from service1_frontend.ideas.wall import LENGTHS, Wall
from service1_frontend.recipes.completing import complete, draw_seed
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.recipes.request import RecipeRequest
from service1_frontend.web.as_typed import as_typed, is_named
from service1_frontend.web.forms import asked_in

WALL: Final = "wall"
BARS: Final = "ideas"
ENGINE: Final = "engine"
WAS: Final = "was"
LIKE: Final = "like"
NEAR: Final = "near"
STEPS: Final = "steps"
"""What an address has beside a recipe: the wall's seed, its ideas' bars, what composed them,
what composed those of the address that led here, the idea that they are like, and how near;
and what leads from an idea's seed to the idea."""

SEED: Final = re.compile(r"[0-9]{1,15}")
LIKED: Final = re.compile(r"([0-9]{1,15})([a-z0-9]*)")
PERCENT: Final = re.compile(r"[0-9]{1,2}|100")
USUAL_NEAR: Final = 40
VERSION: Final = re.compile(r"[0-9]{1,4}")
MOST_HELD: Final = 2000
"""Characters of a query that a field holds."""


@dataclass(frozen=True, slots=True)
class AskedWall:
    """A wall, and what somebody asked for."""

    wall: Wall
    asked: RecipeRequest

    @property
    def query(self) -> str:
        """The query of its address."""
        wall = self.wall
        own: dict[str, object] = {BARS: wall.bars, WALL: wall.seed, ENGINE: wall.recipe.engine}
        if wall.like:
            own |= {LIKE: f"{wall.like.recipe.seed}{written(wall.like.steps)}", NEAR: wall.near}
        seeded = self.asked.seed is not None
        return urlencode({**_said(wall.recipe, seed=seeded, named=wall.named), **own})


def query_held(given: Mapping[str, str], name: str) -> dict[str, str]:
    """Return what the query says that a field holds; what is longer than an address is cut."""
    return dict(parse_qsl(given.get(name, "")[:MOST_HELD]))


def wall_path(query: str) -> str:
    """Return the path of the page that the query of a wall leads to."""
    return f"{url_for('home.form')}?{query}"


def asked_wall(given: Mapping[str, str], options: Options) -> AskedWall:
    """Return the wall that an address names; raises ``InvalidInput``.

    Where it names none, or one of another engine, that is one of a seed that is drawn now.
    """
    asked = asked_in(given)
    recipe = complete(asked, options)
    seed = _seed_in(given)
    bars, named = bars_in(given), is_named(given)
    like = _like_in(given, recipe.model_copy(update={"bars": bars}), named=named)
    seed = draw_seed() if seed is None else seed
    return AskedWall(Wall(recipe, bars, seed, like, near_in(given), named), asked)


def near_in(given: Mapping[str, str]) -> int:
    """Return where the dial stands, from 0 for nearly the same to 100 for quite new."""
    near = given.get(NEAR, "")
    return int(near) if PERCENT.fullmatch(near) else USUAL_NEAR


def _like_in(given: Mapping[str, str], recipe: Recipe, *, named: bool) -> Source | None:
    found = LIKED.fullmatch(given.get(LIKE, ""))
    steps = read_steps(found[2]) if found else None
    if found is None or steps is None:
        return None
    return Source(recipe.model_copy(update={"seed": int(found[1])}), steps, named)


def names_wall(given: Mapping[str, str]) -> bool:
    """Tell whether an address names a wall that the present engine composes."""
    return _seed_in(given) is not None


def _seed_in(given: Mapping[str, str]) -> int | None:
    seed = given.get(WALL, "")
    if given.get(ENGINE) != ENGINE_VERSION or not SEED.fullmatch(seed):
        return None
    return int(seed)


def earlier_engine_in(given: Mapping[str, str]) -> str | None:
    """Return the other engine that composed the wall of an address, if one did."""
    named = given.get(ENGINE, "")
    other = named != ENGINE_VERSION and SEED.fullmatch(given.get(WALL, ""))
    return named if other and VERSION.fullmatch(named) else None


def bars_in(given: Mapping[str, str]) -> int:
    """Return how many bars the ideas have that an address asks for."""
    return next((n for n in LENGTHS if str(n) == given.get(BARS)), LENGTHS[0])


def source_query(source: Source) -> str:
    """Return the query of an idea's address."""
    steps = {STEPS: written(source.steps)} if source.steps else {}
    said = _said(source.recipe, seed=True, named=source.named)
    return urlencode({**said, **steps, ENGINE: source.recipe.engine})


def source_in(given: Mapping[str, str], options: Options) -> Source:
    """Return what the idea of an address is composed from; raises ``InvalidInput``."""
    asked = asked_in(given)
    engine = {"engine": given.get(ENGINE, ENGINE_VERSION)}
    steps = read_steps(given.get(STEPS, ""))
    if asked.seed is None:
        raise InvalidInput.of("seed", "an idea has one", "missing")
    if steps is None:
        raise InvalidInput.of(STEPS, "they are not the steps of an idea")
    return Source(complete(asked.model_copy(update=engine), options), steps, is_named(given))


def _said(recipe: Recipe, *, seed: bool, named: bool) -> dict[str, str]:
    """Return what an address says of a recipe: what it means by leaving out never changes."""
    fields = Recipe.model_fields
    usual = {n for n, field in fields.items() if getattr(recipe, n) == field.default}
    usual |= set() if named else {"name"}
    return {n: text for n, text in as_typed(recipe, seed=seed).items() if n not in usual}
