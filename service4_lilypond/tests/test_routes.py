import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pypdf
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from melodie.contract import InstrumentChoices, ScoreRequest
from melodie.formats import BY_EXTENSION, ENGRAVED, FORMATS, SOUNDS, Format
from service4_lilypond.engraving.concurrency import ConcurrencyLimit
from service4_lilypond.engraving.engraver import Engraver
from service4_lilypond.engraving.worker import Output
from service4_lilypond.instruments import INSTRUMENTS
from service4_lilypond.rendering import ALL, OUTPUTS, PLAYERS, Renderer
from tests.builders import a_score

BODY = ScoreRequest(score=a_score(title="Rainy Tuesday"), footline="seed 7").model_dump_json()
BEGINNINGS = {
    "pdf": b"%PDF",
    "mid": b"MThd",
    "musicxml": b"<?xml",
    "svg": b"<svg",
    "png": b"\x89PNG",
    "ly": b"\\version",
    "abc": b"%abc",
    "mp3": b"ID3",
    "wav": b"RIFF",
    "zip": b"PK",
}

every_format = pytest.mark.parametrize("wanted", FORMATS, ids=lambda wanted: wanted.extension)


def ask(client: FlaskClient, accept: str | None = None, body: str = BODY) -> TestResponse:
    headers = {"Content-Type": "application/json", **({"Accept": accept} if accept else {})}
    return client.post("/v1/scores", data=body, headers=headers)


def changed(path: str, value: object) -> str:
    """The good body with one value replaced: ``score.title`` or ``score.bars.0``."""
    body: Any = json.loads(BODY)
    found, names = body, path.split(".")
    for name in names[:-1]:
        found = found[int(name) if name.isdecimal() else name]
    found[names[-1]] = value
    return json.dumps(body)


@every_format
def test_a_score_comes_in_the_format_that_is_asked_for(client: FlaskClient, wanted: Format) -> None:
    answer = ask(client, wanted.media_type)
    assert answer.status_code == 200
    assert answer.mimetype == wanted.media_type
    assert answer.data.startswith(BEGINNINGS[wanted.extension])


def test_the_source_performs_itself_and_the_page_that_is_engraved_does_not() -> None:
    engraver = WritesDown()
    renderer = Renderer(engraver, None, ConcurrencyLimit(1, waiting=0, patience=1))
    asked = ScoreRequest.model_validate_json(BODY)
    archive = zipfile.ZipFile(io.BytesIO(renderer.render(asked, "zip")))
    source = archive.read("Rainy Tuesday-melodie.ly").decode()
    assert "\\midi { }" in source
    assert engraver.written == [
        "".join(line for line in source.splitlines(keepends=True) if "midi" not in line)
    ]


class WritesDown(Engraver):
    """Engraves nothing, and remembers what it was to engrave."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def engrave_written(
        self, write: Callable[[], str], outputs: Sequence[Output]
    ) -> Mapping[Output, bytes]:
        self.written.append(write())
        return dict.fromkeys(outputs, b"")


@pytest.mark.parametrize("accept", [None, "*/*", "text/html, */*;q=0.1", "application/*"])
def test_a_client_that_accepts_anything_gets_a_pdf(client: FlaskClient, accept: str | None) -> None:
    assert ask(client, accept).mimetype == "application/pdf"


def test_the_format_preferred_is_the_one_that_is_made(client: FlaskClient) -> None:
    preference = "audio/wav;q=0.2, audio/midi;q=0.8, application/json"
    assert ask(client, preference).mimetype == "audio/midi"


@pytest.mark.parametrize("accept", ["text/html", "application/json", "image/webp, video/*"])
def test_a_format_that_is_not_made_is_refused_with_what_is(
    client: FlaskClient, accept: str
) -> None:
    answer = ask(client, accept)
    assert answer.status_code == 406
    assert answer.mimetype == "application/problem+json"
    assert all(made.media_type in answer.json["detail"] for made in FORMATS)  # type: ignore[index]


def test_an_archive_holds_what_single_requests_give(client: FlaskClient) -> None:
    archive = zipfile.ZipFile(io.BytesIO(ask(client, "application/zip").data))
    assert archive.namelist() == [f"Rainy Tuesday-melodie.{name}" for name in ALL]
    for name in set(ALL) - {"pdf"}:  # which tells the time it was made
        single = ask(client, BY_EXTENSION[name].media_type).data
        assert archive.read(f"Rainy Tuesday-melodie.{name}") == single


def test_every_format_on_offer_is_made() -> None:
    assert {*ALL, "zip"} == set(BY_EXTENSION)


def test_what_services_call_engraved_and_sound_is_made_so() -> None:
    assert set(OUTPUTS) == ENGRAVED
    assert set(PLAYERS) == SOUNDS


def test_a_page_bears_title_and_footline(client: FlaskClient) -> None:
    page = pypdf.PdfReader(io.BytesIO(ask(client).data)).pages[0].extract_text()
    assert "Rainy Tuesday" in page
    assert "seed 7" in page


@pytest.mark.parametrize(("paper", "millimetres"), [("a4", (210, 297)), ("letter", (215.9, 279.4))])
def test_a_page_has_the_size_that_is_asked_for(
    client: FlaskClient, paper: str, millimetres: tuple[float, float]
) -> None:
    box = pypdf.PdfReader(io.BytesIO(ask(client, body=changed("paper", paper)).data)).pages[0]
    found = (box.mediabox.width, box.mediabox.height)
    assert found == pytest.approx([side / 25.4 * 72 for side in millimetres], abs=2)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("paper", "papyrus"),
        ("screen", "tiny"),
        ("score.title", ""),
        ("score.title", "a\nb"),
        ("score.title", "x" * 61),
        ("score.bars", []),
        ("score.clef", "soprano"),
        ("score.tempo.bpm", 0),
        ("score.key.tonic", "H"),
        ("score.surprise", 1),
        ("footline", "x" * 201),
        ("score.bars.0.events.0.pitch", "c4"),
    ],
)
def test_a_field_at_fault_is_named(client: FlaskClient, path: str, value: object) -> None:
    answer = ask(client, "audio/midi", changed(path, value))
    assert answer.status_code == 422
    fields = [fault["field"] for fault in answer.json["errors"]]  # type: ignore[index]
    assert any(field.startswith(path.rsplit(".", 1)[0]) for field in fields)


@pytest.mark.parametrize("body", ["", "{", "null", "[]", '"score"', "\x00"])
def test_what_is_no_score_is_refused(client: FlaskClient, body: str) -> None:
    assert ask(client, None, body).status_code in {400, 422}


def test_a_body_that_is_not_json_is_refused(client: FlaskClient) -> None:
    assert client.post("/v1/scores", data=BODY, content_type="text/plain").status_code == 415


def test_a_huge_body_is_refused(client: FlaskClient) -> None:
    assert ask(client, None, " " * 2_000_000).status_code == 413


def test_the_instruments_are_listed(client: FlaskClient) -> None:
    listed = InstrumentChoices.model_validate_json(client.get("/v1/instruments").data)
    assert listed.instruments == INSTRUMENTS


def test_the_service_is_ready_with_lilypond_and_a_soundfont(client: FlaskClient) -> None:
    assert client.get("/readyz").json == {
        "status": "ok",
        "checks": {"lilypond": "ok", "soundfont": "ok"},
    }
