"""What was made of a melody is a melody of its own, and tells of what it was made."""

from dataclasses import replace

import pytest

from service1_frontend.library.change import Change
from service1_frontend.library.melodies import Library
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.request import RecipeRequest
from service1_frontend.services import Services
from service1_frontend.tests.makers import a_maker


def test_a_variation_is_recorded_with_its_parent_and_its_change(
    services: Services, options: Options, library: Library
) -> None:
    tested = a_maker(services, options, library)
    parent = tested.maker.make(RecipeRequest(name="x", bars=1, seed=7))
    change = Change(kind="twist", what="transpose", told={"interval": "P5"}, bars=(0,))

    renamed = replace(parent.score, title="y")
    made = tested.maker.record_variation(
        parent, renamed, change, parent.recipe.model_copy(update={"name": "y"})
    )

    kept = library.find(made.id)
    assert (kept.parent_id, kept.score, kept.recipe.name) == (parent.id, renamed, "y")
    assert Change.read(kept.change) == change
    assert library.find(parent.id).score_json == parent.score_json


@pytest.mark.parametrize("kept", [None, "{", "[]", '{"kind": 3}'])
def test_a_change_that_nobody_can_read_is_none(kept: str | None) -> None:
    assert Change.read(kept) is None


def test_what_a_newer_release_tells_of_a_change_is_passed_over() -> None:
    kept = '{"kind": "roll", "what": "rhythm", "moons": [3]}'
    assert Change.read(kept) == Change(kind="roll", what="rhythm")
