from dataclasses import replace
from threading import Event

import pytest
from flask import Flask, Response, request

from melodie.errors import Busy, InvalidInput, UpstreamError
from melodie.formats import BY_EXTENSION
from service1_frontend.background import BackgroundPool
from service1_frontend.concurrency import Limits
from service1_frontend.files import etag_of
from service1_frontend.melodies import Library, Melody
from service1_frontend.options import Options
from service1_frontend.recipes import RecipeRequest
from service1_frontend.services import Services
from service1_frontend.studio import MAX_FOOTLINE
from service1_frontend.tests.apps import answering
from service1_frontend.tests.studios import Workshop, a_studio, away
from tests.siblings import lilypond_app, real_services

WANTED = RecipeRequest(name="x", bars=1, seed=7)


@pytest.fixture
def workshop(services: Services, options: Options, library: Library) -> Workshop:
    return a_studio(services, options, library)


def test_a_melody_is_recorded_and_its_paper_comes_after(workshop: Workshop) -> None:
    melody = workshop.studio.make(WANTED)

    assert workshop.library.find(melody.id).score_json == melody.score_json
    workshop.drain()
    kept = workshop.library.file(melody.id, "pdf")
    assert kept is not None
    assert kept.content.startswith(b"%PDF")


def test_nobody_waits_for_lilypond(services: Services, options: Options, library: Library) -> None:
    printing, answered = Event(), Event()
    slow = Flask("slow")

    @slow.post("/v1/scores")
    def scores() -> Response:
        printing.set()
        assert answered.wait(10)
        return Response(b"%PDF")

    workshop = a_studio(
        replace(services, lilypond=real_services(lilypond=slow).lilypond), options, library
    )

    melody = workshop.studio.make(WANTED)

    assert printing.wait(10)
    assert library.look_up(melody.id, "pdf") is None
    answered.set()
    workshop.drain()
    assert library.look_up(melody.id, "pdf") is not None


def test_a_melody_is_made_all_the_same_while_the_engraver_is_away(
    services: Services, options: Options, library: Library
) -> None:
    alone = a_studio(away(services), options, library)

    melody = alone.studio.make(WANTED, to_be_seen=True)

    alone.drain()
    assert library.find(melody.id) == melody
    assert not alone.studio.can_show(melody)
    back = a_studio(services, options, library)
    assert back.studio.can_show(melody)
    assert back.read(melody, "pdf").startswith(b"%PDF")


def test_where_too_much_waits_in_the_background_melodies_are_made_all_the_same(
    workshop: Workshop,
) -> None:
    full = BackgroundPool(0, waiting=1)
    full.submit(lambda: None)
    ahead = workshop.studio.ahead._replace(paper=full, pictures=full)
    studio = replace(workshop.studio, ahead=ahead)

    melody = studio.make(WANTED, to_be_seen=True)

    assert not studio.can_show(melody)
    assert workshop.library.find(melody.id) == melody


def test_a_picture_that_takes_its_time_is_not_waited_for(workshop: Workshop) -> None:
    asleep = workshop.studio.ahead._replace(pictures=BackgroundPool(0))
    melody = workshop.studio.make(WANTED)

    assert not replace(workshop.studio, ahead=asleep).can_show(melody, seconds=0)


def test_paper_does_not_hold_up_the_picture_that_a_page_waits_for(workshop: Workshop) -> None:
    asleep = workshop.studio.ahead._replace(pictures=BackgroundPool(0))
    studio = replace(workshop.studio, ahead=asleep)

    seen, unseen = studio.make(WANTED, to_be_seen=True), studio.make(WANTED)

    studio.ahead.paper.drain()
    assert workshop.library.look_up(seen.id, "pdf") is None
    assert workshop.library.look_up(unseen.id, "pdf") is not None


def test_another_address_at_the_foot_is_another_entity_tag(workshop: Workshop) -> None:
    here = workshop.studio.wanted(workshop.studio.make(WANTED), BY_EXTENSION["zip"])
    there = replace(here, footline="https://other.example/x")
    assert etag_of(here, "one") != etag_of(there, "one")


