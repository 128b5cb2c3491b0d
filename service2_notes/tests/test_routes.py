from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from melodie.contract import Notes, ScaleChoices
from melodie.settings import load
from service2_notes.app import create_app
from service2_notes.composing import compose
from service2_notes.settings import NotesSettings
from service2_notes.tests.requests import a_request

schema = schemathesis.openapi.from_wsgi("/openapi.json", create_app(load(NotesSettings, {})))


@schema.parametrize()
@settings(max_examples=30)
def test_every_endpoint_keeps_its_own_contract(case: schemathesis.Case[Any]) -> None:
    # Which names are offered is not in the schema: refusing one politely is right.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])


def test_the_choices_are_listed(client: FlaskClient) -> None:
    choices = ScaleChoices.model_validate_json(client.get("/v1/scales").data)
    assert len(choices.keys) == 17
    assert {"major", "minor_blues", "octatonic"} <= {scale.id for scale in choices.scales}


def test_notes_are_composed(client: FlaskClient) -> None:
    wanted = a_request(key="G#", wildness=30)
    answer = client.post("/v1/notes", json=wanted.model_dump(mode="json"))
    assert answer.status_code == 200
    made = Notes.model_validate_json(answer.data)
    assert made == compose(wanted)
    assert made.key.tonic == "Ab"


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("key", "H", ["key"]),
        ("key", "E#", ["key"]),
        ("scale", "nope", ["scale"]),
        ("lowest", "X4", ["lowest"]),
        ("highest", "C3", ["lowest", "highest"]),
        ("wildness", 101, ["wildness"]),
        ("bars", [], ["bars"]),
        ("colour", "red", ["colour"]),
    ],
)
def test_a_faulty_field_is_named(
    client: FlaskClient, field: str, value: object, named: list[str]
) -> None:
    body: dict[str, Any] = {**a_request().model_dump(mode="json"), field: value}
    answer = client.post("/v1/notes", json=body)
    assert answer.status_code == 422
    assert answer.json is not None
    assert [fault["field"] for fault in answer.json["errors"]] == named
