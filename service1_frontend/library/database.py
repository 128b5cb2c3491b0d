"""How the database is reached."""

import atexit
from pathlib import Path
from typing import Any, Final

from flask import Flask
from flask_migrate import Migrate
from sqlalchemy import URL, Engine, ExceptionContext, event, make_url, text
from sqlalchemy.exc import ArgumentError

from melodie.settings import SettingsError
from service1_frontend.library.migrating import migrate
from service1_frontend.library.models import db

MYSQL_TIMEOUTS: Final = {"connect_timeout": 3, "read_timeout": 10, "write_timeout": 10}
"""Seconds."""

FILE_FAILS: Final = ("SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_NOTADB")
"""How SQLite's names begin for errors of the file, which a new connection may not meet."""

SQLITE_TIMEOUT: Final = 10
"""Seconds that a writer waits for another."""


def attach_database(app: Flask, address: str, pool_size: int) -> Engine:
    """Give ``app`` the database at ``address`` and its migrations; opens no connection.

    Raises ``SettingsError`` for an address that names no database we know.
    """
    url = database_url(address)
    if url.get_backend_name() == "sqlite" and url.database:
        _make_folder(Path(url.database).parent)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(url, pool_size)
    db.init_app(app)
    # As a module, for Alembic would take a "%" in a path for a place to fill in.
    Migrate(app, db, directory="service1_frontend.library:migrations", render_as_batch=True)
    app.cli.add_command(migrate)
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "handle_error", _let_go_of_sqlite)
        # SQLite puts its log back into the file when the last connection is closed.
        atexit.register(engine.dispose)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"MELODIE_DATABASE_URL: its folder cannot be made ({error.strerror})"
        ) from error


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
    """Let readers go on while one writes, lose nothing in a power cut, check references."""
    # With NORMAL, a write-ahead log is synced only at a checkpoint: a power cut
    # would take the melodies since then, though their makers were told 201.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _let_go_of_sqlite(context: ExceptionContext) -> None:
    """Give up connections to a file that fails: one opened read-only stays so for ever."""
    name = getattr(context.original_exception, "sqlite_errorname", "")
    if name.startswith(FILE_FAILS):
        context.is_disconnect = True


def check_answers(engine: Engine) -> None:
    """Raise an error unless the database answers."""
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
