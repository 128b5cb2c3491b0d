"""Who is told of it when a service refuses a request that the frontend made."""

import json
from typing import Final

import pytest

from melodie.contract import NotesRequest, RhythmRequest
from melodie.errors import FieldError, InvalidInput, MelodieError, RequestRefused
from service1_frontend.library.melodies import Library
from service1_frontend.recipes.blame import blame
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.request import RecipeRequest
from service1_frontend.tests.apps import answering
from service1_frontend.tests.makers import a_maker
from tests.siblings import real_services, rhythm_app

ASKED: Final = RhythmRequest(
    time_signature="6/8", rhythm="gentle", bars=8, density=70, pickup=False, seed=7
)


def blamed(wanted: RecipeRequest, *fields: str, asked: object = ASKED) -> MelodieError:
    faults = [FieldError(field, "is too odd") for field in fields]
    return blame(RequestRefused("The service refused.", asked, faults), wanted)


@pytest.mark.parametrize(
    ("field", "given"),
    [("rhythm", "gentle"), ("density", 70), ("pickup", False), ("time_signature", "6/8")],
)
def test_what_a_person_asked_for_is_theirs_to_change(field: str, given: object) -> None:
    wanted = RecipeRequest.model_validate({"name": "x", field: given})

    error = blamed(wanted, field)

    assert isinstance(error, InvalidInput)
    assert error.fields == (FieldError(field, "is too odd"),)


def test_the_end_of_a_range_that_nobody_gave_is_not_told() -> None:
    asked = NotesRequest.model_validate(
        {
            "key": "E",
            "scale": "major",
            "time_signature": {"beats": 4, "unit": 4, "groups": [2, 2]},
            "bars": [{"events": [{"duration": "1"}]}],
            "lowest": "C4",
            "highest": "D4",
            "seed": 7,
        }
    )
    wanted = RecipeRequest.model_validate({"name": "x", "lowest": "C4"})

    error = blamed(wanted, "lowest", "highest", asked=asked)

    assert isinstance(error, InvalidInput)
    assert [fault.field for fault in error.fields] == ["lowest"]


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param({}, id="left out"),
        pytest.param({"density": 30}, id="another value"),
        pytest.param({"tempo": 70}, id="another field"),
    ],
)
def test_what_we_filled_in_is_our_fault(wanted: dict[str, object]) -> None:
    error = blamed(RecipeRequest.model_validate({"name": "x", **wanted}), "density")
    assert isinstance(error, RequestRefused)


@pytest.mark.parametrize("field", ["bars.0.events", "_schema", "__class__", "mood"])
def test_what_no_person_can_give_is_our_fault(field: str) -> None:
    assert isinstance(blamed(RecipeRequest(name="x"), field), RequestRefused)


def test_a_knob_that_an_older_service_does_not_know_is_our_fault(
    options: Options, library: Library
) -> None:
    fault = {"field": "density", "pointer": "/density", "detail": "d", "code": "unknown"}
    refusal = json.dumps({"detail": "density: ...", "errors": [fault]})
    older = answering(rhythm_app(), {"/v1/rhythms": (422, "application/problem+json", refusal)})
    made_by = a_maker(real_services(rhythm=older), options, library)

    with pytest.raises(RequestRefused, match="no fault of yours"):
        made_by.maker.make(RecipeRequest(name="x", density=70))

    assert library.count() == 0
