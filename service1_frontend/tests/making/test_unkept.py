"""A page is shown before its melody's files are kept, and what is not kept is no loss."""

from threading import Event

import pytest
from flask import Response
from sqlalchemy import Engine

from melodie.errors import StoreUnavailable
from service1_frontend.library.contents import InMemory
from service1_frontend.library.melodies import Library
from service1_frontend.library.melody import Melody
from service1_frontend.making.unkept import Unkept
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.request import RecipeRequest
from service1_frontend.services import Services
from service1_frontend.tests.makers import Engraver, a_maker, whole

WANTED = RecipeRequest(name="x", bars=1, seed=7)
FILE = InMemory("1", b"file")


class Slow(Library):
    """Records a melody and keeps a file when it is told to."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.may_save, self.may_keep = Event(), Event()

    def save(self, melody: Melody) -> None:
        assert self.may_save.wait(10)
        super().save(melody)

    def keep(self, melody_id: str, name: str, made: InMemory) -> InMemory:
        assert self.may_keep.wait(10)
        return super().keep(melody_id, name, made)


class Refusing(Library):
    """Records no melody."""

    def save(self, melody: Melody) -> None:
        raise StoreUnavailable(melody.id)


def test_a_picture_is_shown_before_it_is_kept(
    services: Services, options: Options, engine: Engine
) -> None:
    library = Slow(engine)
    library.may_save.set()
    tested = a_maker(Engraver(b"<svg/>").serving(services), options, library)

    melody = tested.maker.make(WANTED, to_be_seen=True)

    shown = tested.maker.picture(melody)
    assert shown is not None
    assert whole(shown) == tested.read(melody, "svg") == b"<svg/>"
    assert library.look_up(melody.id, "svg") is None
    library.may_keep.set()
    tested.drain()
    assert library.look_up(melody.id, "svg") is not None


def test_a_picture_is_drawn_while_its_melody_is_recorded(
    services: Services, options: Options, engine: Engine
) -> None:
    library, engraver = Slow(engine), Engraver(b"<svg/>")
    library.may_keep.set()
    tested = a_maker(engraver.serving(services), options, library)

    @engraver.app.after_request
    def go_on(answer: Response) -> Response:
        library.may_save.set()
        return answer

    melody = tested.maker.make(WANTED, to_be_seen=True)

    assert library.find(melody.id) == melody


def test_where_a_melody_is_not_recorded_its_picture_is_kept_nowhere(
    services: Services, options: Options, engine: Engine
) -> None:
    library, engraver = Refusing(engine), Engraver(b"<svg/>")
    tested = a_maker(engraver.serving(services), options, library)

    with pytest.raises(StoreUnavailable) as refused:
        tested.maker.make(WANTED, to_be_seen=True)

    tested.drain()
    assert engraver.asked["application/pdf"] == 0
    assert library.look_up(refused.value.detail, "svg") is None


def test_one_caller_keeps_a_file_and_all_find_it_meanwhile() -> None:
    unkept = Unkept()
    unkept.put("key", FILE)

    with unkept.claim("key") as first, unkept.claim("key") as second:
        assert (first, second) == (FILE, None)
        assert unkept.get("key") == FILE

    assert unkept.get("key") is None


def test_so_many_files_wait_to_be_kept_and_no_more() -> None:
    unkept = Unkept(most=2)
    for key in range(5):
        unkept.put(key, FILE)

    assert [key for key in range(5) if unkept.get(key)] == [3, 4]
