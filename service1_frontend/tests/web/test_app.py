from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from melodie.settings import SettingsError
from service1_frontend.app import create_app
from service1_frontend.library.models import db
from service1_frontend.services import Services
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


@pytest.mark.parametrize(
    ("settings", "forwarded", "secure"),
    [
        ({"public_url": "https://x.example"}, "http", True),
        ({"public_url": "http://x.example"}, "http", False),
        ({}, "http", False),
        ({}, "https", False),
        ({"trusted_proxies": 1}, "https", True),
        ({"trusted_proxies": 1}, "http", False),
    ],
)
def test_the_cookie_travels_as_safely_as_the_page(
    make_app: MakeApp, settings: dict[str, object], forwarded: str, secure: bool
) -> None:
    client = make_app(**settings).test_client()
    headers = {"X-Forwarded-Proto": forwarded}
    cookie = client.get("/", headers=headers).headers["Set-Cookie"]

    assert ("Secure" in cookie) is secure
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


STRANGE = ("evil.example", "evil.example:8080", "EVIL.example", "10.0.0.7", "[::1]:5001")
BAD = ("a b", "<script>", "x/y", "x@y", "é.example", "a,b", "x:99999", "x:y", "", "[::1", "a_b")


def kept_files(app: Flask) -> bytes:
    with app.app_context(), db.engine.begin() as connection:
        return b"".join(row[0] for row in connection.exec_driver_sql("SELECT content FROM file"))


def test_no_host_of_a_request_gets_into_a_file(make_app: MakeApp, services: Services) -> None:
    app = make_app(services)
    client = app.test_client()
    stranger = {"Host": "evil.example"}
    recipe = {"name": "x", "bars": 1, "seed": 7}
    made = client.post("/api/v1/melodies", json=recipe, headers=stranger).get_json()

    files = {
        kind: client.get(urlsplit(address).path, headers=stranger).data
        for kind, address in made["files"].items()
    }

    assert b"seed 7" in files["ly"]
    with ZipFile(BytesIO(files["zip"])) as archive:
        zipped = b"".join(archive.read(name) for name in archive.namelist())
    paper = "".join(page.extract_text() for page in PdfReader(BytesIO(files["pdf"])).pages)
    assert "seed 7" in paper
    everything = b"".join([*files.values(), zipped, kept_files(app), paper.encode()])
    assert b"evil" not in everything
    assert b"localhost" not in everything


def test_the_public_address_is_printed_whoever_asks(make_app: MakeApp) -> None:
    client = make_app(public_url="https://melodie.example/music").test_client()
    made = client.post("/api/v1/melodies", json={"name": "x", "bars": 1, "seed": 7}).get_json()
    path = urlsplit(made["files"]["ly"]).path
    source = client.get(path, headers={"Host": "evil.example"}).text
    assert f"https://melodie.example/music/melodies/{made['id']} · seed 7" in source


def test_the_api_keeps_no_host_for_others(client: FlaskClient) -> None:
    first = client.get("/openapi.json", headers={"Host": "evil.example"})
    assert "evil" not in first.text
    assert client.get("/openapi.json").data == first.data


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
@pytest.mark.parametrize("host", BAD)
def test_a_host_that_is_none_is_refused(client: FlaskClient, host: str, accept: str) -> None:
    for path in ("/", "/melodies/x", "/nowhere", "/openapi.json"):
        answer = client.get(path, headers={"Accept": accept}, environ_overrides={"HTTP_HOST": host})
        assert answer.status_code == 400, path
        if accept == "application/json":
            assert answer.mimetype == "application/problem+json"
        else:
            assert "Host" in answer.text


@pytest.mark.parametrize("host", STRANGE)
def test_any_host_is_served_unless_it_was_said_which(make_app: MakeApp, host: str) -> None:
    assert make_app().test_client().get("/", headers={"Host": host}).status_code == 302
    client = make_app(trusted_hosts="melodie.example, localhost").test_client()
    refused = client.get("/", headers={"Host": host, "Accept": "application/json"})
    assert refused.status_code == 400
    assert refused.mimetype == "application/problem+json"
    assert client.get("/readyz", headers={"Host": host}).status_code == 200
    for mine in ("melodie.example", "Melodie.Example:8443", "localhost:5001"):
        assert client.get("/", headers={"Host": mine}).status_code == 302


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

    monkeypatch.setitem(app.view_functions, "home.form", stumble)

    response = client.get("/")

    assert response.status_code == 500
    assert "inner secret" not in response.text
    assert response.headers["X-Request-ID"] in response.text
