"""Melodies as every engine stored them, to be gone on from."""

import sqlite3
from contextlib import closing
from functools import cache

from pydantic import TypeAdapter

from melodie.score import Bar, Score
from service1_frontend.recipes.options import gather
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.services import Services
from service1_frontend.variations.tune import Tune
from tests.flow.archiving import archives
from tests.siblings import real_services

_BAR = TypeAdapter(Bar)
_SCORE = TypeAdapter(Score)


@cache
def services() -> Services:
    return real_services()


@cache
def tunes() -> tuple[Tune, ...]:
    """Every melody of the archive: upbeats, triplets, slurs, dice, all of it."""
    options = gather(services())
    found = []
    for archive in archives():
        with closing(sqlite3.connect(":memory:")) as database:
            database.executescript(archive.read_text(encoding="utf-8"))
            rows = database.execute("SELECT recipe, score FROM melody").fetchall()
        for recipe, score in rows:
            read = Recipe.model_validate_json(recipe, extra="ignore")
            found.append(Tune(_SCORE.validate_json(score), read, options))
    return tuple(found)


def tune(name: str, *, engine: str = "4") -> Tune:
    """Return a melody of the archive by its name."""
    return next(one for one in tunes() if one.recipe.name == name and one.recipe.engine == engine)


def written(bar: Bar) -> bytes:
    """Return a bar as it is stored."""
    return _BAR.dump_json(bar, exclude_defaults=True)
