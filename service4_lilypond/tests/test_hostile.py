import io
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import mido
import pypdf
import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from melodie.contract import ScoreRequest
from melodie.formats import BY_EXTENSION
from service4_lilypond.tests.hostile import TITLES
from service4_lilypond.tests.processes import processes_in
from tests.builders import a_score

GOOD: dict[str, Any] = ScoreRequest(score=a_score()).model_dump(mode="json")
SECRET = "do not tell"


@pytest.fixture
def target() -> Iterator[Path]:
    """A folder with a short path, so that a title can hold it."""
    with tempfile.TemporaryDirectory(prefix="t", dir="/tmp") as name:
        folder = Path(name)
        (folder / "s").write_text(SECRET)
        yield folder


def aimed(text: str, target: Path) -> str:
    return text.replace("TRAP", str(target / "t")).replace("SECRET", str(target / "s"))


def ask(client: FlaskClient, extension: str, body: dict[str, Any]) -> TestResponse:
    return client.post("/v1/scores", json=body, headers={"Accept": media_type(extension)})


def media_type(extension: str) -> str:
    return BY_EXTENSION[extension].media_type


def titled(title: str) -> dict[str, Any]:
    return {"score": GOOD["score"] | {"title": title}, "footline": title}


def read_pdf(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    # Ligatures, which are a font's, become the letters that were written.
    return unicodedata.normalize("NFKC", "".join(page.extract_text() for page in pages))


@pytest.fixture(scope="module")
def good(app: APIFlask) -> bytes:
    """What a good score looks like before any attack."""
    picture: bytes = ask(app.test_client(), "png", GOOD).data
    return picture


@pytest.mark.parametrize("text", TITLES)
def test_no_title_does_more_than_stand_on_the_page(
    client: FlaskClient, workshop: Path, target: Path, good: bytes, text: str
) -> None:
    title = aimed(text, target)
    running = processes_in(workshop)
    answer = ask(client, "pdf", titled(title))
    assert answer.status_code in {200, 422}
    if answer.status_code == 200:
        page = read_pdf(answer.data)
        assert SECRET not in page
        if title.isascii():
            assert re.sub(r"\s", "", title) in re.sub(r"\s", "", page)
    else:
        assert answer.json["errors"][0]["field"].startswith("score.title")  # type: ignore[index]
    assert [path.name for path in target.iterdir()] == ["s"]
    assert (target / "s").read_text() == SECRET
    assert processes_in(workshop) == running
    assert ask(client, "png", GOOD).data == good


@pytest.mark.parametrize("text", TITLES)
def test_every_writer_keeps_a_title_as_text(client: FlaskClient, text: str) -> None:
    body = titled(text)
    if ask(client, "ly", body).status_code == 422:
        return
    title = body["score"]["title"]
    kept = ScoreRequest.model_validate(body).score.title
    document = ET.fromstring(ask(client, "musicxml", body).data)  # noqa: S314 -- it is our own
    assert document.findtext(".//work-title") == kept
    sequence = io.BytesIO(ask(client, "mid", body).data)
    assert mido.MidiFile(file=sequence, charset="utf-8").tracks[0].name == kept
    ET.fromstring(ask(client, "svg", body).data)  # noqa: S314 -- it is our own
    assert title.strip()


@pytest.mark.parametrize("path", ["tonic", "scale", "mode"])
def test_no_code_hides_in_a_key(client: FlaskClient, path: str) -> None:
    key = GOOD["score"]["key"] | {path: '#(system "id")'}
    body = {"score": GOOD["score"] | {"key": key}}
    assert ask(client, "pdf", body).status_code == 422


def test_an_instrument_may_be_called_anything_and_is_only_called(client: FlaskClient) -> None:
    instrument = GOOD["score"]["instrument"] | {"name": '"} #(exit) \\include "x'}
    answer = ask(client, "pdf", {"score": GOOD["score"] | {"instrument": instrument}})
    assert '#(exit)\\include"x' in re.sub(r"\s", "", read_pdf(answer.data))
