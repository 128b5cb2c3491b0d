from dataclasses import replace
from threading import Event

import pytest
from flask import Flask, Response, request

from melodie.errors import Busy, InvalidInput, UpstreamError
from melodie.formats import BY_EXTENSION
from service1_frontend.library.melodies import Library
from service1_frontend.library.melody import Melody
from service1_frontend.making.background import BackgroundPool
from service1_frontend.making.concurrency import ConcurrencyLimits
from service1_frontend.making.files import etag_of
from service1_frontend.making.maker import MAX_FOOTLINE
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.request import RecipeRequest
from service1_frontend.services import Services
from service1_frontend.tests.apps import answering
from service1_frontend.tests.makers import MakerUnderTest, a_maker, away
from tests.siblings import lilypond_app, real_services

WANTED = RecipeRequest(name="x", bars=1, seed=7)


@pytest.fixture
def tested(services: Services, options: Options, library: Library) -> MakerUnderTest:
    return a_maker(services, options, library)


def test_a_melody_is_recorded_and_its_paper_comes_after(tested: MakerUnderTest) -> None:
    melody = tested.maker.make(WANTED)

    assert tested.library.find(melody.id).score_json == melody.score_json
    tested.drain()
    kept = tested.library.file(melody.id, "pdf")
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

    tested = a_maker(
        replace(services, lilypond=real_services(lilypond=slow).lilypond), options, library
    )

    melody = tested.maker.make(WANTED)

    assert printing.wait(10)
    assert library.look_up(melody.id, "pdf") is None
    answered.set()
    tested.drain()
    assert library.look_up(melody.id, "pdf") is not None


def test_a_melody_is_made_all_the_same_while_the_engraver_is_away(
    services: Services, options: Options, library: Library
) -> None:
    alone = a_maker(away(services), options, library)

    melody = alone.maker.make(WANTED, to_be_seen=True)

    alone.drain()
    assert library.find(melody.id) == melody
    assert not alone.maker.picture(melody)
    back = a_maker(services, options, library)
    assert back.maker.picture(melody)
    assert back.read(melody, "pdf").startswith(b"%PDF")


def test_where_too_much_waits_in_the_background_melodies_are_made_all_the_same(
    tested: MakerUnderTest,
) -> None:
    full = BackgroundPool(0, waiting=1)
    full.submit(lambda: None)
    pools = tested.maker.pools._replace(paper=full, pictures=full)
    maker = replace(tested.maker, pools=pools)

    melody = maker.make(WANTED, to_be_seen=True)

    assert not maker.picture(melody)
    assert tested.library.find(melody.id) == melody


def test_a_picture_that_takes_its_time_is_not_waited_for(tested: MakerUnderTest) -> None:
    asleep = tested.maker.pools._replace(pictures=BackgroundPool(0))
    melody = tested.maker.make(WANTED)

    assert not replace(tested.maker, pools=asleep).picture(melody, seconds=0)


def test_paper_does_not_hold_up_the_picture_that_a_page_waits_for(tested: MakerUnderTest) -> None:
    asleep = tested.maker.pools._replace(pictures=BackgroundPool(0))
    maker = replace(tested.maker, pools=asleep)

    seen, unseen = maker.make(WANTED, to_be_seen=True), maker.make(WANTED)

    maker.pools.paper.drain()
    assert tested.library.look_up(seen.id, "pdf") is None
    assert tested.library.look_up(unseen.id, "pdf") is not None


def test_another_address_at_the_foot_is_another_entity_tag(tested: MakerUnderTest) -> None:
    here = tested.maker.file_request(tested.maker.make(WANTED), BY_EXTENSION["zip"])
    there = replace(here, footline="https://other.example/x")
    assert etag_of(here, "one") != etag_of(there, "one")


def test_who_finds_no_place_is_refused_at_once(tested: MakerUnderTest) -> None:
    maker = replace(tested.maker, limits=ConcurrencyLimits(threads=1, seconds=10))
    with maker.limits.overall.enter(), pytest.raises(Busy):
        maker.make(WANTED)

    assert tested.library.count() == 0
    assert maker.make(WANTED)


def test_a_refused_recipe_leaves_nothing(tested: MakerUnderTest) -> None:
    with pytest.raises(InvalidInput):
        tested.maker.make(RecipeRequest(name="x", key="H"))

    assert tested.library.count() == 0


def test_the_same_recipe_gives_the_same_score_and_midi_in_two_melodies(
    tested: MakerUnderTest,
) -> None:
    one, other = tested.maker.make(WANTED), tested.maker.make(WANTED)

    assert one.id != other.id
    assert one.score_json == other.score_json
    assert tested.read(one, "mid") == tested.read(other, "mid")


@pytest.fixture
def footlines() -> list[str]:
    return []


@pytest.fixture
def reading(
    services: Services, options: Options, library: Library, footlines: list[str]
) -> MakerUnderTest:
    """A maker whose engraver notes the footlines it is given."""
    app = Flask("reading")

    @app.post("/v1/scores")
    def scores() -> Response:
        footlines.append(request.get_json()["footline"])
        return Response(b"file")

    return a_maker(
        replace(services, lilypond=real_services(lilypond=app).lilypond), options, library
    )


def test_the_sheet_music_tells_where_it_comes_from(
    reading: MakerUnderTest, footlines: list[str]
) -> None:
    melody = reading.maker.make(WANTED)
    reading.drain()

    assert footlines == [f"https://m.example/{melody.id} · seed 7"]


def test_a_long_address_is_cut_to_what_a_footline_holds(
    reading: MakerUnderTest, footlines: list[str]
) -> None:
    replace(reading.maker, address=lambda _: "https://" + "m" * 500).make(WANTED)
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
    tested = a_maker(_refusing(field), options, library)
    melody = tested.maker.make(WANTED)

    with pytest.raises(InvalidInput) as caught:
        tested.read(melody, "wav")

    (fault,) = caught.value.fields
    assert (fault.field, fault.detail) == (named, "is too odd")


def test_a_score_that_cannot_be_read_is_no_fault_of_the_musician(
    options: Options, library: Library
) -> None:
    tested = a_maker(_refusing("score.bars"), options, library)
    melody = tested.maker.make(WANTED)

    with pytest.raises(UpstreamError):
        tested.read(melody, "pdf")


def test_a_melody_can_be_had_as_every_kind_of_file(tested: MakerUnderTest) -> None:
    melody: Melody = tested.maker.make(WANTED)
    beginnings = {
        "pdf": b"%PDF",
        "mid": b"MThd",
        "musicxml": b"<?xml",
        "svg": b"<",
        "png": b"\x89PNG",
        "ly": b"\\version",
        "abc": b"%abc",
        "wav": b"RIFF",
        "zip": b"PK",
    }

    files = {kind: tested.read(melody, kind) for kind in BY_EXTENSION}

    assert {k: files[k][: len(start)] for k, start in beginnings.items()} == beginnings
    assert len(files["mp3"]) > 1000
