"""Every file of a melody can be taken away, and all say the same."""

import io
import zipfile
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from melodie.formats import FORMATS
from melodie.sounding import sounding_notes
from service1_frontend.web.api import MelodyReply
from service4_lilypond.tests.readers import (
    heard_by_verovio,
    heard_in_midi,
    midi_file,
    run_lilypond,
)
from tests.flow.melodies import RAINY_TUESDAY, download, make

HOSTILE: Final = (
    'song"; touch x; "',
    '#(system "id")',
    '\\include "/etc/passwd"',
    "../../x",
    "🎹🎶",
    "לילה טוב",
    "é" + "\u0301" * 59,
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "%s %d \\n",
)


def test_every_file_can_be_had(client: FlaskClient) -> None:
    made = make(client)
    assert set(made.files) == {kind.extension for kind in FORMATS}
    for kind in FORMATS:
        response = client.get(made.files[kind.extension])
        assert response.status_code == 200
        assert response.mimetype == kind.media_type
        assert response.data


@pytest.mark.parametrize(
    ("paper", "points", "tenths"),
    [("a4", (595, 842), ("1200", "1697")), ("letter", (612, 792), ("1234", "1597"))],
)
def test_paper_has_the_size_that_was_asked_for(
    client: FlaskClient, paper: str, points: tuple[int, int], tenths: tuple[str, str]
) -> None:
    made = make(client, paper=paper)

    sheet = PdfReader(io.BytesIO(download(client, made, "pdf"))).pages[0].mediabox
    written = ET.fromstring(download(client, made, "musicxml"))  # noqa: S314 - our own
    layout = written.find("defaults/page-layout")

    assert (sheet.width, sheet.height) == pytest.approx(points, abs=1)
    assert layout is not None
    assert (layout.findtext("page-width"), layout.findtext("page-height")) == tenths
    assert f'(set-default-paper-size "{paper}")' in download(client, made, "ly").decode()


def test_the_zip_holds_every_other_file_as_it_is(client: FlaskClient) -> None:
    made = make(client)
    with zipfile.ZipFile(io.BytesIO(download(client, made, "zip"))) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        packed = archive.read("rainy tuesday-melodie.mid")
    assert set(names) == {
        f"rainy tuesday-melodie.{kind.extension}" for kind in FORMATS if kind.extension != "zip"
    }
    assert packed == download(client, made, "mid")


@pytest.mark.parametrize(
    "recipe",
    [
        {},
        {"key": "F#", "scale": "minor_blues", "time_signature": "7/8", "rhythm": "syncopated"},
        {"key": "G#", "scale": "major", "time_signature": "4/4", "rhythm": "triplet"},
        {"key": "Eb", "scale": "chromatic", "rhythm": "extremes", "wildness": 100, "rests": 40},
    ],
    ids=lambda recipe: str(recipe.get("scale", "example")),
)
def test_score_midi_musicxml_and_paper_say_the_same_notes(
    client: FlaskClient, tmp_path: Path, recipe: dict[str, Any]
) -> None:
    made = make(client, **recipe)
    meant = [(n.onset, n.duration, n.pitch.key_number) for n in sounding_notes(made.score)]
    assert heard_in_midi(midi_file(download(client, made, "mid"))) == meant
    assert heard_by_verovio(download(client, made, "musicxml")) == meant
    # The paper is engraved from the LilyPond source, which LilyPond also plays.
    source = download(client, made, "ly").decode()
    [performed], _ = run_lilypond([source], tmp_path)
    assert [key for _, _, key in heard_in_midi(performed)] == [key for _, _, key in meant]


def test_the_paper_carries_title_and_seed_and_no_address_that_was_not_set(
    client: FlaskClient,
) -> None:
    made = make(client)
    pages = PdfReader(io.BytesIO(download(client, made, "pdf"))).pages
    words = " ".join(page.extract_text() for page in pages)
    assert len(pages) == 1
    assert "rainy tuesday" in words
    assert "seed 7" in words
    assert made.id not in words


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_engraved_as_plain_text_or_refused(
    client: FlaskClient, name: str
) -> None:
    response = client.post("/api/v1/melodies", json=RAINY_TUESDAY | {"name": name, "bars": 1})
    assert response.status_code in {201, 422}
    if response.status_code == 422:
        assert [fault["field"] for fault in response.get_json()["errors"]] == ["name"]
        return
    made = MelodyReply.model_validate_json(response.data)
    page = client.get(made.url)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    disposition = client.get(made.files["mid"]).headers["Content-Disposition"]
    assert "/" not in disposition.replace("''", "")
