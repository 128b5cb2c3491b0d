"""The rhythm service as an app for gunicorn."""

import os

from apiflask import APIFlask

from melodie.service import create_service
from melodie.settings import load
from service3_rhythm.routes import rhythms
from service3_rhythm.settings import RhythmSettings


def create_app(settings: RhythmSettings | None = None) -> APIFlask:
    """Make the app; without ``settings`` they are read from the environment."""
    settings = settings or load(RhythmSettings, os.environ)
    app = create_service("service3_rhythm", settings, description="Bars of durations.")
    app.register_blueprint(rhythms)
    return app
