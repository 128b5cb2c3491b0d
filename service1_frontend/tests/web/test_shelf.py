import json
import re
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from melodie.errors import StoreUnavailable
from service1_frontend.library.shelf import new_secret
from service1_frontend.tests.visitor import Page, Visitor
from service1_frontend.web.app_state import SHELVES
from service1_frontend.web.putting import COOKIE
from service1_frontend.web.shelf_view import PER_PAGE

RECIPES = (
    {"name": "Blue", "key": "E", "time_signature": "2/4"},
    {"name": "Crème", "key": "G", "time_signature": "3/4"},
)


@pytest.fixture
def musician(app: Flask) -> FlaskClient:
    """Somebody with two melodies on their shelf."""
    client = app.test_client()
    for recipe in RECIPES:
        make(client, **recipe)
    return client


def make(client: FlaskClient, **recipe: Any) -> None:
    assert Visitor(client).press(bars="1", **recipe).status == 303


def names(response: TestResponse) -> list[str]:
    return re.findall(r'<h2><a href="/melodies/\w+">([^<]*)</a></h2>', response.text)


def ids(response: TestResponse) -> list[str]:
    return re.findall(r'<h2><a href="/melodies/(\w+)">', response.text)


def secret_of(client: FlaskClient) -> str:
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    return cookie.value


def post(client: FlaskClient, path: str, **fields: Any) -> TestResponse:
    """Send a form of the shelf's page, and follow to where it leads."""
    token = Page(client.get("/shelf")).fields["csrf_token"]
    data = {"csrf_token": token, **fields}
    return client.post(path, data=data, follow_redirects=True)


@pytest.mark.parametrize(("bars", "count"), [("2", 1), ("4", 2), ("8", 2), ("16", 4)])
def test_a_picture_on_the_shelf_shows_all_lines_of_a_melody(
    client: FlaskClient, bars: str, count: int
) -> None:
    Visitor(client).press(bars=bars)
    shelf = client.get("/shelf").text.partition('class="shelf-list"')[2]
    [(picture, told)] = re.findall(r'<img src="([^"]+)" width="1200" height="(\d+)"', shelf)
    drawn = client.get(unescape(picture)).text
    whole = re.search(r'<svg[^>]* viewBox="0 0 (\d+) (\d+)"', drawn)
    lines = [int(top) for top in re.findall(r'<svg y="(\d+)"', drawn)]
    assert whole
    width, height = map(int, whole.groups())
    assert len(lines) == count
    assert int(told) / 1200 == pytest.approx(height / width, rel=0.25), "room is kept for it"
    assert max(lines) < height
    assert "#" not in picture, "a fragment shows one line alone"


def test_what_is_done_with_melodies_of_one_name_says_how_each_was_made(
    client: FlaskClient,
) -> None:
    visitor = Visitor(client)
    visitor.press(bars="2", name="Twin")
    path = visitor.response.headers["Location"]
    signed = {"csrf_token": visitor.follow().fields["csrf_token"]}
    client.post(f"{path}/settings", data={**signed, "tempo": "77"})
    shelf = client.get("/shelf").text
    for deed in ("Play", "Take off"):
        said = re.findall(rf">{deed}(?:</span>)?<span class=.visually-hidden.> ([^<]+)<", shelf)
        assert said == ["Twin: Tempo 77", "Twin"]


def test_an_empty_shelf_says_what_will_stand_there(client: FlaskClient) -> None:
    answer = client.get("/shelf")

    assert answer.status_code == 200
    assert "Nothing stands here yet" in answer.text
    assert client.get_cookie(COOKIE) is None


def test_the_newest_melody_stands_first_with_score_and_sound(musician: FlaskClient) -> None:
    answer = musician.get("/shelf")

    assert names(answer) == ["Crème", "Blue"]
    assert "G major · 3/4 · Made" in answer.text
    for link in Page(answer).links:
        if re.search(r"\.(svg|wav)", link):
            with musician.get(link) as file:
                assert file.status_code == 200, link


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("name=creme", ["Crème"]),
        ("key=E+major", ["Blue"]),
        ("metre=3/4", ["Crème"]),
        ("name=nix", []),
        ("page=7", []),
        ("page=x&key=", ["Crème", "Blue"]),
    ],
)
def test_melodies_are_looked_for_by_name_key_and_metre(
    musician: FlaskClient, query: str, found: list[str]
) -> None:
    answer = musician.get(f"/shelf?{query}")

    assert names(answer) == found
    assert "My shelf" in answer.text


def test_a_long_shelf_goes_on_on_further_pages(app: Flask) -> None:
    client = app.test_client()
    recipe = {"name": "x", "bars": 1}
    client.get("/")
    made = [client.post("/api/v1/melodies", json=recipe).get_json()["id"] for _ in range(25)]
    for melody_id in made:
        client.get(f"/melodies/{melody_id}")

    first = client.get("/shelf?name=x")
    older = next(link for link in Page(first).links if "page=2" in link)
    second = client.get(older)

    assert ids(first) + ids(second) == made[::-1]
    assert len(ids(first)) == PER_PAGE
    assert "/shelf?name=x&page=1" in Page(second).links


def test_a_melody_is_taken_off_and_put_back(musician: FlaskClient) -> None:
    melody = ids(musician.get("/shelf"))[0]

    off = post(musician, "/shelf/remove", melody=melody)
    assert names(off) == ["Blue"]
    assert "“Crème” is off the shelf" in off.text
    assert musician.get(f"/melodies/{melody}").status_code == 200

    post(musician, "/shelf/remove", melody=melody)
    back = post(musician, "/shelf/put-back", melody=melody)
    assert names(back) == ["Crème", "Blue"]
    assert "The minute is over" in post(musician, "/shelf/put-back", melody=melody).text


