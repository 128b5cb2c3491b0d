from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from melodie.settings import SettingsError
from service1_frontend.app import create_app
from service1_frontend.models import db
from service1_frontend.settings import FrontendSettings
from service1_frontend.tests.conftest import MakeApp


@pytest.mark.parametrize(
    "path", ["/", "/melodies/x", "/api/v1/options", "/livez", "/static/x/melodie.css", "/nix"]
)
def test_every_answer_tells_browsers_what_we_never_do(client: FlaskClient, path: str) -> None:
    with client.get(path) as response:
        headers = response.headers

    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "no-cache" in headers["Cache-Control"]


def test_it_is_ready_when_the_database_is(client: FlaskClient) -> None:
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.get_json()["checks"] == {"database": "ok", "migrations": "ok"}


def test_it_lives_but_is_not_ready_before_the_migrations(app: Flask, client: FlaskClient) -> None:
    with app.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")

    assert client.get("/livez").status_code == 200
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "migrations" in response.get_json()["detail"]


def test_making_the_app_touches_no_sibling_and_no_table(make_app: MakeApp) -> None:
    app = create_app(
        FrontendSettings(
            database_url=make_app().config["SQLALCHEMY_DATABASE_URI"].render_as_string()
        )
    )

    assert app.test_client().get("/livez").status_code == 200


def test_it_does_not_start_on_a_database_it_does_not_know() -> None:
    with pytest.raises(SettingsError, match="MELODIE_DATABASE_URL"):
        create_app(FrontendSettings(database_url="oracle://db"))


def test_several_processes_must_share_a_secret(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MELODIE_DATABASE_URL", f"sqlite:///{tmp_path}/x.sqlite")
    monkeypatch.setenv("MELODIE_WORKERS", "2")
    with pytest.raises(SettingsError, match="MELODIE_SECRET_KEY"):
        create_app()

    monkeypatch.setenv("MELODIE_SECRET_KEY", "0123456789abcdef")
    assert create_app().test_client().get("/livez").status_code == 200


def test_links_carry_the_public_address_where_there_is_one(make_app: MakeApp) -> None:
    client = make_app(public_url="https://melodie.example/").test_client()

    melody = client.post("/api/v1/melodies", json={"name": "x", "bars": 1}).get_json()

    assert melody["url"] == f"https://melodie.example/melodies/{melody['id']}"
    assert melody["files"]["pdf"].startswith("https://melodie.example/melodies/")


@pytest.mark.parametrize(
    ("proxies", "expected"), [(0, "http://localhost/"), (1, "https://localhost/")]
)
def test_forwarded_headers_are_believed_only_from_trusted_proxies(
    make_app: MakeApp, proxies: int, expected: str
) -> None:
    client = make_app(trusted_proxies=proxies).test_client()
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}

    melody = client.post(
        "/api/v1/melodies", json={"name": "x", "bars": 1}, headers=forwarded
    ).get_json()

    assert melody["url"].startswith(expected)


@pytest.mark.parametrize(("address", "secure"), [("https://x.example", True), (None, False)])
def test_the_cookie_travels_as_safely_as_the_page(
    make_app: MakeApp, address: str | None, secure: bool
) -> None:
    cookie = make_app(public_url=address).test_client().get("/").headers["Set-Cookie"]

    assert ("Secure" in cookie) is secure
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_program_gets_a_problem_where_a_person_gets_a_page(client: FlaskClient) -> None:
    program = client.get("/melodies/x", headers={"Accept": "application/json"})
    person = client.get("/melodies/x", headers={"Accept": "text/html,*/*;q=0.8"})
    either = client.get("/melodies/x", headers={"Accept": "*/*"})

    assert program.mimetype == "application/problem+json"
    assert person.mimetype == either.mimetype == "text/html"


def test_an_unforeseen_error_is_a_page_without_its_inner_text(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble() -> None:
        raise RuntimeError("inner secret")

    monkeypatch.setitem(app.view_functions, "pages.index", stumble)

    response = client.get("/")

    assert response.status_code == 500
    assert "inner secret" not in response.text
    assert response.headers["X-Request-ID"] in response.text
