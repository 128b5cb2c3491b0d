from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from melodie.contract import Rhythm, RhythmChoices, StyleChoices, TimeSignatureChoices
from melodie.settings import load
from service3_rhythm.app import create_app
from service3_rhythm.composing import compose
from service3_rhythm.settings import RhythmSettings
from service3_rhythm.tests.requests import a_request

schema = schemathesis.openapi.from_wsgi("/openapi.json", create_app(load(RhythmSettings, {})))


@schema.parametrize()
@settings(max_examples=30)
def test_every_endpoint_keeps_its_own_contract(case: schemathesis.Case[Any]) -> None:
    # Which names are offered is not in the schema: refusing one politely is right.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])


def test_the_choices_are_listed(client: FlaskClient) -> None:
    rhythms = RhythmChoices.model_validate_json(client.get("/v1/rhythms").data)
    choices = TimeSignatureChoices.model_validate_json(client.get("/v1/time-signatures").data)
    assert {"gentle", "extremes"} <= {row.id for row in rhythms.rhythms}
    assert [row.groupings for row in choices.time_signatures if row.id == "5/4"] == [
        ((3, 2), (2, 3))
    ]


def test_of_all_styles_blues_is_swung(client: FlaskClient) -> None:
    styles = StyleChoices.model_validate_json(client.get("/v1/styles").data).styles
    assert [style.id for style in styles if style.swung] == ["blues"]


def test_a_rhythm_is_composed(client: FlaskClient) -> None:
    wanted = a_request(time_signature="7/8", rhythm="dotted", wildness=40, rests=20)
    answer = client.post("/v1/rhythms", json=wanted.model_dump(mode="json"))
    assert answer.status_code == 200
    assert Rhythm.model_validate_json(answer.data) == compose(wanted)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("bars", 65),
        ("bars", 0),
        ("bars", "8"),
        ("wildness", 101),
        ("rests", -1),
        ("seed", None),
        ("rhythm", "nope"),
        ("time_signature", "7/6"),
        ("colour", "red"),
    ],
)
def test_a_faulty_field_is_named(client: FlaskClient, field: str, value: object) -> None:
    body: dict[str, Any] = {**a_request().model_dump(mode="json"), field: value}
    answer = client.post("/v1/rhythms", json=body)
    assert answer.status_code == 422
    assert answer.json is not None
    assert [fault["field"] for fault in answer.json["errors"]] == [field]
