import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from melodie.tests.conftest import a_service
from melodie.tracing import current_request_id


def logged(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_callers_id_is_kept(client: FlaskClient) -> None:
    response = client.get("/version", headers={"X-Request-ID": "my-own_request-1"})
    assert response.headers["X-Request-ID"] == "my-own_request-1"


@pytest.mark.parametrize("sent", ["short", "x" * 65, "has space in it", "semi;colon;", "ünïcödé"])
def test_an_odd_id_is_replaced(client: FlaskClient, sent: str) -> None:
    found = client.get("/version", headers={"X-Request-ID": sent}).headers["X-Request-ID"]
    assert found != sent
    assert len(found) == 32


def test_every_request_has_an_id_of_its_own(client: FlaskClient) -> None:
    ids = {client.get("/version").headers["X-Request-ID"] for _ in range(3)}
    assert len(ids) == 3


def test_an_error_has_its_id_too(client: FlaskClient) -> None:
    assert client.get("/nothing").headers["X-Request-ID"]


def test_the_id_is_known_while_the_request_is_answered() -> None:
    app = a_service()

    @app.get("/whoami")
    def whoami() -> dict[str, str | None]:
        return {"id": current_request_id()}

    headers = {"X-Request-ID": "a-request-of-its-own"}
    answer = app.test_client().get("/whoami", headers=headers)
    assert answer.get_json() == {"id": "a-request-of-its-own"}


def test_outside_a_request_there_is_no_id() -> None:
    assert current_request_id() is None


def test_a_request_leaves_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    a_service().test_client().get("/version", headers={"X-Request-ID": "the-id-to-look-for"})
    [line] = logged(capsys)
    assert line["service"] == "sample"
    assert line["event"] == "GET /version"
    assert line["request_id"] == "the-id-to-look-for"
    assert line["status"] == 200
    assert line["milliseconds"] >= 0
    assert line["level"] == "info"
    assert line["time"].endswith("Z")


def test_a_line_break_in_a_path_cannot_forge_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    a_service().test_client().get('/x%0A{"event":"forged"}')
    [line] = logged(capsys)
    assert line["event"].startswith("GET /x")


@pytest.mark.parametrize("slip", ["{}x", "{}/file", "x{}", "{}%20", "{}."])
def test_a_mistyped_secret_is_not_logged(slip: str, capsys: pytest.CaptureFixture[str]) -> None:
    secret = "Ab3" * 10 + "yz"
    a_service().test_client().get("/music/shelf/" + slip.format(secret))
    [line] = logged(capsys)
    assert line["event"].startswith("GET /music/shelf/…")
    assert secret[:16] not in line["event"]


def test_machines_that_ask_every_second_are_not_logged(
    capsys: pytest.CaptureFixture[str],
) -> None:
    client = a_service().test_client()
    for path in ("/livez", "/readyz", "/metrics"):
        client.get(path)
    assert logged(capsys) == []


def test_a_failing_check_is_logged(capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> None:
        raise RuntimeError("gone")

    a_service(checks={"database": broken}).test_client().get("/readyz")
    assert any(line["event"] == "GET /readyz" for line in logged(capsys))
