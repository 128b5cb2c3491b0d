import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from melodie.errors import Busy, EngravingError
from service1_frontend.making.file_request import FileRequest
from service1_frontend.making.files import Files
from service1_frontend.services import Services
from service1_frontend.shelf import taking as taking_module
from service1_frontend.shelf.file import read
from service1_frontend.tests.apps import drain
from service1_frontend.tests.conftest import MakeApp
from service1_frontend.tests.visitor import Page, Visitor
from service1_frontend.web import shelf_files

NAMES = ("Blue", 'Crème / "brûlée"', "☔ регтайм 雨")


@pytest.fixture
def app(make_app: MakeApp, services: Services) -> Flask:
    return make_app(services)


@pytest.fixture
def musician(app: Flask) -> FlaskClient:
    client = app.test_client()
    for name in NAMES:
        Visitor(client).press(name=name, bars="1", seed="7")
    return client


def finished(client: FlaskClient, path: str) -> Page:
    """The page of a file once all that it began is done."""
    for _ in range(3):
        page = Page(client.get(path))
        drain(client.application)
    return page


def test_a_booklet_has_every_melody_after_its_contents(musician: FlaskClient) -> None:
    page = finished(musician, "/shelf/take/pdf")
    assert "It is ready" in page.words
    assert "/shelf/take/pdf/file" in page.links

    with musician.get("/shelf/take/pdf/file") as answer:
        booklet = PdfReader(BytesIO(answer.data))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "private, no-store"
    text = [sheet.extract_text() for sheet in booklet.pages]
    assert len(text) == 1 + len(NAMES)
    for number, name in enumerate(reversed(NAMES), start=2):
        assert all(word in text[0] and word in text[number - 1] for word in name.split())
        assert re.search(rf"\b{number}\s*$", text[number - 1])


def test_an_archive_has_the_files_of_every_melody(musician: FlaskClient) -> None:
    finished(musician, "/shelf/take/zip")
    with musician.get("/shelf/take/zip/file") as answer, ZipFile(BytesIO(answer.data)) as archive:
        names = archive.namelist()
        shelf = read(archive.read("shelf-melodie.json"))

    assert len(names) == 3 * len(NAMES) + 1
    assert names[:2] == ["001 ☔ регтайм 雨-melodie.pdf", "001 ☔ регтайм 雨-melodie.mid"]
    assert names[-2] == "003 Blue-melodie.musicxml"
    assert set(shelf.values()) == {"made"}


def test_what_is_looked_for_is_what_is_taken(musician: FlaskClient) -> None:
    finished(musician, "/shelf/take/zip?name=creme")
    with musician.get("/shelf/take/zip/file?name=creme") as answer:
        names = ZipFile(BytesIO(answer.data)).namelist()

    assert [name for name in names if name.endswith(".pdf")] == ["001 Crème _ _brûlée-melodie.pdf"]


def test_a_page_left_and_come_back_to_goes_on_where_the_work_was(
    make_app: MakeApp, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = make_app(services, secret_key="k" * 16), make_app(services, secret_key="k" * 16)
    client = one.test_client()
    for name in NAMES:
        Visitor(client).press(name=name, bars="1")
    drain(one)
    monkeypatch.setattr(Files, "get", only(Files.get, lambda _: Busy("later")))
    started = client.get("/shelf/take/zip")
    assert "3 of 10 steps are done" in started.text
    assert '<meta http-equiv="refresh"' in started.text
    assert client.get("/shelf/take/zip/file").headers["Location"] == "/shelf/take/zip"
    drain(one)
    assert "3 of 10 steps are done" in client.get("/shelf/take/zip").text

    monkeypatch.undo()
    elsewhere = other.test_client()
    for cookie in ("melodie_shelf", "melodie"):
        found = client.get_cookie(cookie)
        assert found
        elsewhere.set_cookie(cookie, found.value)
    assert "It is ready" in finished(elsewhere, "/shelf/take/zip").words


def test_what_cannot_be_made_is_named_and_left_out(
    musician: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(wanted: FileRequest) -> Exception | None:
        midi = wanted.format.extension == "mid"
        blue = wanted.melody.recipe.name == "Blue"
        return EngravingError("not this one") if midi and blue else None

    monkeypatch.setattr(Files, "get", only(Files.get, wrong))
    page = finished(musician, "/shelf/take/zip")

    assert "What cannot be made is left out: Blue" in page.words
    with musician.get("/shelf/take/zip/file") as answer:
        names = ZipFile(BytesIO(answer.data)).namelist()
    assert "003 Blue-melodie.pdf" in names
    assert "003 Blue-melodie.mid" not in names


def test_a_long_shelf_is_taken_in_several_files(
    musician: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (taking_module, shelf_files):
        monkeypatch.setattr(module, "MOST", 2)
    page = finished(musician, "/shelf/take/pdf?volume=2")

    assert "1 to 2" in page.words
    assert "3 to 3" in page.words
    assert "/shelf/take/pdf/file?volume=2" in page.links
    with musician.get("/shelf/take/pdf/file?volume=2") as answer:
        booklet = PdfReader(BytesIO(answer.data))
    assert len(booklet.pages) == 2
    assert "Blue" in booklet.pages[1].extract_text()


@pytest.mark.parametrize(
    "path", ["/shelf/take/pdf", "/shelf/take/zip/file", "/shelf/take/pdf?page"]
)
def test_nothing_is_taken_of_an_empty_shelf(client: FlaskClient, path: str) -> None:
    answer = client.get(path, follow_redirects=True)

    assert answer.request.path == "/shelf"
    assert "Nothing stands here yet" in answer.text


def test_strange_queries_are_not_taken_along(musician: FlaskClient) -> None:
    answer = musician.get("/shelf/take/zip?_scheme=x&_external=1&endpoint=y&volume=-3")

    assert answer.status_code == 200


def only(
    real: Callable[..., object], wrong: Callable[[FileRequest], Exception | None]
) -> Callable[..., object]:
    """Get files as ``real`` does, but for those that go ``wrong``."""

    def get(self: Files, wanted: FileRequest) -> object:
        error = wrong(wanted)
        if error:
            raise error
        return real(self, wanted)

    return get
