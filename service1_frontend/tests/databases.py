"""Databases for tests: a SQLite file, and a server."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Engine, create_engine, text

from service1_frontend.library.database import attach_database, database_url


@contextmanager
def empty_database(server: str | None, directory: Path) -> Iterator[str]:
    """Yield the address of a database without tables: on ``server``, or in SQLite."""
    if server is None:
        yield f"sqlite:///{directory}/melodie-{secrets.token_hex(4)}.sqlite"
        return
    url = database_url(server)
    name = f"{url.database}_{secrets.token_hex(4)}"
    engine = create_engine(url)
    try:
        # In latin1 and without regard to case, as some servers still begin.
        _run(engine, f"CREATE DATABASE `{name}` CHARACTER SET latin1")
        yield url.set(database=name).render_as_string(hide_password=False)
    finally:
        _run(engine, f"DROP DATABASE IF EXISTS `{name}`")
        engine.dispose()


@contextmanager
def attached(address: str) -> Iterator[tuple[Flask, Engine]]:
    """Yield an app with the database at ``address``, as the frontend attaches it."""
    app = Flask("service1_frontend")
    engine = attach_database(app, address, pool_size=10)
    with app.app_context():
        yield app, engine
    engine.dispose()


def migrate(address: str) -> None:
    """Apply all migrations."""
    with attached(address):
        upgrade()


def _run(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))
