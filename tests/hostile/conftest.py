from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from service1_frontend.library.models import db
from tests.hostile.services import all_apps

Clients = dict[str, FlaskClient]


@pytest.fixture(scope="session")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clients]:
    """One for each of the four services."""
    apps = all_apps(tmp_path_factory.mktemp("hostile"))
    yield {name: app.test_client() for name, app in apps.items()}
    with apps["frontend"].app_context():
        db.engine.dispose()
