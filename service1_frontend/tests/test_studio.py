from dataclasses import replace
from typing import get_args

import pytest
from flask import Flask, Response, request
from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session

from melodie.contract import Screen
from melodie.errors import InvalidInput, StoreUnavailable, UpstreamError
from melodie.formats import BY_EXTENSION
from service1_frontend.melodies import Library, Melody
from service1_frontend.models import FileRow
from service1_frontend.options import Options
from service1_frontend.recipes import RecipeRequest
from service1_frontend.services import Services
from service1_frontend.shelf import OptionsShelf
from service1_frontend.studio import MAX_FOOTLINE, Studio
from service1_frontend.tests.apps import AWAY, answering
from tests.siblings import lilypond_app, real_services

WANTED = RecipeRequest(name="x", bars=1, seed=7)


@pytest.fixture
def studio(services: Services, options: Options, library: Library) -> Studio:
    shelf = OptionsShelf(lambda: options, seconds=60)
    return Studio(services, shelf, library, lambda melody_id: f"https://m.example/{melody_id}")


def without_lilypond(studio: Studio) -> Studio:
    app = Flask("away")
    return replace(studio, services=real_services(lilypond=app))


class Forgetful(Library):
    """Has no room for another file."""

    def keep(self, *_: object) -> None:
        raise StoreUnavailable("no room")


def test_a_melody_is_recorded_with_its_pdf_and_its_midi(studio: Studio) -> None:
    melody = studio.make(WANTED)

    assert studio.library.find(melody.id).score_json == melody.score_json
    assert (studio.library.file(melody.id, "pdf") or b"").startswith(b"%PDF")
    assert (studio.library.file(melody.id, "mid") or b"").startswith(b"MThd")


@pytest.mark.parametrize("media_type", ["application/pdf", "audio/midi"])
def test_nothing_is_recorded_when_a_file_cannot_be_made(studio: Studio, media_type: str) -> None:
    app = answering(lilypond_app(), {media_type: AWAY})
    broken = replace(studio, services=real_services(lilypond=app))

    with pytest.raises(UpstreamError):
        broken.make(WANTED)

    assert studio.library.count() == 0


def test_a_refused_recipe_leaves_nothing(studio: Studio) -> None:
    with pytest.raises(InvalidInput):
        studio.make(RecipeRequest(name="x", key="H"))

    assert studio.library.count() == 0


def test_the_same_recipe_gives_the_same_score_and_midi_in_two_melodies(studio: Studio) -> None:
    one, other = studio.make(WANTED), studio.make(WANTED)

    assert one.id != other.id
    assert one.score_json == other.score_json
    assert studio.library.file(one.id, "mid") == studio.library.file(other.id, "mid")


def test_recorded_files_are_had_while_the_engraver_is_away(studio: Studio) -> None:
    melody = studio.make(WANTED)
    alone = without_lilypond(studio)

    assert alone.file(melody, BY_EXTENSION["pdf"]).startswith(b"%PDF")
    with pytest.raises(UpstreamError):
        alone.file(melody, BY_EXTENSION["musicxml"])


def test_a_lost_file_is_made_again_and_kept(studio: Studio, engine: Engine) -> None:
    melody = studio.make(WANTED)
    before = studio.file(melody, BY_EXTENSION["mid"])
    with Session(engine) as session, session.begin():
        session.execute(delete(FileRow))

    assert studio.file(melody, BY_EXTENSION["mid"]) == before
    assert studio.library.file(melody.id, "mid") == before


def test_a_file_once_made_is_kept(studio: Studio) -> None:
    melody = studio.make(WANTED)

    made = studio.file(melody, BY_EXTENSION["musicxml"])

    assert without_lilypond(studio).file(melody, BY_EXTENSION["musicxml"]) == made


def test_the_pictures_for_both_screens_are_kept_apart(studio: Studio) -> None:
    melody = studio.make(RecipeRequest(name="x", bars=8, seed=7))

    made = [studio.file(melody, BY_EXTENSION["svg"], screen) for screen in get_args(Screen)]

    assert made[0] != made[1]
    away = without_lilypond(studio)
    assert made == [away.file(melody, BY_EXTENSION["svg"], screen) for screen in get_args(Screen)]


def test_a_large_file_is_made_for_each_who_asks(studio: Studio) -> None:
    melody = studio.make(WANTED)

    assert studio.file(melody, BY_EXTENSION["wav"]).startswith(b"RIFF")
    assert studio.library.file(melody.id, "wav") is None


def test_a_file_that_cannot_be_kept_is_still_had(studio: Studio, engine: Engine) -> None:
    melody = studio.make(WANTED)
    full = replace(studio, library=Forgetful(engine))

    assert full.file(melody, BY_EXTENSION["musicxml"]).startswith(b"<?xml")


@pytest.fixture
def footlines() -> list[str]:
    return []


@pytest.fixture
def reading(studio: Studio, footlines: list[str]) -> Studio:
    """A studio whose engraver notes the footlines it is given."""
    app = Flask("reading")

    @app.post("/v1/scores")
    def scores() -> Response:
        footlines.append(request.get_json()["footline"])
        return Response(b"file")

    return replace(studio, services=real_services(lilypond=app))


def test_the_sheet_music_tells_where_it_comes_from(reading: Studio, footlines: list[str]) -> None:
    melody = reading.make(WANTED)

    assert set(footlines) == {f"https://m.example/{melody.id} · seed 7"}


def test_a_long_address_is_cut_to_what_a_footline_holds(
    reading: Studio, footlines: list[str]
) -> None:
    replace(reading, address=lambda _: "https://" + "m" * 500).make(WANTED)

    assert {len(footline) for footline in footlines} == {MAX_FOOTLINE}


def _refusing(field: str) -> Services:
    problem = f'{{"detail": "d", "errors": [{{"field": "{field}", "detail": "is too odd"}}]}}'
    refusal = (422, "application/problem+json", problem)
    return real_services(lilypond=answering(lilypond_app(), {"/v1/scores": refusal}))


def test_a_title_that_cannot_be_engraved_is_the_fault_of_the_name(studio: Studio) -> None:
    with pytest.raises(InvalidInput) as caught:
        replace(studio, services=_refusing("score.title")).make(WANTED)

    (fault,) = caught.value.fields
    assert (fault.field, fault.detail) == ("name", "is too odd")


def test_a_score_that_cannot_be_read_is_no_fault_of_the_musician(studio: Studio) -> None:
    with pytest.raises(UpstreamError):
        replace(studio, services=_refusing("score.bars")).make(WANTED)


def test_a_melody_can_be_had_as_every_kind_of_file(studio: Studio) -> None:
    melody: Melody = studio.make(WANTED)
    beginnings = {
        "pdf": b"%PDF",
        "mid": b"MThd",
        "musicxml": b"<?xml",
        "svg": b"<",
        "png": b"\x89PNG",
        "ly": b"\\version",
        "mp3": b"\xff",
        "wav": b"RIFF",
        "zip": b"PK",
    }

    files = {kind: studio.file(melody, BY_EXTENSION[kind]) for kind in BY_EXTENSION}

    assert {kind: files[kind][: len(beginnings[kind])] for kind in files} == beginnings
