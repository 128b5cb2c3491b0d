"""The four real services make melodies together, in one process."""

import io
import zipfile
from itertools import islice, product, zip_longest
from pathlib import Path
from typing import Any, Final

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from melodie.formats import FORMATS
from melodie.score import Pitch, Score
from service1_frontend.api import MelodyReply
from service1_frontend.app import create_app
from service1_frontend.composing import compose
from service1_frontend.options import Options, gather
from service1_frontend.recipes import RecipeRequest, complete
from service1_frontend.services import Services
from service1_frontend.settings import FrontendSettings
from service1_frontend.tests.databases import migrate
from service4_lilypond.tests.readers import (
    heard_by_verovio,
    heard_in_midi,
    midi_file,
    run_lilypond,
)
from service4_lilypond.timeline import sounding_notes
from tests.siblings import real_services

RAINY_TUESDAY: Final = {
    "name": "rainy tuesday",
    "key": "Bb",
    "scale": "dorian",
    "time_signature": "6/8",
    "bars": 8,
    "seed": 7,
}
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


@pytest.fixture(scope="module")
def services() -> Services:
    return real_services()


@pytest.fixture(scope="module")
def options(services: Services) -> Options:
    return gather(services)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, services: Services) -> FlaskClient:
    return a_frontend(tmp_path_factory.mktemp("frontend"), services).test_client()


def a_frontend(folder: Path, services: Services) -> Flask:
    address = f"sqlite:///{folder / 'melodie.sqlite'}"
    migrate(address)
    return create_app(FrontendSettings.model_validate({"database_url": address}), services)


def make(client: FlaskClient, **recipe: Any) -> MelodyReply:
    response = client.post("/api/v1/melodies", json=RAINY_TUESDAY | recipe)
    assert response.status_code == 201, response.text
    return MelodyReply.model_validate_json(response.data)


def download(client: FlaskClient, made: MelodyReply, extension: str) -> bytes:
    response = client.get(made.files[extension])
    assert response.status_code == 200, response.text
    content: bytes = response.data
    return content


def composed(services: Services, options: Options, **recipe: Any) -> Score:
    wanted = RecipeRequest.model_validate({"name": "A tune", "seed": 1, **recipe})
    return compose(complete(wanted, options), options, services)


def sounding_pitches(score: Score) -> set[Pitch]:
    return {event.pitch for bar in score.bars for event in bar.events if event.pitch}


def test_the_same_recipe_twice_is_the_same_melody_byte_for_byte(client: FlaskClient) -> None:
    first = client.post("/api/v1/melodies", json=RAINY_TUESDAY)
    second = client.post("/api/v1/melodies", json=RAINY_TUESDAY)
    assert first.status_code == second.status_code == 201
    assert first.get_json()["id"] != second.get_json()["id"]
    assert first.get_json()["score"] == second.get_json()["score"]
    midi = [client.get(made.get_json()["files"]["mid"]).data for made in (first, second)]
    assert midi[0] == midi[1]


def test_every_replica_makes_the_same_melody(client: FlaskClient, tmp_path: Path) -> None:
    # Another process would have other clients of the same services.
    replica = a_frontend(tmp_path, real_services()).test_client()
    here, there = make(client), make(replica)
    assert here.score == there.score
    assert download(client, here, "mid") == download(replica, there, "mid")


def test_another_seed_is_another_melody(client: FlaskClient) -> None:
    scores = [make(client, seed=seed).score for seed in range(4)]
    assert all(scores.count(score) == 1 for score in scores)


def test_the_answer_repeats_the_recipe_that_gives_the_melody_again(client: FlaskClient) -> None:
    made = make(client, seed=None)
    again = client.post("/api/v1/melodies", json=made.recipe.model_dump(mode="json"))
    assert MelodyReply.model_validate_json(again.data).score == made.score


def test_what_was_asked_for_is_what_is_in_the_score(client: FlaskClient) -> None:
    score = make(client, tempo=63, wildness=0).score
    assert score.title == "rainy tuesday"
    assert (score.key.tonic, score.key.scale, score.key.mode) == ("Bb", "dorian", "dorian")
    assert str(score.time_signature) == "6/8"
    assert score.tempo.bpm == 63
    assert len([bar for bar in score.bars if not bar.pickup]) == 8


