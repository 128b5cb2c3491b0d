import pytest
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, TestResponse, run_wsgi_app

from melodie.tests.conftest import a_service
from melodie.tests.test_problems import GOOD, problem

RHYTHMS = "/v1/rhythms"


def get(client: FlaskClient, path: str = "/version", **headers: str) -> TestResponse:
    return client.get(path, headers=headers)


def test_long_paths_and_queries_are_refused(client: FlaskClient) -> None:
    problem(get(client, "/" + "x" * 1_000), 414)
    problem(get(client, "/" + "%C3%A9" * 501), 414)
    problem(get(client, "/version?" + "x" * 4_001), 414)
    assert get(client, "/version?" + "x" * 4_000).status_code == 200
    assert get(client, "/" + "x" * 999).status_code == 404


@pytest.mark.parametrize(
    ("name", "most"),
    [("Accept", 1_000), ("Cookie", 8_000), ("User-Agent", 4_000), ("Content-Type", 4_000)],
)
def test_a_long_header_is_refused_by_its_name(name: str, most: int) -> None:
    client = a_service().test_client(use_cookies=False)
    refused = problem(get(client, **{name: "x" * (most + 1)}), 431)
    assert f"header {name} " in refused["detail"]
    assert get(client, **{name: "x" * most}).status_code == 200


def test_many_headers_are_refused_together(client: FlaskClient) -> None:
    headers = {f"X-{number}": "x" * 3_000 for number in range(6)}
    assert "16000" in problem(get(client, **headers), 431)["detail"]


def test_a_header_with_a_long_name_is_not_repeated_in_full(client: FlaskClient) -> None:
    refused = problem(client.get("/version", headers=[("X" * 500, "x" * 5_000)]), 431)
    assert len(refused["detail"]) < 100


def test_what_was_too_long_reaches_no_handler() -> None:
    app = a_service()
    seen: list[tuple[str, str]] = []

    @app.after_request
    def look(response: object) -> object:
        from flask import request  # noqa: PLC0415 - only known while one is answered

        seen.append((request.full_path, str(request.headers)))
        return response

    client = app.test_client()
    get(client, "/" + "q" * 2_000)
    get(client, "/version?" + "q" * 5_000)
    get(client, Accept="q" * 5_000)
    assert len(seen) == 3
    assert not [found for found in seen if "qqq" in "".join(found)]


def test_a_body_of_unknown_length_is_refused_where_one_is_read() -> None:
    app = a_service()
    chunked = EnvironBuilder(
        RHYTHMS,
        method="POST",
        headers=[("Transfer-Encoding", "chunked")],
        content_type="application/json",
    ).get_environ()
    chunked.pop("CONTENT_LENGTH", None)
    chunked["wsgi.input_terminated"] = True
    _, status, headers = run_wsgi_app(app, chunked)
    assert status.startswith("411 ")
    assert headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("kind", ["application/json", "text/plain"])
def test_a_long_body_is_refused_unread_whatever_it_is(client: FlaskClient, kind: str) -> None:
    unread = problem(client.post(RHYTHMS, data=b"x" * 1_001, content_type=kind), 413)
    assert "1000 bytes" in unread["detail"]


def test_what_fits_is_read(client: FlaskClient) -> None:
    assert client.post(RHYTHMS, json=GOOD).status_code == 200
