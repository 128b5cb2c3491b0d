"""The notes service as an app for gunicorn."""

import os

from apiflask import APIFlask

from melodie.service import create_service
from melodie.settings import load
from service2_notes.routes import notes
from service2_notes.settings import NotesSettings


def create_app(settings: NotesSettings | None = None) -> APIFlask:
    """Make the app; without ``settings`` they are read from the environment."""
    settings = settings or load(NotesSettings, os.environ)
    app = create_service("service2_notes", settings, description="Pitches for a rhythm.")
    app.register_blueprint(notes)
    return app
