"""What is said of a setting, and whether it is taken."""

from dataclasses import replace

import pytest

from melodie.contract import Message, NotesRequest, Rhythm, RhythmRequest
from melodie.errors import UpstreamRefused
from service1_frontend.making.composing import compose
from service1_frontend.recipes.knobs import GROUPS
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.recipe import KNOBS, Recipe
from service1_frontend.recipes.request import RecipeRequest
from service1_frontend.services import Services
from service1_frontend.tests.examples import a_recipe
from service1_frontend.web.forms import RecipeForm

UNUSUAL = {
    "style": "dance",
    "density": 61,
    "syncopation": 62,
    "repetition": 63,
    "rests": 64,
    "leaps": 65,
    "wildness": 66,
    "pickup": True,
    "contour": "arch",
}


class Asked:
    """Stands in for a service and notes what it is asked for."""

    def __init__(self, answer: Message | None = None) -> None:
        self.answer = answer
        self.request: Message | None = None

    def post(self, _path: str, request: Message, _kind: type[Message]) -> Message:
        self.request = request
        if self.answer is None:
            raise UpstreamRefused("enough")
        return self.answer


def test_all_that_people_can_set_stands_in_a_group() -> None:
    assert set(Recipe.model_fields) - set(KNOBS) == {"engine"}
    assert {knob.group for knob in KNOBS.values()} == {group.id for group in GROUPS}


def test_what_can_be_set_can_be_asked_for_and_typed() -> None:
    assert set(RecipeRequest.model_fields) == set(Recipe.model_fields)
    assert all(hasattr(RecipeForm, name) for name in KNOBS)


def test_services_are_asked_for_all_that_a_recipe_says_of_their_fields(
    services: Services, options: Options
) -> None:
    recipe = a_recipe(**UNUSUAL)
    real = services.compose_rhythm(
        RhythmRequest(time_signature="4/4", rhythm="gentle", bars=2, seed=1)
    )
    assert isinstance(real, Rhythm)
    rhythm, notes = Asked(real), Asked()
    standing_in = replace(services, rhythm=rhythm, notes=notes)  # type: ignore[arg-type]

    with pytest.raises(UpstreamRefused):
        compose(recipe, options, standing_in)

    for asked, kind, other in (
        (rhythm, RhythmRequest, set()),
        (notes, NotesRequest, {"time_signature", "bars", "lowest", "highest", "chords"}),
    ):
        shared = (set(kind.model_fields) & set(KNOBS)) - other
        assert {name: getattr(asked.request, name) for name in shared} == {
            name: getattr(recipe, name) for name in shared
        }
        assert shared & set(UNUSUAL)


def test_every_setting_is_taken_by_a_service_or_by_the_frontend() -> None:
    composing = set(RhythmRequest.model_fields) | set(NotesRequest.model_fields)
    kept_here = {"name", "tempo", "instrument", "phrasing", "paper", "chord_symbols"}
    kept_here |= {"accompaniment", "accompanist", "layout", "feel"}
    assert set(KNOBS) - composing == kept_here
