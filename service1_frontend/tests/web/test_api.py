from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from melodie.formats import BY_EXTENSION
from service1_frontend.library.models import db
from service1_frontend.recipes.options import Options
from service1_frontend.services import Services
from service1_frontend.tests.apps import AWAY, answering
from service1_frontend.tests.conftest import MakeApp
from service1_frontend.tests.examples import NAMES, UNPRINTABLE
from tests.siblings import notes_app, real_services

MELODIES = "/api/v1/melodies"
TUESDAY = {
    "name": "rainy tuesday",
    "key": "Bb",
    "scale": "dorian",
    "time_signature": "6/8",
    "bars": 8,
    "seed": 7,
}


def problem_of(response: TestResponse) -> dict[str, Any]:
    assert response.mimetype == "application/problem+json"
    problem: dict[str, Any] = response.get_json()
    assert problem["status"] == response.status_code
    assert problem["request_id"] == response.headers["X-Request-ID"]
    return problem


def fields_of(response: TestResponse) -> list[str]:
    return [fault["field"] for fault in problem_of(response)["errors"]]


def test_a_recipe_makes_a_melody_with_its_links(client: FlaskClient) -> None:
    response = client.post(MELODIES, json=TUESDAY)

    assert response.status_code == 201
    melody = response.get_json()
    assert melody["recipe"].items() >= TUESDAY.items()
    assert melody["score"]["key"] == {"tonic": "Bb", "scale": "dorian", "mode": "dorian"}
    assert melody["url"] == f"http://localhost/melodies/{melody['id']}"
    assert set(melody["files"]) == set(BY_EXTENSION)
    assert client.get(melody["url"]).status_code == 200
    assert client.get(melody["files"]["mid"]).mimetype == "audio/midi"


def test_the_location_gives_the_same_again(client: FlaskClient) -> None:
    response = client.post(MELODIES, json=TUESDAY)

    again = client.get(response.headers["Location"])

    assert again.status_code == 200
    assert again.data == response.data


def test_the_same_recipe_gives_the_same_score_and_midi_byte_for_byte(client: FlaskClient) -> None:
    one, other = (client.post(MELODIES, json=TUESDAY) for _ in range(2))

    def score(response: TestResponse) -> bytes:
        body: bytes = response.data
        return body.partition(b'"score"')[2].partition(b'"files"')[0]

    def midi_of(response: TestResponse) -> bytes:
        midi: bytes = client.get(response.get_json()["files"]["mid"]).data
        return midi

    assert score(one) == score(other) != b""
    assert midi_of(one) == midi_of(other) != b""


def test_the_recipe_that_comes_back_gives_the_melody_again(client: FlaskClient) -> None:
    first = client.post(MELODIES, json={"name": "x", "bars": 2}).get_json()

    second = client.post(MELODIES, json=first["recipe"]).get_json()

    assert second["recipe"] == first["recipe"]
    assert second["score"] == first["score"]
    assert second["id"] != first["id"]


def test_another_seed_is_drawn_each_time(client: FlaskClient) -> None:
    body = {"name": "x", "bars": 1}

    seeds = {client.post(MELODIES, json=body).get_json()["recipe"]["seed"] for _ in range(2)}

    assert len(seeds) == 2


def test_the_options_are_given(client: FlaskClient, options: Options) -> None:
    response = client.get("/api/v1/options")

    assert Options.model_validate_json(response.data) == options


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"key": "H"}, "key"),
        ({"scale": "gamelan"}, "scale"),
        ({"rhythm": []}, "rhythm"),
        ({"time_signature": "7/6"}, "time_signature"),
        ({"instrument": 5}, "instrument"),
        ({"tempo": 0}, "tempo"),
        ({"tempo": "100"}, "tempo"),
        ({"bars": 65}, "bars"),
        ({"bars": True}, "bars"),
        ({"wildness": 100.5}, "wildness"),
        ({"rests": -1}, "rests"),
        ({"style": "opera"}, "style"),
        ({"contour": "zigzag"}, "contour"),
        ({"phrasing": "loud"}, "phrasing"),
        ({"phrasing": True}, "phrasing"),
        ({"pickup": "yes"}, "pickup"),
        ({"pickup": 1}, "pickup"),
        ({"leaps": 101}, "leaps"),
        ({"density": "50"}, "density"),
        ({"lowest": "H4"}, "lowest"),
        ({"lowest": 60}, "lowest"),
        ({"highest": "A9"}, "highest"),
        ({"highest": "C4\n"}, "highest"),
        ({"seed": 2**53}, "seed"),
        ({"engine": "0"}, "engine"),
        ({"colour": "red"}, "colour"),
        *(({"name": name}, "name") for name in (*UNPRINTABLE, None, 5)),
    ],
)
def test_a_wrong_field_is_named(client: FlaskClient, change: dict[str, Any], field: str) -> None:
    response = client.post(MELODIES, json=TUESDAY | change)

    assert response.status_code == 422
    assert fields_of(response) == [field]


def test_a_missing_name_is_named(client: FlaskClient) -> None:
    assert fields_of(client.post(MELODIES, json={})) == ["name"]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_that_can_be_printed_is_engraved(
    make_app: MakeApp, services: Services, name: str
) -> None:
    client = make_app(services).test_client()

    assert client.post(MELODIES, json={"name": name, "bars": 1}).status_code == 201


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"name": "x"', b"nonsense"])
def test_broken_json_is_refused(client: FlaskClient, body: bytes) -> None:
    response = client.post(MELODIES, data=body, content_type="application/json")

    assert problem_of(response)["status"] in {400, 422}


@pytest.mark.parametrize("body", ["[]", "5", "null", '"x"', "[[]]"])
def test_json_that_is_no_object_is_refused(client: FlaskClient, body: str) -> None:
    response = client.post(MELODIES, data=body, content_type="application/json")

    assert problem_of(response)["status"] in {400, 422}


def test_another_content_type_is_refused(client: FlaskClient) -> None:
    response = client.post(MELODIES, data=b'{"name": "x"}', content_type="text/plain")

    assert problem_of(response)["status"] == 415


def test_a_body_of_two_megabytes_is_refused(client: FlaskClient) -> None:
    response = client.post(MELODIES, json={"name": "x" * 2_000_000})

    assert problem_of(response)["status"] == 413


@pytest.mark.parametrize("melody_id", ["x", "abcdefghijkl", "%00", "..%2f..", "é" * 12])
def test_an_unknown_id_is_not_found(client: FlaskClient, melody_id: str) -> None:
    assert problem_of(client.get(f"{MELODIES}/{melody_id}"))["status"] == 404


def test_a_wrong_method_says_which_is_right(client: FlaskClient) -> None:
    response = client.delete(MELODIES)

    assert problem_of(response)["status"] == 405
    assert "POST" in response.headers["Allow"]


def test_a_service_away_is_said_with_when_to_come_again(make_app: MakeApp) -> None:
    away = answering(notes_app(), {"/v1/notes": AWAY})
    client = make_app(real_services(notes=away)).test_client()

    response = client.post(MELODIES, json=TUESDAY)

    assert problem_of(response)["type"] == "/problems/upstream-unavailable"
    assert response.headers["Retry-After"] == "5"


def test_a_database_away_is_said(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        db.drop_all()

    response = client.post(MELODIES, json={"name": "x", "bars": 1})

    assert problem_of(response)["type"] == "/problems/store-unavailable"