@pytest.mark.parametrize("path", ["/shelf/remove", "/shelf/put-back", "/shelf/use", "/shelf/file"])
def test_a_form_of_another_site_changes_nothing(musician: FlaskClient, path: str) -> None:
    melody = ids(musician.get("/shelf"))[0]
    answer = musician.post(path, data={"melody": melody, "secret": new_secret()})

    assert answer.status_code == 422
    assert "open for too long" in answer.text
    assert names(answer) == ["Crème", "Blue"]


def test_the_secret_address_brings_everything_back_elsewhere(
    app: Flask, musician: FlaskClient
) -> None:
    address = Page(musician.get("/shelf"))
    path = f"/shelf/{secret_of(musician)}"
    assert f'value="http://localhost{path}"' in musician.get("/shelf").text
    assert "Whoever has this address has the shelf" in address.words

    elsewhere = app.test_client()
    shown = elsewhere.get(path)
    assert names(shown) == ["Crème", "Blue"]
    assert elsewhere.get_cookie(COOKIE) is None
    taken = post(elsewhere, "/shelf/use", secret=secret_of(musician))
    assert names(taken) == ["Crème", "Blue"]
    assert elsewhere.get(path).headers["Location"] == "/shelf"


def test_two_shelves_are_brought_together_or_changed_for_one_another(
    app: Flask, musician: FlaskClient
) -> None:
    other = app.test_client()
    make(other, name="Other")
    shown = other.get(f"/shelf/{secret_of(musician)}")
    assert "Your own shelf holds one melody" in shown.text

    together = post(other, "/shelf/use", secret=secret_of(musician), together="yes")
    assert names(together) == ["Other", "Crème", "Blue"]
    assert names(musician.get("/shelf")) == ["Crème", "Blue"]
    instead = post(other, "/shelf/use", secret=secret_of(musician))
    assert names(instead) == ["Crème", "Blue"]
    assert secret_of(other) == secret_of(musician)


@pytest.mark.parametrize("secret", [new_secret(), "x", "wrong.html", "%00", "é" * 32])
def test_a_wrong_address_says_so(client: FlaskClient, secret: str) -> None:
    answer = client.get(f"/shelf/{secret}")

    assert answer.status_code == 404
    assert "no shelf at this address" in answer.text
    assert post(client, "/shelf/use", secret=secret).status_code == 404


def test_a_shelf_goes_out_as_a_file_and_comes_back(app: Flask, musician: FlaskClient) -> None:
    sent = musician.get("/shelf/file")
    assert "shelf-melodie.json" in sent.headers["Content-Disposition"]

    elsewhere = app.test_client()
    back = post(elsewhere, "/shelf/file", file=(BytesIO(sent.data), "shelf.json"))
    assert names(back) == ["Crème", "Blue"]
    assert "All 2 melodies of the file stand on your shelf" in back.text


def test_melodies_of_another_library_are_told_of(client: FlaskClient) -> None:
    file = {"format": "melodie-shelf", "version": 1, "kept": ["abcdefghijkl"]}
    back = post(client, "/shelf/file", file=(BytesIO(json.dumps(file).encode()), "x.json"))

    assert "names one melody, which is not in this library" in back.text
    assert client.get_cookie(COOKIE) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{",
        b'{"format": "melodie-shelf"}',
        b'{"format": "melodie-shelf", "version": 2}',
        b'{"format": "melodie-shelf", "version": 1, "more": 1}',
        b'{"format": "melodie-shelf", "version": 1, "kept": "abcdefghijkl"}',
        b'{"format": "melodie-shelf", "version": 1, "kept": ["../etc/passwd"]}',
        b"[" * 10_000,
    ],
)
def test_what_is_no_file_of_a_shelf_is_refused(musician: FlaskClient, content: bytes) -> None:
    answer = post(musician, "/shelf/file", file=(BytesIO(content), "x.json"))

    assert answer.status_code == 422
    assert "not the file of a shelf" in answer.text
    assert names(answer) == ["Crème", "Blue"]


def test_no_file_at_all_is_asked_for(musician: FlaskClient) -> None:
    assert "Choose the file" in post(musician, "/shelf/file").text


def test_a_database_that_cannot_be_written_says_so_and_shows_the_shelf(
    app: Flask, musician: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StoreUnavailable("The library of melodies does not answer.")

    monkeypatch.setattr(app.extensions[SHELVES], "remove", refuse)
    answer = post(musician, "/shelf/remove", melody=ids(musician.get("/shelf"))[0])

    assert answer.status_code == 503
    assert "library of melodies is resting" in answer.text
    assert names(answer) == ["Crème", "Blue"]


@pytest.mark.parametrize("path", ["/shelf", "/shelf/SECRET", "/shelf/x", "/shelf/file"])
def test_no_page_of_a_shelf_is_kept_indexed_or_told_of(musician: FlaskClient, path: str) -> None:
    other = musician.application.test_client()
    headers = other.get(path.replace("SECRET", secret_of(musician))).headers

    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Cache-Control"] == "private, no-store"


def test_no_secret_gets_into_the_log(
    musician: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    secret = secret_of(musician)
    musician.application.test_client().get(f"/shelf/{secret}?name=x")
    musician.get(f"/shelf/{secret}")

    assert "GET /shelf/…" in caplog.text
    assert secret not in caplog.text
