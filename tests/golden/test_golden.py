"""The same recipe and engine version make the same score, on any machine."""

from pathlib import Path

import pytest

from melodie import ENGINE_VERSION
from tests.golden.scores import Golden, options, paths

PROMISE = (
    "This recipe made another score before. Scores change only together with"
    " melodie.ENGINE_VERSION: move it, then run `python -m tests.golden`."
)


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_a_recipe_makes_the_score_that_it_always_made(path: Path) -> None:
    golden = Golden.read(path)
    assert golden.recipe.engine == ENGINE_VERSION, PROMISE
    assert Golden.made(golden.recipe).score == golden.score, PROMISE


def test_fifty_recipes_ask_for_styles_scales_metres_and_lengths_of_every_kind() -> None:
    recipes = [Golden.read(path).recipe.model_dump() for path in paths()]
    assert len(recipes) == 50
    assert {1, 64} <= {recipe["bars"] for recipe in recipes}
    offered = options().offered()
    for field in ("style", "scale", "time_signature", "rhythm", "contour", "key"):
        assert {recipe[field] for recipe in recipes} == set(offered[field])


@pytest.mark.parametrize("path", paths()[::5], ids=lambda path: path.stem)
def test_a_feel_moves_no_note(path: Path) -> None:
    golden = Golden.read(path)
    made = [
        Golden.made(golden.recipe.model_copy(update={"feel": feel})).score
        for feel in ("straight", "swung")
    ]
    kept = {name: value for name, value in golden.score.items() if name != "feel"}
    halves = golden.score["time_signature"]["unit"] <= 4
    assert made == [kept, kept | ({"feel": "swung"} if halves else {})]
