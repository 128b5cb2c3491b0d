"""What only a server does, such as asking for a password."""

import pytest

from service1_frontend.library.database import database_url
from service1_frontend.tests.databases import attached

pytestmark = pytest.mark.mariadb


def test_migrating_does_not_wait_for_a_server_that_refuses_the_password(
    mariadb_url: str,
) -> None:
    wrong = database_url(mariadb_url).set(password="wrong").render_as_string(hide_password=False)
    with attached(wrong) as (app, _):
        done = app.test_cli_runner().invoke(args=["migrate", "--patience", "1000"])

    assert done.exit_code == 1
    assert done.output.startswith("Error: The database refuses us: ")
    assert "Access denied" in done.output
