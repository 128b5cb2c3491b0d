"""Scores made as the frontend makes them, and written so that a person can compare them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Self

from pydantic import TypeAdapter

from melodie.event import Event
from melodie.score import Bar, Score
from service1_frontend.making.composing import compose
from service1_frontend.recipes.options import Options, gather
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.services import Services
from tests.siblings import real_services

FOLDER: Final = Path(__file__).parent / "recipes"
SCORE: Final = TypeAdapter(Score)


@dataclass(frozen=True)
class Golden:
    """A recipe, and its score with every bar as one line of text."""

    recipe: Recipe
    score: dict[str, Any]

    @classmethod
    def made(cls, recipe: Recipe) -> Self:
        """Compose the score of ``recipe`` through the services."""
        score = composed(recipe)
        plain: dict[str, Any] = SCORE.dump_python(score, mode="json")
        return cls(recipe, plain | {"bars": [_bar(bar) for bar in score.bars]})

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read what ``text`` has written."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        return cls(Recipe.model_validate(kept["recipe"]), kept["score"])

    @property
    def text(self) -> str:
        """Return it as JSON, with a line for the recipe and one for every bar."""
        head = {name: value for name, value in self.score.items() if name != "bars"}
        bars = ",\n".join(f"  {json.dumps(bar)}" for bar in self.score["bars"])
        recipe = self.recipe.model_dump_json()
        start = json.dumps(head, ensure_ascii=False)[:-1]
        return f'{{"recipe": {recipe},\n"score": {start}, "bars": [\n{bars}\n]}}}}\n'


def composed(recipe: Recipe) -> Score:
    """Return the score that the services make of ``recipe``."""
    return compose(recipe, options(), _services())


def paths() -> list[Path]:
    """Return every file of a recipe, in order."""
    return sorted(FOLDER.glob("*.json"))


@cache
def options() -> Options:
    """Return what a recipe can ask for."""
    return gather(_services())


@cache
def _services() -> Services:
    return real_services()


def _bar(bar: Bar) -> str:
    return " ".join(["upbeat"] * bar.pickup + [_event(event) for event in bar.events])


def _event(event: Event) -> str:
    """Write ``Bb4:1/8~`` for an eighth that is tied on; ``r`` is a rest, ``*3`` a triplet."""
    tuplet = f"*{event.tuplet.actual}" if event.tuplet else ""
    return f"{event.pitch or 'r'}:{event.duration}{tuplet}{'~' * event.tie}"
