import hashlib
import json
import sqlite3
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import Engine, create_engine, select, text, update
from sqlalchemy.orm import Session

from melodie import ENGINE_VERSION
from melodie.errors import NotFound, StoreUnavailable
from service1_frontend.library.contents import InMemory
from service1_frontend.library.melodies import MAX_KEPT, KeptFile, Library
from service1_frontend.library.melody import ALPHABET, Melody, new_id
from service1_frontend.library.models import FileRow, MelodyRow
from service1_frontend.tests.examples import EARLIER, NAMES, a_melody, a_recipe, noon
from tests.builders import a_score

THREADS = 8
OLD_MELODY = """
INSERT INTO melody (id, recipe, score, created_at) VALUES (:id, '{}', '{}', '2026-01-01')
"""
OLD_INSERT = """
INSERT INTO file (melody_id, extension, content, sha256) VALUES (:id, 'pdf', :content, :sha256)
"""


def save_with(library: Library, melody: Melody, files: Mapping[str, bytes]) -> None:
    library.save(melody)
    for name, content in files.items():
        library.keep(melody.id, name, InMemory("1", content))


def bytes_of(library: Library, melody_id: str, name: str) -> bytes | None:
    found = library.file(melody_id, name)
    return None if found is None else found.content


@pytest.mark.parametrize("name", NAMES)
def test_a_melody_is_found_as_it_was_saved(library: Library, name: str) -> None:
    saved = replace(a_melody(name=name), created_at=noon())

    library.save(saved)

    assert library.find(saved.id) == saved
    assert library.find(saved.id).score == a_score()


def test_a_recipe_of_before_there_were_styles_is_read(library: Library, engine: Engine) -> None:
    saved = a_melody()
    library.save(saved)
    with Session(engine) as session, session.begin():
        session.execute(update(MelodyRow).values(recipe=json.dumps(EARLIER)))

    recipe = library.find(saved.id).recipe

    assert recipe.model_dump(include=set(EARLIER)) == EARLIER
    assert (recipe.style, recipe.density, recipe.pickup, recipe.lowest) == ("song", 50, False, None)


def test_what_is_at_its_default_is_not_stored(library: Library, engine: Engine) -> None:
    library.save(a_melody(leaps=51))

    with Session(engine) as session:
        row = session.execute(select(MelodyRow)).scalar_one()
    recipe, score = json.loads(row.recipe), json.loads(row.score)

    assert recipe["leaps"] == 51
    assert recipe["engine"] == ENGINE_VERSION
    assert not {"style", "density", "pickup", "lowest"} & set(recipe)
    assert score["bars"][0] == {
        "events": [{"pitch": pitch, "duration": "1/4"} for pitch in ("C4", "D4", "E4", "C4")]
    }


def test_what_a_newer_release_has_stored_is_read_without_what_it_added(
    library: Library, engine: Engine
) -> None:
    melody = a_melody()
    library.save(melody)
    more = json.loads(melody.score_json)
    more["bars"][0]["events"][0]["new"] = {"inside": [1]}
    recipe = json.loads(melody.recipe.model_dump_json()) | {"new": 7}
    with Session(engine) as session, session.begin():
        session.execute(update(MelodyRow).values(recipe=json.dumps(recipe), score=json.dumps(more)))

    found = library.find(melody.id)

    assert (found.recipe, found.score) == (melody.recipe, a_score())


def test_a_moment_is_the_same_moment_whatever_its_zone(library: Library) -> None:
    in_the_east = noon().astimezone(timezone(timedelta(hours=9)))
    saved = replace(a_melody(), created_at=in_the_east)

    library.save(saved)

    assert library.find(saved.id).created_at == noon()


def test_ids_that_differ_only_in_case_are_two_melodies(library: Library) -> None:
    lower = replace(a_melody(name="lower"), id="abcdefghijkl")
    upper = replace(a_melody(name="upper"), id="ABCDEFGHIJKL")

    save_with(library, lower, {"pdf": b"l"})
    save_with(library, upper, {"pdf": b"u"})

    assert library.find(lower.id).recipe.name == "lower"
    assert library.find(upper.id).recipe.name == "upper"
    assert (bytes_of(library, lower.id, "pdf"), bytes_of(library, upper.id, "pdf")) == (b"l", b"u")


@pytest.mark.parametrize(
    "wrong", ["", "x", "abcdefghijkl", "abcdefghijkl ", "a" * 13, "é" * 12, "\0" * 12, "' OR 1=1--"]
)
def test_an_id_of_no_melody_is_not_found(library: Library, wrong: str) -> None:
    with pytest.raises(NotFound):
        library.find(wrong)


def test_melodies_are_counted(library: Library) -> None:
    assert library.count() == 0

    save_with(library, a_melody(), {"pdf": b"%PDF", "mid": b"MThd"})
    library.save(a_melody())

    assert library.count() == 2


def test_files_come_back_byte_for_byte(library: Library) -> None:
    melody = a_melody()
    every_byte = bytes(range(256)) * 300  # more than a plain BLOB of MySQL holds

    save_with(library, melody, {"pdf": every_byte, "mid": b""})

    assert bytes_of(library, melody.id, "pdf") == every_byte
    assert bytes_of(library, melody.id, "mid") == b""
    assert bytes_of(library, melody.id, "svg") is None


