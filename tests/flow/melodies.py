"""Melodies made by a frontend, and files taken away from it."""

from pathlib import Path
from typing import Any, Final

from flask import Flask
from flask.testing import FlaskClient

from melodie.pitch import Pitch
from melodie.score import Score
from service1_frontend.app import create_app
from service1_frontend.making.composing import compose
from service1_frontend.recipes.completing import complete
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.request import RecipeRequest
from service1_frontend.services import Services
from service1_frontend.settings import FrontendSettings
from service1_frontend.tests.apps import drain
from service1_frontend.tests.databases import migrate
from service1_frontend.web.api import MelodyReply

RAINY_TUESDAY: Final = {
    "name": "rainy tuesday",
    "key": "Bb",
    "scale": "dorian",
    "time_signature": "6/8",
    "bars": 8,
    "seed": 7,
}


def a_frontend(folder: Path, services: Services) -> Flask:
    address = f"sqlite:///{folder / 'melodie.sqlite'}"
    migrate(address)
    return create_app(FrontendSettings.model_validate({"database_url": address}), services)


def make(client: FlaskClient, **recipe: Any) -> MelodyReply:
    response = client.post("/api/v1/melodies", json=RAINY_TUESDAY | recipe)
    assert response.status_code == 201, response.text
    drain(client.application)
    return MelodyReply.model_validate_json(response.data)


def download(client: FlaskClient, made: MelodyReply, extension: str) -> bytes:
    response = client.get(made.files[extension])
    assert response.status_code == 200, response.text
    content: bytes = response.data
    return content


def composed(services: Services, options: Options, **recipe: Any) -> Score:
    wanted = RecipeRequest.model_validate({"name": "A tune", "seed": 1, **recipe})
    return compose(complete(wanted, options), options, services)


def sounding_pitches(score: Score) -> set[Pitch]:
    return {event.pitch for bar in score.bars for event in bar.events if event.pitch}
