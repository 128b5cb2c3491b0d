"""How the database is reached, and whether it is ready to be used."""

from functools import cache
from pathlib import Path
from typing import Any, Final

import click
from alembic.script import ScriptDirectory
from flask import Flask
from flask.cli import with_appcontext
from flask_migrate import Migrate, upgrade
from sqlalchemy import URL, Engine, column, event, inspect, make_url, select, table, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from melodie.errors import NotReady
from melodie.settings import SettingsError
from service1_frontend.models import db

MIGRATIONS: Final = Path(__file__).parent / "migrations"

MYSQL_TIMEOUTS: Final = {"connect_timeout": 3, "read_timeout": 10, "write_timeout": 10}
"""Seconds."""

APPLIED: Final = table("alembic_version", column("version_num"))
"""Where Alembic keeps what has been applied."""

SQLITE_TIMEOUT: Final = 10
"""Seconds that a writer waits for another."""


def attach_database(app: Flask, address: str, pool_size: int) -> Engine:
    """Give ``app`` the database at ``address`` and its migrations; opens no connection.

    Raises ``SettingsError`` for an address that names no database we know.
    """
    url = database_url(address)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(url, pool_size)
    db.init_app(app)
    Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True)
    app.cli.add_command(migrate)
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
    return engine


def database_url(address: str) -> URL:
    """Read a database address: file paths become absolute, MySQL is spoken by PyMySQL."""
    try:
        url = make_url(address)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError) as error:
        raise SettingsError("MELODIE_DATABASE_URL: is not a SQLAlchemy URL") from error
    if backend == "sqlite" and url.database and url.database != ":memory:":
        return url.set(drivername="sqlite", database=str(Path(url.database).absolute()))
    if backend in {"mysql", "mariadb"}:
        url = url.set(drivername="mysql+pymysql")
        return url.update_query_dict({"charset": "utf8mb4"})
    raise SettingsError("MELODIE_DATABASE_URL: must name a SQLite file, MySQL or MariaDB")


def _engine_options(url: URL, pool_size: int) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {"connect_args": {"timeout": SQLITE_TIMEOUT}}
    return {
        "pool_pre_ping": True,
        "pool_recycle": 280,  # below the shortest idle time-out met in the cloud, 300 s
        "pool_size": pool_size,
        "max_overflow": 0,
        "pool_timeout": 5,
        "connect_args": dict(MYSQL_TIMEOUTS),
    }


def _set_up_sqlite(connection: Any, _: object) -> None:
    """Let readers go on while one writes, and hold references to be true."""
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def check_answers(engine: Engine) -> None:
    """Raise an error unless the database answers."""
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))


def check_migrated(engine: Engine) -> None:
    """Raise ``NotReady`` while migrations of this version have not been applied.

    A database that is ahead is ready: another version is being rolled out.
    """
    try:
        applied = _applied(engine)
    except SQLAlchemyError as error:
        raise NotReady("The database does not answer.") from error
    known, newest = _revisions()
    if not applied or (applied <= known and applied != newest):
        raise NotReady("Migrations have not been applied: run 'flask migrate'.")


@click.command("migrate")
@with_appcontext
def migrate() -> None:
    """Bring the tables to what this version expects; leave those of a newer one alone.

    Migrations only add, so an older version serves on newer tables, and is
    rolled out over them like any other.
    """
    known, _ = _revisions()
    if _applied(db.engine) <= known:
        upgrade()
    else:
        click.echo("A newer version has been here; its tables serve this one too.")


def _applied(engine: Engine) -> frozenset[str]:
    # What Alembic's own context tells too, but with lines in the log for every question.
    with engine.connect() as connection:
        if not inspect(connection).has_table(APPLIED.name):
            return frozenset()
        return frozenset(connection.scalars(select(APPLIED.c.version_num)))


@cache
def _revisions() -> tuple[frozenset[str], frozenset[str]]:
    scripts = ScriptDirectory(str(MIGRATIONS))
    known = frozenset(script.revision for script in scripts.walk_revisions())
    return known, frozenset(scripts.get_heads())
