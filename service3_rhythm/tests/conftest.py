import pytest
from flask.testing import FlaskClient

from melodie.settings import load
from service3_rhythm.app import create_app
from service3_rhythm.settings import RhythmSettings


@pytest.fixture(scope="session")
def client() -> FlaskClient:
    return create_app(load(RhythmSettings, {})).test_client()
