"""What only a server does, such as asking for a password (conftest.py: where there is one)."""

from service1_frontend.database import database_url
from service1_frontend.tests.databases import SERVER, attached


def test_who_migrates_does_not_wait_for_a_server_that_refuses_the_password() -> None:
    assert SERVER
    wrong = database_url(SERVER).set(password="wrong").render_as_string(hide_password=False)
    with attached(wrong) as (app, _):
        done = app.test_cli_runner().invoke(args=["migrate", "--patience", "1000"])

    assert done.exit_code == 1
    assert done.output.startswith("Error: The database refuses us: ")
    assert "Access denied" in done.output
