"""How a file is had: kept or made, once, with the same bytes for ever."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import get_args

import pytest
from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session

from melodie.contract import Screen
from melodie.errors import Busy, StoreUnavailable, UpstreamError, UpstreamTimeout
from melodie.formats import BY_EXTENSION
from service1_frontend.library.contents import InMemory
from service1_frontend.library.melodies import MAX_KEPT, Library
from service1_frontend.library.melody import Melody
from service1_frontend.library.models import FileRow
from service1_frontend.making import files as made_files
from service1_frontend.making.file_request import LARGE, MP3_BYTES_PER_SECOND
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.request import RecipeRequest
from service1_frontend.services import Services
from service1_frontend.tests.makers import Engraver, MakerUnderTest, a_maker, away, whole

WANTED = RecipeRequest(name="x", bars=1, seed=7)
CROWD = 6


@pytest.fixture
def tested(services: Services, options: Options, library: Library) -> MakerUnderTest:
    return a_maker(services, options, library)


@pytest.fixture
def melody(tested: MakerUnderTest) -> Melody:
    made = tested.maker.make(WANTED)
    tested.drain()
    return made


@pytest.fixture
def engraver() -> Engraver:
    return Engraver()


@pytest.fixture
def counting(
    engraver: Engraver, services: Services, options: Options, library: Library
) -> MakerUnderTest:
    return a_maker(engraver.serving(services), options, library)


def test_a_lost_file_is_made_again_and_kept(
    tested: MakerUnderTest, melody: Melody, engine: Engine
) -> None:
    before = tested.read(melody, "mid")
    with Session(engine) as session, session.begin():
        session.execute(delete(FileRow))

    assert tested.read(melody, "mid") == before
    assert tested.library.look_up(melody.id, "mid")


@pytest.mark.parametrize("kind", [kind for kind in BY_EXTENSION if kind not in LARGE])
def test_a_file_once_made_is_kept(
    tested: MakerUnderTest, melody: Melody, services: Services, options: Options, kind: str
) -> None:
    made = tested.read(melody, kind)

    alone = a_maker(away(services), options, tested.library)
    assert alone.read(melody, kind) == made


def test_what_was_never_made_is_not_had_while_the_engraver_is_away(
    tested: MakerUnderTest, melody: Melody, services: Services, options: Options
) -> None:
    with pytest.raises(UpstreamError):
        a_maker(away(services), options, tested.library).read(melody, "musicxml")


def test_the_pictures_for_both_screens_are_kept_apart(tested: MakerUnderTest) -> None:
    melody = tested.maker.make(RecipeRequest(name="x", bars=8, seed=7))

    made = [tested.read(melody, "svg", screen) for screen in get_args(Screen)]

    assert made[0] != made[1]
    assert made == [tested.read(melody, "svg", screen) for screen in get_args(Screen)]


@pytest.mark.parametrize("kind", sorted(LARGE))
def test_a_large_file_is_kept_for_a_while_outside_the_database(
    counting: MakerUnderTest, engraver: Engraver, kind: str
) -> None:
    melody = counting.maker.make(WANTED)

    assert [counting.read(melody, kind) for _ in range(3)] == [b"file"] * 3

    assert engraver.asked[BY_EXTENSION[kind].media_type] == 1
    assert counting.library.look_up(melody.id, kind) is None


def test_a_long_mp3_is_a_large_file(counting: MakerUnderTest) -> None:
    long = RecipeRequest(name="x", bars=64, tempo=40, time_signature="4/4", seed=7)
    melody = counting.maker.make(long)
    assert melody.score.seconds * MP3_BYTES_PER_SECOND > MAX_KEPT

    assert counting.read(melody, "mp3") == b"file"

    assert counting.library.look_up(melody.id, "mp3") is None


def test_a_small_kind_that_grew_too_large_to_be_kept_is_still_had(
    counting: MakerUnderTest, engraver: Engraver
) -> None:
    engraver.body = b"x" * (MAX_KEPT + 1)
    melody = counting.maker.make(WANTED)

    assert counting.read(melody, "png") == engraver.body


class Forgetful(Library):
    """Has no room for another file."""

    def keep(self, *_: object) -> InMemory:
        raise StoreUnavailable("no room")


def test_a_file_that_cannot_be_kept_is_still_had(
    services: Services, options: Options, engine: Engine
) -> None:
    full = a_maker(services, options, Forgetful(engine))
    melody = full.maker.make(WANTED)

    assert full.read(melody, "musicxml").startswith(b"<?xml")
    full.drain()


@pytest.mark.parametrize("kind", ["pdf", "wav"])
def test_a_crowd_that_asks_for_one_file_has_it_made_once(
    counting: MakerUnderTest, engraver: Engraver, kind: str
) -> None:
    melody = counting.maker.make(WANTED)
    counting.drain()
    with Session(counting.library._engine) as session, session.begin():
        session.execute(delete(FileRow))
    engraver.asked.clear()
    engraver.go_on.clear()
    together = Barrier(CROWD + 1)

    def ask(_: int) -> bytes:
        together.wait(10)
        return counting.read(melody, kind)

    # Large files have fewer places: the rest is refused, and nobody is made to wait for nothing.
    with ThreadPoolExecutor(CROWD) as pool:
        answers = pool.map(_tolerant(ask), range(CROWD))
        together.wait(10)
        engraver.go_on.set()
        had = [answer for answer in answers if answer is not None]

    assert set(had) == {b"file"}
    assert engraver.asked[BY_EXTENSION[kind].media_type] == 1


def _tolerant(ask: Callable[[int], bytes]) -> Callable[[int], bytes | None]:
    def tolerant(number: int) -> bytes | None:
        try:
            return ask(number)
        except Busy:
            return None

    return tolerant


def test_more_large_files_than_there_are_places_are_refused_at_once(
    counting: MakerUnderTest, engraver: Engraver
) -> None:
    melodies = [counting.maker.make(WANTED) for _ in range(2)]
    counting.drain()
    engraver.go_on.clear()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(counting.read, melodies[0], "wav")
        while not engraver.asked["audio/wav"]:
            assert not first.done()
        with pytest.raises(Busy):
            counting.read(melodies[1], "wav")
        engraver.go_on.set()
        assert first.result(10) == b"file"


def test_a_picture_does_not_wait_behind_paper(counting: MakerUnderTest, engraver: Engraver) -> None:
    melodies = [counting.maker.make(WANTED) for _ in range(CROWD)]
    counting.drain()
    engraver.go_on.clear()
    engraver.answering_at_once = "image/svg+xml"
    with ThreadPoolExecutor(CROWD) as pool:
        papers = [pool.submit(counting.read, melody, "png") for melody in melodies[1:]]
        while not engraver.asked["image/png"]:
            assert not any(paper.done() for paper in papers)

        assert counting.read(melodies[0], "svg") == b"file"

        assert not any(paper.done() for paper in papers)
        engraver.go_on.set()
        assert {paper.result(10) for paper in papers} == {b"file"}


def test_who_waits_too_long_for_another_is_told_so(
    counting: MakerUnderTest, services: Services, engraver: Engraver
) -> None:
    impatient = made_files.Files(
        engraver.serving(services),
        counting.library,
        counting.maker.files._cache,
        counting.maker.limits,
        seconds=0,
    )
    melody = counting.maker.make(WANTED)
    counting.drain()
    wanted = counting.maker.file_request(melody, BY_EXTENSION["png"])
    engraver.go_on.clear()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(impatient.get, wanted)
        while not engraver.asked["image/png"]:
            assert not first.done()
        with pytest.raises(UpstreamTimeout):
            impatient.get(wanted)
        engraver.go_on.set()
        assert whole(first.result(10)) == b"file"


def test_where_the_disk_is_full_the_caller_is_asked_to_come_again(
    counting: MakerUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    melody = counting.maker.make(WANTED)
    monkeypatch.setattr(made_files, "scratch", full)

    with pytest.raises(Busy):
        counting.read(melody, "wav")


@pytest.mark.parametrize("kind", BY_EXTENSION)
def test_a_newer_edition_changes_no_file_that_is_kept(
    counting: MakerUnderTest, engraver: Engraver, kind: str
) -> None:
    melody = counting.maker.make(WANTED)
    counting.drain()
    before = counting.get(melody, kind)
    engraver.body, engraver.edition = b"newer", "two"

    after = counting.get(melody, kind)

    assert (after.edition, whole(after)) == (before.edition, whole(before)) == ("one", b"file")


def test_what_a_newer_edition_makes_bears_its_name(
    counting: MakerUnderTest, engraver: Engraver
) -> None:
    melody = counting.maker.make(WANTED)
    counting.drain()
    wanted = counting.maker.file_request(melody, BY_EXTENSION["wav"])
    before = counting.maker.files.info(wanted).etag
    engraver.edition = "two"

    assert counting.get(melody, "wav").edition == "two"

    after = counting.maker.files.info(wanted)
    assert after.etag is not None
    assert after.etag.endswith("-two")
    assert after.etag != before
    assert after.size == 4


def test_an_etag_is_known_before_the_file_is_made(
    counting: MakerUnderTest, engraver: Engraver
) -> None:
    melody = Melody.of(counting.maker.make(WANTED).recipe, counting.maker.make(WANTED).score)
    counting.library.save(melody)
    counting.drain()
    engraver.asked.clear()
    wanted = [counting.maker.file_request(melody, kind) for kind in BY_EXTENSION.values()]

    known = [counting.maker.files.info(one) for one in wanted]

    assert not engraver.asked
    assert len({one.etag for one in known}) == len(known)
    assert all(one.etag and one.etag.endswith("-one") for one in known)


def test_an_etag_is_left_out_where_nobody_can_tell_it(
    tested: MakerUnderTest, melody: Melody, services: Services, options: Options
) -> None:
    alone = a_maker(away(services), options, tested.library)
    wanted = alone.maker.file_request(melody, BY_EXTENSION["wav"])

    assert alone.maker.files.info(wanted).etag is None