def test_a_long_score_comes_back_whole(library: Library) -> None:
    longest = a_score(bars=a_score().bars * 64)
    melody = replace(a_melody(), score_json=a_melody().of(a_recipe(), longest).score_json)

    library.save(melody)

    assert library.find(melody.id).score == longest


def test_the_first_file_kept_stays_for_ever(library: Library) -> None:
    melody = a_melody()
    library.save(melody)

    kept = [library.keep(melody.id, "pdf", InMemory(e, e.encode())) for e in ("1", "2")]

    assert kept == [InMemory("1", b"1")] * 2
    assert library.file(melody.id, "pdf") == InMemory("1", b"1")


def test_a_kept_file_is_told_of_without_being_read(library: Library) -> None:
    melody = a_melody()
    save_with(library, melody, {"pdf": "é".encode() * 1000})

    assert library.look_up(melody.id, "pdf") == KeptFile("1", 2000)
    assert library.look_up(melody.id, "mid") is None


def test_the_largest_file_fits_and_a_larger_one_is_left_out(library: Library) -> None:
    melody = a_melody()
    save_with(library, melody, {"pdf": b"x" * MAX_KEPT, "mid": b"x" * (MAX_KEPT + 1)})

    library.keep(melody.id, "mp3", InMemory("1", b"x" * (MAX_KEPT + 1)))

    assert len(bytes_of(library, melody.id, "pdf") or b"") == MAX_KEPT
    assert bytes_of(library, melody.id, "mid") is None
    assert library.file(melody.id, "mp3") is None


def test_a_damaged_file_counts_as_lost(library: Library, engine: Engine) -> None:
    melody = a_melody()
    save_with(library, melody, {"pdf": b"%PDF"})
    with Session(engine) as session, session.begin():
        session.execute(update(FileRow).values(content=b"%PDX"))

    assert bytes_of(library, melody.id, "pdf") is None


def test_a_damaged_file_is_replaced_by_one_made_again(library: Library, engine: Engine) -> None:
    melody = a_melody()
    save_with(library, melody, {"pdf": b"%PDF"})
    with Session(engine) as session, session.begin():
        session.execute(update(FileRow).values(content=b"%PDX"))

    library.keep(melody.id, "pdf", InMemory("2", b"%PDF"))

    assert library.file(melody.id, "pdf") == InMemory("2", b"%PDF")


def test_a_file_of_before_there_were_editions_is_read(empty: Engine) -> None:
    upgrade(revision="0002")
    melody, digest = a_melody(), hashlib.sha256(b"%PDF").hexdigest()
    library = Library(empty)
    with empty.begin() as connection:
        connection.execute(text(OLD_MELODY), {"id": melody.id})
        row = {"id": melody.id, "content": b"%PDF", "sha256": digest}
        connection.execute(text(OLD_INSERT), row)

    upgrade()

    assert library.file(melody.id, "pdf") == InMemory("", b"%PDF")


def test_an_id_is_never_given_twice(library: Library) -> None:
    melody = a_melody()
    save_with(library, melody, {"pdf": b"first"})

    with pytest.raises(StoreUnavailable):
        library.save(replace(a_melody(name="other"), id=melody.id))

    assert library.find(melody.id) == replace(melody, created_at=library.find(melody.id).created_at)
    assert bytes_of(library, melody.id, "pdf") == b"first"


def test_eight_threads_save_find_and_keep_at_once(library: Library) -> None:
    shared = a_melody(name="shared")
    library.save(shared)

    def work(number: int) -> tuple[str, bytes | None]:
        melody = a_melody(name=f"number {number}")
        save_with(library, melody, {"pdf": b"%PDF" * 1000, "mid": bytes([number])})
        library.keep(shared.id, "svg", InMemory("1", b"<svg/>"))
        return library.find(melody.id).recipe.name, bytes_of(library, melody.id, "mid")

    with ThreadPoolExecutor(THREADS) as pool:
        done = list(pool.map(work, range(5 * THREADS)))

    assert done == [(f"number {n}", bytes([n])) for n in range(5 * THREADS)]
    assert library.count() == 5 * THREADS + 1
    assert bytes_of(library, shared.id, "svg") == b"<svg/>"


def test_ids_are_twelve_letters_and_digits_and_do_not_repeat() -> None:
    drawn = {new_id() for _ in range(2000)}

    assert len(drawn) == 2000
    assert {len(drawn_id) for drawn_id in drawn} == {12}
    assert set("".join(drawn)) == set(ALPHABET)


def test_a_database_that_is_away_is_said_to_be(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/no/such/folder/x.sqlite")
    library = Library(engine)

    for call in (
        library.count,
        lambda: library.find(new_id()),
        lambda: library.file(new_id(), "pdf"),
        lambda: library.look_up(new_id(), "pdf"),
        lambda: library.save(a_melody()),
        lambda: library.keep(new_id(), "pdf", InMemory("1", b"")),
    ):
        with pytest.raises(StoreUnavailable):
            call()


def test_a_file_of_no_melody_is_not_kept(library: Library) -> None:
    missing = new_id()

    library.keep(missing, "svg", InMemory("1", b"<svg/>"))

    assert bytes_of(library, missing, "svg") is None


def test_a_melody_just_made_was_made_now() -> None:
    before = datetime.now(UTC)

    assert before <= a_melody().created_at <= datetime.now(UTC)


def test_sqlite_readers_go_on_while_one_writes(migrated: Path) -> None:
    with sqlite3.connect(migrated) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
