"""Runs the migrations on the database of the app; started by Alembic."""

from alembic import context
from flask import current_app

from service1_frontend.models import db


def run() -> None:
    """Apply what is asked for, over one connection."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
