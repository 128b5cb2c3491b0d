import pytest
from flask.testing import FlaskClient

from melodie.settings import load
from service2_notes.app import create_app
from service2_notes.settings import NotesSettings


@pytest.fixture(scope="session")
def client() -> FlaskClient:
    return create_app(load(NotesSettings, {})).test_client()
