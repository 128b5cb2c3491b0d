"""What every earlier release made still opens, plays and prints, and can be asked for again."""

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from flask.testing import FlaskClient
from pydantic import TypeAdapter

from melodie import ENGINE_VERSION
from melodie.accompaniment import Accompaniment
from melodie.formats import FORMATS
from service1_frontend.services import Services
from service1_frontend.tests.apps import drain
from service1_frontend.tests.visitor import Page, Visitor
from service1_frontend.web.api import MelodyReply
from tests.flow.archiving import archives, melodies, reopened

IDS: Final = [path.stem for path in archives()]


class Stored(NamedTuple):
    """A melody as an earlier release stored it."""

    id: str
    recipe: dict[str, Any]
    score: dict[str, Any]


class Reopened(NamedTuple):
    """This release's frontend on an earlier one's database."""

    client: FlaskClient
    melodies: list[Stored]

    def replies(self) -> list[MelodyReply]:
        answers = [self.client.get(f"/api/v1/melodies/{stored.id}") for stored in self.melodies]
        assert {answer.status_code for answer in answers} == {200}
        return [MelodyReply.model_validate_json(answer.data) for answer in answers]


def reopen(archive: Path, folder: Path, services: Services, *, grown: bool = False) -> Reopened:
    app = reopened(archive, folder, services, grown=grown)
    with closing(sqlite3.connect(folder / "melodie.sqlite")) as database:
        rows = database.execute("SELECT id, recipe, score FROM melody").fetchall()
    return Reopened(
        app.test_client(), [Stored(i, json.loads(r), json.loads(s)) for i, r, s in rows]
    )


