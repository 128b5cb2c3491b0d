"""Every word that people read is replaced by those of another language."""

import re
from gettext import NullTranslations
from html.parser import HTMLParser
from typing import Final

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service1_frontend.tests.visitor import Page
from service1_frontend.web.languages import LANGUAGES, Languages

WIDE: Final = {
    ord(letter): ord(letter) + 0xFEE0
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
}
"""Letters of ASCII as wide ones: not one of them is left in what has been translated."""

KEPT: Final = re.compile(r"%\(\w+\)s|<[^>]*>")
"""In a message, what is no word: where values go, and tags."""

READ_ALOUD: Final = ("alt", "aria-label", "placeholder", "title")
SHOWN_LATER: Final = ("data-busy-label", "data-status", "data-copied", "data-selected-status")
SAID_OF_IDEAS: Final = (
    *(
        "data-rolled",
        "data-liked",
        "data-changed",
        "data-back",
        "data-stopped",
        "data-failed",
        "data-silent",
    ),
    *("data-kept-label", "data-unkept", "data-hear", "data-heard", "data-silent"),
)
ABOUT: Final = ("description", "og:title", "og:description", "og:image:alt")

OURS: Final = ("Mélodie", "tacet", "A tune of mine")
"""A name, a word of Latin, and what a person typed."""


class Wide(NullTranslations):
    """English in wide letters."""

    def gettext(self, message: str) -> str:
        kept = [*KEPT.findall(message), ""]
        words = (part.translate(WIDE) for part in KEPT.split(message))
        return "".join(word + mark for word, mark in zip(words, kept, strict=True))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002
        return self.gettext(message)


class Words(HTMLParser):
    """All that people read or hear of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self._silent = tag in {"code", "script", "style", "text"}  # that of a picture is music
        self.found += [
            said[name] for name in (*READ_ALOUD, *SHOWN_LATER, *SAID_OF_IDEAS) if name in said
        ]
        if tag == "meta" and said.get("name", said.get("property")) in ABOUT:
            self.found.append(said["content"])
        if tag == "input" and said.get("name") == "name":
            self.found.append(said["value"])

    def handle_endtag(self, _tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    app.extensions[LANGUAGES] = Languages({"en": NullTranslations(), "qps": Wide()})
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "qps, en;q=0.5"
    return client


def left_in(text: str) -> list[str]:
    """The words of a page that are still English."""
    words = " ".join(Words(text).found)
    for ours in OURS:
        words = words.replace(ours, "")
    return re.findall(r"[A-Za-z]+", words)


def press(client: FlaskClient, **typed: str) -> str:
    """Send the form, and return the page that it leads to."""
    fields = Page(client.get("/", follow_redirects=True)).fields
    return client.post("/melodies", data={**fields, **typed}, follow_redirects=True).text


def test_no_english_is_left_on_the_form(client: FlaskClient) -> None:
    page = client.get("/", follow_redirects=True).text

    assert left_in(page) == []
    assert '<html lang="qps">' in page
    assert "melody".translate(WIDE) in page


def test_no_english_is_left_on_a_melodys_page(client: FlaskClient) -> None:
    page = press(client, name="A tune of mine", bars="2", key="A#", style="dance", lowest="Bb2")

    assert "A tune of mine" in page
    assert left_in(page) == []


@pytest.mark.parametrize("query", ["", "&melodies=1", "&engine=1"])
def test_no_english_is_left_on_a_worksheets_page(client: FlaskClient, query: str) -> None:
    assert left_in(client.get(f"/worksheet?name=A+tune+of+mine{query}").text) == []


def test_no_english_is_left_on_a_shelf(client: FlaskClient) -> None:
    assert left_in(client.get("/shelf").text) == []
    press(client, name="A tune of mine", bars="1")
    shelf, take = client.get("/shelf").text, client.get("/shelf/take/zip").text
    fields = {**Page(client.get("/shelf")).fields, "name": ""}
    left = client.post("/shelf/remove", data=fields, follow_redirects=True).text

    for page in (shelf, left, take, client.get("/shelf/x").text):
        words = re.sub(r"melodie\.json|http\S+", "", " ".join(Words(page).found))
        for ours in OURS:
            words = words.replace(ours, "")
        assert re.findall(r"[A-Za-z]+", words) == []


def test_the_instrument_is_printed_in_the_language_of_its_composing(client: FlaskClient) -> None:
    fields = Page(client.get("/", follow_redirects=True)).fields | {
        "instrument": "clarinet",
        "bars": "1",
    }
    path = client.post("/melodies", data=fields).headers["Location"]
    again = client.get(f"/api/v1{path}").get_json()["score"]["instrument"]
    programs = client.post(
        "/api/v1/melodies", json={"name": "x", "instrument": "clarinet", "bars": 1}
    ).get_json()["score"]["instrument"]

    assert again == programs | {"name": programs["name"].translate(WIDE)}
    assert programs["id"] == "clarinet"
    assert programs["name"] == "Clarinet in B♭"


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "a\nb"},
        {"name": "x" * 61},
        {"tempo": "fast"},
        {"bars": "65"},
        {"bars": "0"},
        {"key": "H"},
        {"lowest": "?"},
        {"lowest": "C5", "highest": "C4"},
        {"lowest": "C#4", "highest": "B4"},
        {"pickup": "maybe"},
        {"csrf_token": "mine"},
    ],
)
def test_no_english_is_left_in_what_is_at_fault(client: FlaskClient, typed: dict[str, str]) -> None:
    page = press(client, **typed)

    assert 'role="alert"' in page
    allowed = {text for value in typed.values() for text in re.findall("[A-Za-z]+", value)}
    assert set(left_in(page)) <= allowed


@pytest.mark.parametrize("path", ["/melodies/none", "/nowhere", "/melodies/none/x.exe"])
def test_no_english_is_left_where_there_is_nothing(client: FlaskClient, path: str) -> None:
    assert left_in(client.get(path).text) == []


def test_english_is_for_whoever_reads_no_other_language(client: FlaskClient) -> None:
    page = client.get("/", headers={"Accept-Language": "fi, et"}, follow_redirects=True).text

    assert '<html lang="en">' in page
    assert "Eight ideas for the blank page" in page


def test_caches_are_told_that_a_page_depends_on_the_language(client: FlaskClient) -> None:
    assert "Accept-Language" in client.get("/", follow_redirects=True).headers["Vary"]
