import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import Engine, create_engine, update
from sqlalchemy.orm import Session

from melodie.errors import NotFound, StoreUnavailable
from service1_frontend.melodies import ALPHABET, MAX_KEPT, Library, new_id
from service1_frontend.models import FileRow, MelodyRow
from service1_frontend.tests.examples import EARLIER, NAMES, a_melody, a_recipe, noon
from tests.builders import a_score

THREADS = 8


@pytest.mark.parametrize("name", NAMES)
def test_a_melody_is_found_as_it_was_saved(library: Library, name: str) -> None:
    saved = replace(a_melody(name=name), created_at=noon())

    library.save(saved, {})

    assert library.find(saved.id) == saved
    assert library.find(saved.id).score == a_score()


def test_a_recipe_of_before_there_were_styles_is_read(library: Library, engine: Engine) -> None:
    saved = a_melody()
    library.save(saved, {})
    with Session(engine) as session, session.begin():
        session.execute(update(MelodyRow).values(recipe=json.dumps(EARLIER)))

    recipe = library.find(saved.id).recipe

    assert recipe.model_dump(include=set(EARLIER)) == EARLIER
    assert (recipe.style, recipe.density, recipe.pickup, recipe.lowest) == ("song", 50, False, None)


def test_a_moment_is_the_same_moment_whatever_its_zone(library: Library) -> None:
    in_the_east = noon().astimezone(timezone(timedelta(hours=9)))
    saved = replace(a_melody(), created_at=in_the_east)

    library.save(saved, {})

    assert library.find(saved.id).created_at == noon()


def test_ids_that_differ_only_in_case_are_two_melodies(library: Library) -> None:
    lower = replace(a_melody(name="lower"), id="abcdefghijkl")
    upper = replace(a_melody(name="upper"), id="ABCDEFGHIJKL")

    library.save(lower, {"pdf": b"l"})
    library.save(upper, {"pdf": b"u"})

    assert library.find(lower.id).recipe.name == "lower"
    assert library.find(upper.id).recipe.name == "upper"
    assert (library.file(lower.id, "pdf"), library.file(upper.id, "pdf")) == (b"l", b"u")


@pytest.mark.parametrize(
    "wrong", ["", "x", "abcdefghijkl", "abcdefghijkl ", "a" * 13, "é" * 12, "\0" * 12, "' OR 1=1--"]
)
def test_an_id_of_no_melody_is_not_found(library: Library, wrong: str) -> None:
    with pytest.raises(NotFound):
        library.find(wrong)


def test_melodies_are_counted(library: Library) -> None:
    assert library.count() == 0

    library.save(a_melody(), {"pdf": b"%PDF", "mid": b"MThd"})
    library.save(a_melody(), {})

    assert library.count() == 2


def test_files_come_back_byte_for_byte(library: Library) -> None:
    melody = a_melody()
    every_byte = bytes(range(256)) * 300  # more than a plain BLOB of MySQL holds

    library.save(melody, {"pdf": every_byte, "mid": b""})

    assert library.file(melody.id, "pdf") == every_byte
    assert library.file(melody.id, "mid") == b""
    assert library.file(melody.id, "svg") is None


def test_a_long_score_comes_back_whole(library: Library) -> None:
    longest = a_score(bars=a_score().bars * 64)
    melody = replace(a_melody(), score_json=a_melody().of(a_recipe(), longest).score_json)

    library.save(melody, {})

    assert library.find(melody.id).score == longest


def test_a_kept_file_replaces_the_one_before(library: Library) -> None:
    melody = a_melody()
    library.save(melody, {"pdf": b"first"})

    library.keep(melody.id, "pdf", b"second")
    library.keep(melody.id, "svg", b"<svg/>")

    assert library.file(melody.id, "pdf") == b"second"
    assert library.file(melody.id, "svg") == b"<svg/>"


def test_the_largest_file_fits_and_a_larger_one_is_left_out(library: Library) -> None:
    melody = a_melody()
    library.save(melody, {"pdf": b"x" * MAX_KEPT, "mid": b"x" * (MAX_KEPT + 1)})

    library.keep(melody.id, "mp3", b"x" * (MAX_KEPT + 1))

    assert len(library.file(melody.id, "pdf") or b"") == MAX_KEPT
    assert library.file(melody.id, "mid") is None
    assert library.file(melody.id, "mp3") is None


def test_a_damaged_file_counts_as_lost(library: Library, engine: Engine) -> None:
    melody = a_melody()
    library.save(melody, {"pdf": b"%PDF"})
    with Session(engine) as session, session.begin():
        session.execute(update(FileRow).values(content=b"%PDX"))

    assert library.file(melody.id, "pdf") is None


def test_nothing_is_recorded_when_a_file_cannot_be(empty: Engine) -> None:
    upgrade(revision="0001")  # a table for melodies, but none for files
    library = Library(empty)

    with pytest.raises(StoreUnavailable):
        library.save(a_melody(), {"pdf": b"%PDF"})

    assert library.count() == 0


def test_an_id_is_never_given_twice(library: Library) -> None:
    melody = a_melody()
    library.save(melody, {"pdf": b"first"})

    with pytest.raises(StoreUnavailable):
        library.save(replace(a_melody(name="other"), id=melody.id), {"pdf": b"second"})

    assert library.find(melody.id) == replace(melody, created_at=library.find(melody.id).created_at)
    assert library.file(melody.id, "pdf") == b"first"


def test_eight_threads_save_find_and_keep_at_once(library: Library) -> None:
    shared = a_melody(name="shared")
    library.save(shared, {})

    def work(number: int) -> tuple[str, bytes | None]:
        melody = a_melody(name=f"number {number}")
        library.save(melody, {"pdf": b"%PDF" * 1000, "mid": bytes([number])})
        library.keep(shared.id, "svg", b"<svg/>")
        return library.find(melody.id).recipe.name, library.file(melody.id, "mid")

    with ThreadPoolExecutor(THREADS) as pool:
        done = list(pool.map(work, range(5 * THREADS)))

    assert done == [(f"number {n}", bytes([n])) for n in range(5 * THREADS)]
    assert library.count() == 5 * THREADS + 1
    assert library.file(shared.id, "svg") == b"<svg/>"


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
        lambda: library.save(a_melody(), {}),
        lambda: library.keep(new_id(), "pdf", b""),
    ):
        with pytest.raises(StoreUnavailable):
            call()


def test_a_file_of_no_melody_is_not_kept(library: Library) -> None:
    missing = new_id()

    library.keep(missing, "svg", b"<svg/>")

    assert library.file(missing, "svg") is None


def test_a_melody_just_made_was_made_now() -> None:
    before = datetime.now(UTC)

    assert before <= a_melody().created_at <= datetime.now(UTC)


def test_sqlite_readers_go_on_while_one_writes(migrated: Path) -> None:
    with sqlite3.connect(migrated) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
