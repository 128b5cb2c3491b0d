"""What each service reads from a body, and a body that is right."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from melodie.contract import NotesRequest, RhythmRequest, ScoreRequest
from service1_frontend.app import create_app
from service1_frontend.recipes.request import RecipeRequest
from service1_frontend.settings import FrontendSettings
from service1_frontend.tests.databases import migrate
from tests.builders import a_score
from tests.siblings import lilypond_app, notes_app, real_services, rhythm_app

A_RHYTHM: Final = RhythmRequest(time_signature="4/4", rhythm="gentle", bars=1, seed=7)
QUARTERS: Final = [{"events": [{"duration": "1/4"}] * 4}]
SOME_NOTES: Final = NotesRequest.model_validate(
    {
        "key": "C",
        "scale": "major",
        "lowest": "C4",
        "highest": "C6",
        "seed": 7,
        "time_signature": {"beats": 4, "unit": 4, "groups": [2, 2]},
        "bars": QUARTERS,
    }
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One that reads JSON, and a message that is right for it."""

    service: str
    path: str
    right: dict[str, Any]

    def with_field(self, field: str, raw: str) -> bytes:
        """Return the right message with the JSON text ``raw`` in one field."""
        members = {name: json.dumps(value) for name, value in self.right.items()}
        members[field] = raw
        return f"{{{','.join(f'{json.dumps(n)}:{raw}' for n, raw in members.items())}}}".encode()


def _message(service: str, path: str, message: Any) -> Endpoint:
    return Endpoint(service, path, message.model_dump(mode="json", exclude_none=True))


ENDPOINTS: Final = (
    _message("frontend", "/api/v1/melodies", RecipeRequest(name="x", bars=1, seed=7, pickup=False)),
    _message("notes", "/v1/notes", SOME_NOTES),
    _message("rhythm", "/v1/rhythms", A_RHYTHM),
    _message("lilypond", "/v1/scores", ScoreRequest(score=a_score())),
)


def all_apps(folder: Path) -> dict[str, Flask]:
    """Return the four services; the frontend's database lies in ``folder``."""
    address = f"sqlite:///{folder / 'melodie.sqlite'}"
    migrate(address)
    settings = FrontendSettings.model_validate({"database_url": address})
    return {
        "frontend": create_app(settings, real_services()),
        "notes": notes_app(),
        "rhythm": rhythm_app(),
        "lilypond": lilypond_app(),
    }


def send(client: FlaskClient, endpoint: Endpoint, body: bytes) -> TestResponse:
    """Send a body as JSON."""
    return client.post(endpoint.path, data=body, content_type="application/json")


def problem_in(response: TestResponse) -> dict[str, Any]:
    """Return the problem that a response is: 4xx, whole, and in UTF-8."""
    assert 400 <= response.status_code < 500, (response.status_code, response.text[:500])
    assert response.mimetype == "application/problem+json"
    found: dict[str, Any] = json.loads(response.data.decode("utf-8"))
    assert found["status"] == response.status_code
    assert found["detail"]
    assert len(response.data) < 16_000
    return found
