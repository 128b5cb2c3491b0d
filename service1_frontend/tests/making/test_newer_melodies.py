"""A file that lacks what a newer release would print is had, and not kept for good."""

import json
from dataclasses import replace
from typing import Final

import pytest
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from melodie.contract import APPLIED_HEADER, LENIENT
from melodie.errors import MelodyUnreadable
from service1_frontend.library.melodies import Library
from service1_frontend.library.melody import Melody
from service1_frontend.library.models import MelodyRow
from service1_frontend.recipes.options import Options
from service1_frontend.services import Services
from service1_frontend.tests.examples import a_melody, a_recipe
from service1_frontend.tests.makers import Engraver, MakerUnderTest, a_maker
from tests.builders import a_score

KINDS: Final = ("pdf", "wav")


@pytest.fixture
def engraver() -> Engraver:
    return Engraver()


@pytest.fixture
def tested(
    engraver: Engraver, services: Services, options: Options, library: Library
) -> MakerUnderTest:
    return a_maker(engraver.serving(services), options, library)


def newer(melody: Melody) -> Melody:
    """Return a melody that says more than this release knows."""
    score = json.loads(melody.score_json)
    score["bars"][0]["events"][0]["lyric"] = "la"
    return replace(melody, score_json=json.dumps(score))


def test_a_melody_made_here_is_not_read_again() -> None:
    score = a_score()
    melody = Melody.of(a_recipe(), score)

    assert melody.score is score
    assert melody.whole


def test_what_cannot_be_read_at_all_is_kept_and_said_to_be(library: Library) -> None:
    melody = a_melody()
    another_clef = melody.score_json.replace('"treble"', '"soprano"')
    library.save(replace(melody, score_json=another_clef))
    found = library.find(melody.id)

    with pytest.raises(MelodyUnreadable, match="is kept") as raised:
        found.score  # noqa: B018  # to read it is the point

    assert (raised.value.status, raised.value.retry_after) == (503, 60)


def test_a_recipe_that_cannot_be_read_is_kept_and_said_to_be(
    library: Library, engine: Engine
) -> None:
    melody = a_melody()
    library.save(melody)
    with Session(engine) as session, session.begin():
        session.execute(update(MelodyRow).values(recipe='{"name": 7}'))

    with pytest.raises(MelodyUnreadable, match="is kept"):
        library.find(melody.id)


@pytest.mark.parametrize("kind", KINDS)
def test_this_process_alone_keeps_a_file_of_a_newer_melody(
    tested: MakerUnderTest, engraver: Engraver, kind: str
) -> None:
    melody = newer(a_melody())
    tested.library.save(melody)

    assert not melody.whole
    assert tested.read(melody, kind) == tested.read(melody, kind) == engraver.body
    assert engraver.asked.total() == 1
    assert tested.library.look_up(melody.id, kind) is None


@pytest.mark.parametrize("kind", KINDS)
def test_what_an_older_engraver_passed_over_is_made_again(
    tested: MakerUnderTest, engraver: Engraver, kind: str
) -> None:
    melody = a_melody()
    tested.library.save(melody)
    engraver.headers = {APPLIED_HEADER: LENIENT}
    assert tested.read(melody, kind) == engraver.body

    engraver.headers, engraver.body = {}, b"whole"

    assert tested.read(melody, kind) == b"whole"
    engraver.body = b"another"
    assert tested.read(melody, kind) == b"whole"
