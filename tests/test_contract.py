"""The OpenAPI documents of the four services are true, complete, and of one mind.

That no endpoint breaks its contract, whatever it is sent, each service's own
tests try; these send what is right, and compare the services.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

import pytest
import schemathesis
from flask import Flask
from pydantic import BaseModel

from melodie.contract import Notes, NotesRequest, Rhythm, RhythmRequest, ScoreRequest
from melodie.formats import FORMATS
from melodie.pitch import Pitch
from service1_frontend.app import create_app
from service1_frontend.settings import FrontendSettings
from service1_frontend.tests.apps import drain
from service1_frontend.tests.databases import migrate
from tests.builders import a_score
from tests.siblings import lilypond_app, notes_app, real_services, rhythm_app

HEALTH: Final = {"/livez", "/readyz", "/version", "/metrics"}
PROMISED: Final = {
    "frontend": {"/api/v1/melodies", "/api/v1/melodies/{melody_id}", "/api/v1/options"},
    "notes": {"/v1/scales", "/v1/notes"},
    "rhythm": {"/v1/rhythms", "/v1/time-signatures"},
    "lilypond": {"/v1/instruments", "/v1/scores"},
}

Apps = dict[str, Flask]
A_RHYTHM: Final = RhythmRequest(time_signature="7/8", rhythm="standard", bars=2, seed=7)


@pytest.fixture(scope="module")
def apps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apps]:
    address = f"sqlite:///{tmp_path_factory.mktemp('contract') / 'melodie.sqlite'}"
    migrate(address)
    given = FrontendSettings.model_validate({"database_url": address})
    frontend = create_app(given, real_services())
    yield {
        "frontend": frontend,
        "notes": notes_app(),
        "rhythm": rhythm_app(),
        "lilypond": lilypond_app(),
    }
    drain(frontend)


def published(app: Flask) -> Any:
    return schemathesis.openapi.from_wsgi("/openapi.json", app)


def document(app: Flask) -> dict[str, Any]:
    # Not as the app reads requests: it takes no more names in an object than any of those has.
    found: dict[str, Any] = json.loads(app.test_client().get("/openapi.json").data)
    return found


def a_notes_request(apps: Apps) -> NotesRequest:
    sent = A_RHYTHM.model_dump(mode="json")
    answer = apps["rhythm"].test_client().post("/v1/rhythms", json=sent)
    rhythm = Rhythm.model_validate_json(answer.data)
    return NotesRequest(
        key="Bb",
        scale="dorian",
        time_signature=rhythm.time_signature,
        bars=rhythm.bars,
        lowest=Pitch.parse("C4"),
        highest=Pitch.parse("C6"),
        seed=7,
    )


def valid(apps: Apps, service: str, path: str, message: BaseModel, **headers: str) -> bytes:
    """Send a message that is right, and hold the answer against the document."""
    operation = published(apps[service])[path]["POST"]
    body = message.model_dump(mode="json")
    case = operation.Case(body=body, media_type="application/json", headers=headers)
    answer = case.call_and_validate()
    assert answer.status_code in {200, 201}, answer.content
    content: bytes = answer.content
    return content


def test_a_right_request_is_answered_as_documented(apps: Apps) -> None:
    assert Rhythm.model_validate_json(valid(apps, "rhythm", "/v1/rhythms", A_RHYTHM))
    asked = a_notes_request(apps)
    notes = Notes.model_validate_json(valid(apps, "notes", "/v1/notes", asked))
    assert [len(bar) for bar in notes.bars] == [len(bar.events) for bar in asked.bars]


@pytest.mark.parametrize("media_type", [made.media_type for made in FORMATS])
def test_every_format_is_answered_as_documented(apps: Apps, media_type: str) -> None:
    message = ScoreRequest(score=a_score(), footline="seed 7")
    assert valid(apps, "lilypond", "/v1/scores", message, Accept=media_type)


@pytest.mark.parametrize("service", PROMISED)
def test_every_promised_endpoint_is_documented(apps: Apps, service: str) -> None:
    paths = set(document(apps[service])["paths"])
    assert paths >= PROMISED[service] | HEALTH


@pytest.mark.parametrize("service", PROMISED)
def test_what_is_documented_is_all_there_is_for_programs(apps: Apps, service: str) -> None:
    documented = {
        path.replace("{", "<").replace("}", ">") for path in document(apps[service])["paths"]
    }
    for_programs = {
        rule.rule
        for rule in apps[service].url_map.iter_rules()
        if "/v1/" in rule.rule or rule.rule in HEALTH
    }
    assert documented == for_programs


def test_every_service_describes_a_problem_the_same_way(apps: Apps) -> None:
    schemas = [document(app)["components"]["schemas"]["Problem"] for app in apps.values()]
    assert all(schema == schemas[0] for schema in schemas)


@pytest.mark.parametrize("service", PROMISED)
def test_every_documented_error_is_a_problem(apps: Apps, service: str) -> None:
    for path, operations in document(apps[service])["paths"].items():
        for operation in (found for found in operations.values() if "responses" in found):
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"], (path, status)


@pytest.mark.parametrize("service", PROMISED)
def test_every_operation_says_what_it_does(apps: Apps, service: str) -> None:
    for path, operations in document(apps[service])["paths"].items():
        for operation in (found for found in operations.values() if "responses" in found):
            assert operation.get("summary"), path
            assert operation.get("tags"), path
