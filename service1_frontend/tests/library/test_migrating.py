from itertools import count
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import current_app
from flask_migrate import downgrade, upgrade
from sqlalchemy import Engine, event, inspect, text

from melodie.errors import NotReady
from service1_frontend.library.database import check_answers
from service1_frontend.library.migrating import check_migrated
from service1_frontend.library.models import db
from service1_frontend.tests.databases import attached


def test_an_empty_database_answers_but_is_not_migrated(empty: Engine) -> None:
    check_answers(empty)
    with pytest.raises(NotReady, match="flask migrate"):
        check_migrated(empty)


def test_a_database_half_way_is_not_migrated(empty: Engine) -> None:
    upgrade(revision="0001")

    with pytest.raises(NotReady):
        check_migrated(empty)


def test_a_database_that_is_up_to_date_is_migrated(empty: Engine) -> None:
    upgrade()

    check_migrated(empty)


def test_a_database_that_is_ahead_serves_the_version_before(empty: Engine) -> None:
    upgrade()
    with empty.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    check_migrated(empty)


def test_migrations_make_the_tables_that_the_code_expects(empty: Engine) -> None:
    upgrade()

    with empty.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), db.metadata) == []


def test_migrating_again_changes_nothing_and_all_can_be_taken_back(empty: Engine) -> None:
    upgrade()
    upgrade()
    ours = {"melody", "file", "shelf", "shelf_melody"}
    assert set(inspect(empty).get_table_names()) == {"alembic_version", *ours}

    downgrade(revision="base")

    assert set(inspect(empty).get_table_names()) == {"alembic_version"}


def test_the_command_brings_an_empty_database_up_to_date(empty: Engine) -> None:
    done = current_app.test_cli_runner().invoke(args=["migrate"])

    assert done.exit_code == 0, done.output
    check_migrated(empty)


def test_the_command_leaves_the_tables_of_a_newer_version_alone(empty: Engine) -> None:
    upgrade()
    with empty.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    done = current_app.test_cli_runner().invoke(args=["migrate"])

    assert done.exit_code == 0, done.output
    assert "newer version" in done.output
    check_migrated(empty)


def test_a_database_that_is_away_neither_answers_nor_is_migrated(tmp_path: Path) -> None:
    with attached(f"sqlite:///{tmp_path}/melodie.sqlite") as (_, engine):
        (tmp_path / "melodie.sqlite").mkdir()

        with pytest.raises(Exception, match="unable to open"):
            check_answers(engine)
        with pytest.raises(NotReady):
            check_migrated(engine)


def test_the_command_waits_for_a_database_that_is_just_being_started(tmp_path: Path) -> None:
    file = tmp_path / "melodie.sqlite"
    with attached(f"sqlite:///{file}") as (app, engine):
        file.mkdir()  # in the way of the database, when it is asked for the first time
        asked = count(1)

        @event.listens_for(engine, "do_connect")
        def start(*_: object) -> None:
            if next(asked) == 2:
                file.rmdir()

        done = app.test_cli_runner().invoke(args=["migrate"])

        assert done.exit_code == 0, done.output
        check_migrated(engine)


def test_the_command_says_in_a_sentence_that_the_database_does_not_answer(tmp_path: Path) -> None:
    with attached(f"sqlite:///{tmp_path}/melodie.sqlite") as (app, _):
        (tmp_path / "melodie.sqlite").mkdir()

        done = app.test_cli_runner().invoke(args=["migrate", "--patience", "0"])

    assert done.exit_code == 1
    assert done.output == "Error: The database does not answer: unable to open database file\n"
