import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.http import parse_cookie
from werkzeug.test import TestResponse

from melodie.errors import StoreUnavailable
from service1_frontend.library.shelf import Search, is_secret
from service1_frontend.tests.conftest import MakeApp
from service1_frontend.tests.visitor import Page, Visitor
from service1_frontend.web.app_state import SHELF_LISTS, SHELVES
from service1_frontend.web.putting import COOKIE


def standing(app: Flask, client: FlaskClient) -> list[tuple[str, str]]:
    """What stands on the shelf that ``client`` has a cookie of."""
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    assert is_secret(cookie.value)
    found = app.extensions[SHELF_LISTS].find(cookie.value, Search(), 0, 100)
    return [(one.name, one.how) for one in found.melodies]


def shelf_cookie(response: TestResponse) -> str | None:
    sent = [c for c in response.headers.getlist("Set-Cookie") if parse_cookie(c).get(COOKIE)]
    return sent[0] if sent else None


def test_what_is_made_stands_on_the_makers_shelf(app: Flask) -> None:
    client = app.test_client()
    visitor = Visitor(client)
    for name in ("first", "second"):
        visitor.open("/")
        visitor.press(name=name, bars="1")
    visitor.follow()

    assert standing(app, client) == [("second", "made"), ("first", "made")]


def test_what_somebody_opens_who_has_been_here_stands_on_their_shelf(app: Flask) -> None:
    path = made_by_another(app)
    client = app.test_client()
    client.get("/")
    client.get(path)

    assert standing(app, client) == [("shared", "opened")]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_crawler_gets_no_shelf(app: Flask, method: str) -> None:
    path = made_by_another(app)
    with app.test_client(use_cookies=False) as crawler:
        answers = [crawler.open(path, method=method) for _ in range(2)]

    assert [shelf_cookie(answer) for answer in answers] == [None, None]


@pytest.mark.parametrize(
    ("public_url", "secure"), [("https://x.example/music", True), ("http://x.example/music", False)]
)
def test_the_cookie_is_for_our_pages_alone(
    make_app: MakeApp, public_url: str, secure: bool
) -> None:
    client = make_app(public_url=public_url).test_client()
    front = client.get("/", base_url=public_url, follow_redirects=True)
    fields = Page(front).fields | {"bars": "1"}
    cookie = shelf_cookie(client.post("/melodies", data=fields, base_url=public_url)) or ""

    assert ("Secure" in cookie) is secure
    for said in ("HttpOnly", "SameSite=Lax", "Path=/music", "Max-Age=34560000"):
        assert said in cookie


def test_a_shelf_that_cannot_be_written_costs_nobody_their_melody(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StoreUnavailable("The library of melodies does not answer.")

    monkeypatch.setattr(app.extensions[SHELVES], "put", refuse)
    visitor = Visitor(app.test_client())

    assert visitor.press(bars="1", name="still there").status == 303
    assert shelf_cookie(visitor.response) is None
    assert "still there" in visitor.follow().words


def test_a_cookie_of_nonsense_is_replaced(app: Flask) -> None:
    client = app.test_client()
    client.set_cookie(COOKIE, "../../etc/passwd")
    Visitor(client).press(bars="1", name="mine")

    assert standing(app, client) == [("mine", "made")]


def made_by_another(app: Flask) -> str:
    recipe = {"name": "shared", "bars": 1}
    made = app.test_client().post("/api/v1/melodies", json=recipe).get_json()
    return f"/melodies/{made['id']}"