@pytest.fixture(params=archives(), ids=IDS, scope="module")
def archive(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def earlier(
    archive: Path, services: Services, tmp_path_factory: pytest.TempPathFactory
) -> Reopened:
    return reopen(archive, tmp_path_factory.mktemp("earlier"), services)


@pytest.fixture(scope="module")
def newer(archive: Path, services: Services, tmp_path_factory: pytest.TempPathFactory) -> Reopened:
    return reopen(archive, tmp_path_factory.mktemp("newer"), services, grown=True)


@pytest.fixture(scope="module")
def pages(earlier: Reopened) -> list[Page]:
    """The page of every melody."""
    paths = [f"/melodies/{stored.id}" for stored in earlier.melodies]
    return [Page(earlier.client.get(path)) for path in paths]


def test_every_engine_that_made_melodies_is_in_the_archive() -> None:
    engines = {name.split("-")[1] for name in IDS}
    assert engines >= {str(number) for number in range(1, int(ENGINE_VERSION))}


def test_the_archive_holds_melodies_of_every_kind(earlier: Reopened) -> None:
    stored = earlier.melodies
    assert {melody.recipe["name"] for melody in stored} == {asked["name"] for asked in melodies()}
    events = [e for melody in stored for bar in melody.score["bars"] for e in bar["events"]]
    assert any(event.get("tuplet") for event in events)
    assert any(event.get("tie") for event in events)
    assert any(event["pitch"] is None for event in events)
    assert len({melody.score["clef"] for melody in stored}) > 1
    assert any(melody.score["instrument"].get("chromatic") for melody in stored)


def test_some_melodies_are_accompanied_as_they_were(archive: Path, earlier: Reopened) -> None:
    stored = [melody.score.get("accompaniment") for melody in earlier.melodies]
    assert any(stored) is (int(archive.stem.split("-")[1]) >= 6)
    for before, reply in zip(stored, earlier.replies(), strict=True):
        now = reply.score.accompaniment
        told = TypeAdapter(Accompaniment).dump_python(now, mode="json") if now else None
        assert told == before


def test_every_page_opens_and_tells_name_and_seed(earlier: Reopened, pages: list[Page]) -> None:
    for stored, page in zip(earlier.melodies, pages, strict=True):
        assert page.status == 200
        assert stored.recipe["name"] in page.words
        assert str(stored.recipe["seed"]) in page.words


def test_a_page_says_which_engine_made_it_and_which_composes_now(
    earlier: Reopened, pages: list[Page]
) -> None:
    for stored, page in zip(earlier.melodies, pages, strict=True):
        made_by = stored.recipe["engine"]
        said = f"Engine {made_by} composed this melody" in page.words
        assert said == (made_by != ENGINE_VERSION)
        assert (f"Engine {ENGINE_VERSION} composes now" in page.words) == said


def test_its_recipe_sent_again_with_its_engine_is_told_what_became_of_it(
    earlier: Reopened,
) -> None:
    for reply in earlier.replies():
        recipe = reply.recipe.model_dump(mode="json")
        answer = earlier.client.post("/api/v1/melodies", json=recipe)
        if reply.recipe.engine == ENGINE_VERSION:
            assert answer.status_code == 201
        else:
            assert answer.status_code == 422
            assert f"engine {reply.recipe.engine} no longer" in answer.get_json()["detail"]
    drain(earlier.client.application)


def test_what_is_shown_is_what_was_stored(earlier: Reopened) -> None:
    for stored, reply in zip(earlier.melodies, earlier.replies(), strict=True):
        recipe = reply.recipe.model_dump(mode="json")
        assert {name: recipe[name] for name in stored.recipe} == stored.recipe
        bars = reply.score.bars
        assert [[str(e.pitch) if e.pitch else None for e in bar.events] for bar in bars] == [
            [event["pitch"] for event in bar["events"]] for bar in stored.score["bars"]
        ]
        assert [[str(e.duration) for e in bar.events] for bar in bars] == [
            [event["duration"] for event in bar["events"]] for bar in stored.score["bars"]
        ]


def test_it_can_be_had_as_every_kind_of_file(earlier: Reopened) -> None:
    every = {kind.extension for kind in FORMATS} - {"zip"}
    for stored in earlier.melodies:
        packed = earlier.client.get(f"/melodies/{stored.id}/all.zip")
        assert packed.status_code == 200
        with zipfile.ZipFile(io.BytesIO(packed.data)) as files:
            assert files.testzip() is None
            assert {name.rpartition(".")[2] for name in files.namelist()} == every
            assert all(found.file_size for found in files.infolist())


def test_what_nobody_knows_changes_nothing(earlier: Reopened, newer: Reopened) -> None:
    assert all("a_flag" in stored.score["bars"][0]["events"][0] for stored in newer.melodies)
    assert newer.replies() == earlier.replies()


def test_with_fields_that_nobody_knows_it_opens_plays_and_prints(newer: Reopened) -> None:
    for stored in newer.melodies:
        page = f"/melodies/{stored.id}"
        assert newer.client.get(page).status_code == 200
        for extension in ("pdf", "mid"):
            assert newer.client.get(f"{page}/x.{extension}").status_code == 200


def test_another_like_it_is_composed(earlier: Reopened) -> None:
    visitor = Visitor(earlier.client)
    for stored in earlier.melodies:
        shown = visitor.open(f"/melodies/{stored.id}")
        assert visitor.press().status == 303
        another = visitor.follow()
        assert another.words != shown.words
        assert f"/melodies/{stored.id}" not in visitor.response.text
    drain(earlier.client.application)


def test_the_form_is_filled_in_with_its_recipe(earlier: Reopened, pages: list[Page]) -> None:
    visitor = Visitor(earlier.client)
    for stored, page in zip(earlier.melodies, pages, strict=True):
        form = visitor.open(next(link for link in page.links if link.startswith("/?")))
        assert (form.status, form.faults) == (200, {})
        told = {n: str(v) for n, v in stored.recipe.items() if type(v) in {str, int}}
        assert form.fields.items() >= {n: v for n, v in told.items() if n != "engine"}.items()
        assert visitor.press(seed="").status == 303
    drain(earlier.client.application)
