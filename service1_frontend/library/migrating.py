"""Whether the database's tables are what the code expects, and the command that makes them so."""

import time
from functools import cache
from pathlib import Path
from typing import Final

import click
from alembic.script import ScriptDirectory
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy import Engine, column, inspect, select, table
from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError

from melodie.errors import NotReady
from service1_frontend.library.models import db

MIGRATIONS: Final = Path(__file__).parent / "migrations"

APPLIED: Final = table("alembic_version", column("version_num"))
"""Where Alembic keeps what has been applied."""

PATIENCE: Final = 60.0
"""Seconds that a server which was just started may take to answer."""
PAUSE: Final = 0.5
"""Seconds between two questions."""
REFUSALS: Final = {1044, 1045, 1049}
"""MySQL's codes for a user, password or database that is wrong: no waiting mends those."""


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
@click.option(
    *("--patience", "seconds"),
    default=PATIENCE,
    show_default=True,
    help="Seconds to wait for a database that does not answer yet.",
)
@with_appcontext
def migrate(seconds: float) -> None:
    """Bring the tables to what this version expects; leave those of a newer one alone.

    Migrations only add, so an older version serves on newer tables, and is
    rolled out over them like any other.
    """
    known, _ = _revisions()
    if _awaited(db.engine, seconds) <= known:
        upgrade()
    else:
        click.echo("A newer version has been here; its tables serve this one too.")


def _awaited(engine: Engine, patience: float) -> frozenset[str]:
    """Return what has been applied, as soon as the database says so."""
    deadline = time.monotonic() + patience
    while True:
        try:
            return _applied(engine)
        except DatabaseError as error:
            refused = not isinstance(error, OperationalError) or _code(error) in REFUSALS
            if refused or time.monotonic() >= deadline:
                does = "refuses us" if refused else "does not answer"
                raise click.ClickException(f"The database {does}: {error.orig}") from error
        time.sleep(PAUSE)


def _code(error: OperationalError) -> object:
    return error.orig.args[0] if error.orig is not None else None


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
