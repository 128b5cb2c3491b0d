import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session

from service1_frontend.app import create_app
from service1_frontend.library.melodies import Library
from service1_frontend.library.models import FileRow, MelodyRow, ShelfRow, db
from service1_frontend.recipes.options import Options, gather
from service1_frontend.services import Services
from service1_frontend.settings import FrontendSettings
from service1_frontend.tests.apps import answering, drain
from service1_frontend.tests.databases import attached, empty_database, migrate
from service1_frontend.tests.little_files import LITTLE, PDF
from service1_frontend.tests.makers import OPENED
from service1_frontend.tests.visitor import Visitor
from tests.siblings import lilypond_app, real_services

MakeApp = Callable[..., Flask]


@pytest.fixture(scope="session")
def services() -> Services:
    return real_services()


@pytest.fixture(scope="session")
def paperless(services: Services) -> Services:
    """The real services, but for what takes longest and most tests never look at: the PDF."""
    engraver = answering(lilypond_app(), {PDF: LITTLE[PDF]})
    return replace(services, lilypond=real_services(lilypond=engraver).lilypond)


@pytest.fixture(scope="session")
def options(services: Services) -> Options:
    return gather(services)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and nothing in them, to be copied."""
    file = tmp_path_factory.mktemp("database") / "migrated.sqlite"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(
    scope="session", params=["sqlite", pytest.param("server", marks=pytest.mark.mariadb)]
)
def server(request: pytest.FixtureRequest) -> str | None:
    """The address of a server, and None for SQLite."""
    return request.getfixturevalue("mariadb_url") if request.param == "server" else None


@pytest.fixture(scope="session")
def tables(server: str | None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A migrated database of every kind there is."""
    with empty_database(server, tmp_path_factory.mktemp("tables")) as address:
        migrate(address)
        with attached(address) as (_, engine):
            yield engine


@pytest.fixture
def engine(tables: Engine) -> Engine:
    """Any kind of database, with all tables and nothing in them."""
    with Session(tables) as session, session.begin():
        session.execute(delete(ShelfRow))
        session.execute(delete(FileRow))
        session.execute(delete(MelodyRow))
    return tables


@pytest.fixture
def library(engine: Engine) -> Library:
    return Library(engine)


@pytest.fixture(autouse=True)
def all_done() -> Iterator[None]:
    """What a test begins in the background ends with it."""
    yield
    for tested in list(OPENED):
        tested.drain()
    OPENED.clear()


@pytest.fixture
def empty(server: str | None, tmp_path: Path) -> Iterator[Engine]:
    """A database without tables, attached to an app."""
    with empty_database(server, tmp_path) as address, attached(address) as (_, engine):
        yield engine


@pytest.fixture
def make_app(paperless: Services, migrated: Path, tmp_path: Path) -> Iterator[MakeApp]:
    """Makes frontends over one fresh SQLite file; without ``upstreams`` their PDFs are empty."""
    file = tmp_path / "melodie.sqlite"
    shutil.copy(migrated, file)
    made = []

    def make(upstreams: Services = paperless, **settings: object) -> Flask:
        values = {"database_url": f"sqlite:///{file}", **settings}
        app = create_app(FrontendSettings.model_validate(values), upstreams)
        made.append(app)
        return app

    yield make
    for app in made:
        drain(app)
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def app(make_app: MakeApp) -> Flask:
    return make_app()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)