def test_the_systems_of_a_picture_are_known_once_it_is_made(workshop: Workshop) -> None:
    melody = workshop.studio.make(WANTED.model_copy(update={"bars": 9}))
    assert workshop.studio.systems(melody) == 0

    picture = workshop.read(melody, "svg")

    assert workshop.studio.systems(melody) == picture.count(b'class="system"') > 1


def test_who_finds_no_place_is_refused_at_once(workshop: Workshop) -> None:
    studio = replace(workshop.studio, limits=Limits(threads=1, seconds=10))
    with studio.limits.everybody.enter(), pytest.raises(Busy):
        studio.make(WANTED)

    assert workshop.library.count() == 0
    assert studio.make(WANTED)


def test_a_refused_recipe_leaves_nothing(workshop: Workshop) -> None:
    with pytest.raises(InvalidInput):
        workshop.studio.make(RecipeRequest(name="x", key="H"))

    assert workshop.library.count() == 0


def test_the_same_recipe_gives_the_same_score_and_midi_in_two_melodies(workshop: Workshop) -> None:
    one, other = workshop.studio.make(WANTED), workshop.studio.make(WANTED)

    assert one.id != other.id
    assert one.score_json == other.score_json
    assert workshop.read(one, "mid") == workshop.read(other, "mid")


@pytest.fixture
def footlines() -> list[str]:
    return []


@pytest.fixture
def reading(
    services: Services, options: Options, library: Library, footlines: list[str]
) -> Workshop:
    """A studio whose engraver notes the footlines it is given."""
    app = Flask("reading")

    @app.post("/v1/scores")
    def scores() -> Response:
        footlines.append(request.get_json()["footline"])
        return Response(b"file")

    return a_studio(
        replace(services, lilypond=real_services(lilypond=app).lilypond), options, library
    )


def test_the_sheet_music_tells_where_it_comes_from(reading: Workshop, footlines: list[str]) -> None:
    melody = reading.studio.make(WANTED)
    reading.drain()

    assert footlines == [f"https://m.example/{melody.id} · seed 7"]


def test_a_long_address_is_cut_to_what_a_footline_holds(
    reading: Workshop, footlines: list[str]
) -> None:
    replace(reading.studio, address=lambda _: "https://" + "m" * 500).make(WANTED)
    reading.drain()

    assert {len(footline) for footline in footlines} == {MAX_FOOTLINE}


def _refusing(field: str) -> Services:
    problem = f'{{"detail": "d", "errors": [{{"field": "{field}", "detail": "is too odd"}}]}}'
    refusal = (422, "application/problem+json", problem)
    return real_services(lilypond=answering(lilypond_app(), {"/v1/scores": refusal}))


@pytest.mark.parametrize(("field", "named"), [("score.title", "name"), ("tempo", "tempo")])
def test_a_file_that_cannot_be_is_the_fault_of_what_was_asked_for(
    options: Options, library: Library, field: str, named: str
) -> None:
    workshop = a_studio(_refusing(field), options, library)
    melody = workshop.studio.make(WANTED)

    with pytest.raises(InvalidInput) as caught:
        workshop.read(melody, "wav")

    (fault,) = caught.value.fields
    assert (fault.field, fault.detail) == (named, "is too odd")


def test_a_score_that_cannot_be_read_is_no_fault_of_the_musician(
    options: Options, library: Library
) -> None:
    workshop = a_studio(_refusing("score.bars"), options, library)
    melody = workshop.studio.make(WANTED)

    with pytest.raises(UpstreamError):
        workshop.read(melody, "pdf")


def test_a_melody_can_be_had_as_every_kind_of_file(workshop: Workshop) -> None:
    melody: Melody = workshop.studio.make(WANTED)
    beginnings = {
        "pdf": b"%PDF",
        "mid": b"MThd",
        "musicxml": b"<?xml",
        "svg": b"<",
        "png": b"\x89PNG",
        "ly": b"\\version",
        "wav": b"RIFF",
        "zip": b"PK",
    }

    files = {kind: workshop.read(melody, kind) for kind in BY_EXTENSION}

    assert {k: files[k][: len(start)] for k, start in beginnings.items()} == beginnings
    assert len(files["mp3"]) > 1000
