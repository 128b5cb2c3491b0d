"""Writes the scores of all recipes anew; see the package."""

import argparse
import logging
import sys
from collections.abc import Sequence

from melodie import ENGINE_VERSION
from service1_frontend.recipes.recipe import Recipe
from tests.golden.drawing import draw_recipes
from tests.golden.scores import FOLDER, Golden, paths


def main(arguments: Sequence[str]) -> str:
    """Write the files; return what is wrong, if anything."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__)
    parser.add_argument("--unreleased", action="store_true", help="the version may stay")
    parser.add_argument("--draw", action="store_true", help="draw new recipes, too")
    asked = parser.parse_args(arguments)
    logging.disable(logging.INFO)  # every request that a service answers
    kept = [Golden.read(path) for path in paths()]
    recipes = [_of_this_engine(golden.recipe) for golden in kept]
    made = [Golden.made(recipe) for recipe in (draw_recipes() if asked.draw else recipes)]
    if not asked.unreleased and _promised(kept, made):
        return "Scores have changed: move melodie.ENGINE_VERSION first, or say --unreleased."
    FOLDER.mkdir(exist_ok=True)
    for path in paths():
        path.unlink()
    for number, golden in enumerate(made, start=1):
        (FOLDER / f"{number:02}.json").write_text(golden.text, encoding="utf-8")
    print(f"{len(made)} scores of engine {ENGINE_VERSION}.")  # noqa: T201 - to who asked
    return ""


def _of_this_engine(recipe: Recipe) -> Recipe:
    return recipe.model_copy(update={"engine": ENGINE_VERSION})


def _promised(kept: Sequence[Golden], made: Sequence[Golden]) -> bool:
    """Tell whether this engine version has promised other scores."""
    promises = [golden for golden in kept if golden.recipe.engine == ENGINE_VERSION]
    return any(golden not in made for golden in promises)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