def test_every_file_can_be_had(client: FlaskClient) -> None:
    made = make(client)
    assert set(made.files) == {kind.extension for kind in FORMATS}
    for kind in FORMATS:
        response = client.get(made.files[kind.extension])
        assert response.status_code == 200
        assert response.mimetype == kind.media_type
        assert response.data


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
    # The paper is engraved from the LilyPond source, which LilyPond can also play.
    source = download(client, made, "ly").decode()
    if "\\midi" not in source:
        source = source.replace("\\layout", "\\midi { } \\layout", 1)
    [performed], _ = run_lilypond([source], tmp_path)
    assert [key for _, _, key in heard_in_midi(performed)] == [key for _, _, key in meant]


def test_the_paper_carries_title_address_and_seed(client: FlaskClient) -> None:
    made = make(client)
    pages = PdfReader(io.BytesIO(download(client, made, "pdf"))).pages
    words = " ".join(page.extract_text() for page in pages)
    assert len(pages) == 1
    assert "rainy tuesday" in words
    assert made.id in words
    assert "seed 7" in words


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


@pytest.mark.parametrize("wildness", [0, 100])
def test_every_key_goes_with_every_scale(
    services: Services, options: Options, wildness: int
) -> None:
    metres = [choice.id for choice in options.time_signatures]
    for number, (key, scale) in enumerate(product(options.keys, options.scales)):
        score = composed(
            services,
            options,
            key=key,
            scale=scale.id,
            bars=4,
            wildness=wildness,
            seed=number,
            time_signature=metres[number % len(metres)],
        )
        tonic = Pitch.parse(f"{key}4").key_number
        allowed = {(tonic + degree) % 12 for degree in scale.degrees}
        sounding = {pitch.key_number % 12 for pitch in sounding_pitches(score)}
        assert sounding <= allowed, (key, scale.id)
        assert Pitch.parse(f"{score.key.tonic}4").key_number % 12 == tonic % 12


@pytest.mark.parametrize("wildness", [0, 100])
def test_every_rhythm_goes_with_every_metre(
    services: Services, options: Options, wildness: int
) -> None:
    for number, (rhythm, metre) in enumerate(product(options.rhythms, options.time_signatures)):
        score = composed(
            services,
            options,
            rhythm=rhythm.id,
            time_signature=metre.id,
            bars=4,
            wildness=wildness,
            rests=20,
            seed=number,
        )
        # That every bar fills its metre the score has checked itself.
        assert str(score.time_signature) == metre.id
        assert score.time_signature.groups in metre.groupings
        assert len([bar for bar in score.bars if not bar.pickup]) == 4


def test_every_instrument_stays_in_its_range(services: Services, options: Options) -> None:
    for instrument, wildness in product(options.instruments, (0, 50, 100)):
        score = composed(services, options, instrument=instrument.id, wildness=wildness)
        keys = [pitch.key_number for pitch in sounding_pitches(score)]
        assert instrument.lowest.key_number <= min(keys)
        assert max(keys) <= instrument.highest.key_number
        assert score.clef in (instrument.clef, *instrument.other_clefs)


def test_every_choice_is_engraved_and_recorded_at_least_once(
    client: FlaskClient, options: Options
) -> None:
    offered = options.offered()
    recipes = [dict(zip(offered, row, strict=True)) for row in zip_longest(*offered.values())]
    for number, recipe in enumerate(recipes):
        chosen = {field: choice for field, choice in recipe.items() if choice is not None}
        made = make(client, **{"bars": 2, "seed": number, "rhythm": None, **chosen})
        assert download(client, made, "pdf").startswith(b"%PDF")
        assert b"<svg" in download(client, made, "svg")


@pytest.mark.parametrize("bars", [1, 64])
def test_the_shortest_and_the_longest_melody_are_made(client: FlaskClient, bars: int) -> None:
    made = make(client, bars=bars, rhythm="short", time_signature="5/4")
    assert len([bar for bar in made.score.bars if not bar.pickup]) == bars
    pdf = PdfReader(io.BytesIO(download(client, made, "pdf")))
    assert len(pdf.pages) >= 1


def test_dice_reach_every_degree_of_a_scale(services: Services, options: Options) -> None:
    melodies = (
        composed(services, options, scale="chromatic", wildness=100, bars=16, seed=seed)
        for seed in range(20)
    )
    found = {
        pitch.key_number % 12 for score in islice(melodies, 20) for pitch in sounding_pitches(score)
    }
    assert found == set(range(12))
