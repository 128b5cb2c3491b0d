"""Runs the migrations on the database of the app; started by Alembic."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

from service1_frontend.library.models import db


def run() -> None:
    """Apply what is asked for, over one connection."""
    with db.engine.connect() as connection, _alone(connection):
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    # Two people may deploy at once: the second waits here, and finds nothing to do.
    if connection.dialect.name not in {"mysql", "mariadb"}:
        yield
        return
    connection.execute(text("SELECT GET_LOCK('melodie_migrate', 600)"))
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.execute(text("SELECT RELEASE_LOCK('melodie_migrate')"))
        connection.commit()


run()
