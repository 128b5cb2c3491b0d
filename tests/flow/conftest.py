"""The four real services, in one process."""

import pytest
from flask.testing import FlaskClient

from service1_frontend.recipes.options import Options, gather
from service1_frontend.services import Services
from tests.flow.melodies import a_frontend
from tests.siblings import real_services


@pytest.fixture(scope="session")
def services() -> Services:
    return real_services()


@pytest.fixture(scope="session")
def options(services: Services) -> Options:
    return gather(services)


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory, services: Services) -> FlaskClient:
    return a_frontend(tmp_path_factory.mktemp("frontend"), services).test_client()
