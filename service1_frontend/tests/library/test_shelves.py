from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session

from melodie.errors import InvalidInput, StoreUnavailable
from service1_frontend.library import shelves as shelves_module
from service1_frontend.library.contents import InMemory
from service1_frontend.library.melodies import Library
from service1_frontend.library.melody import Melody, new_id
from service1_frontend.library.models import ShelfMelodyRow, ShelfRow
from service1_frontend.library.shelf import (
    Listing,
    Search,
    is_secret,
    new_secret,
    searchable,
)
from service1_frontend.library.shelf_lists import ShelfLists
from service1_frontend.library.shelves import Shelves
from service1_frontend.tests.examples import NAMES, a_melody


@pytest.fixture
def shelves(engine: Engine) -> Shelves:
    return Shelves(engine)


@pytest.fixture
def lists(engine: Engine) -> ShelfLists:
    return ShelfLists(engine)


@pytest.fixture
def secret() -> str:
    return new_secret()


def saved(library: Library, name: str = "rainy tuesday") -> Melody:
    melody = a_melody(name=name)
    library.save(melody)
    return melody


def listed(lists: ShelfLists, secret: str, search: Search | None = None) -> Listing:
    return lists.find(secret, search or Search(), 0, 100)


def names(lists: ShelfLists, secret: str, search: Search | None = None) -> list[str]:
    return [one.name for one in listed(lists, secret, search).melodies]


@contextmanager
def later(engine: Engine, by: timedelta) -> Iterator[None]:
    """As if so much time had passed since everything that was taken off."""
    with Session(engine) as session, session.begin():
        for row in session.scalars(select(ShelfMelodyRow)):
            if row.removed_at is not None:
                row.removed_at -= by
    yield


def test_a_shelf_lists_what_was_put_on_it_newest_first(
    library: Library, shelves: Shelves, lists: ShelfLists, secret: str
) -> None:
    assert lists.size(secret) is None
    for name in ("first", "second", "third"):
        shelves.put(secret, saved(library, name), "made")

    assert names(lists, secret) == ["third", "second", "first"]
    assert lists.size(secret) == 3
    one = listed(lists, secret).melodies[0]
    assert (one.key, one.metre, one.how) == ("C major", "4/4", "made")
    assert one.put_at.tzinfo is not None


def test_the_database_does_not_know_what_opens_a_shelf(
    library: Library, shelves: Shelves, engine: Engine, secret: str
) -> None:
    shelves.put(secret, saved(library), "made")

    with Session(engine) as session:
        kept = session.scalars(select(ShelfRow.id)).all()
    assert secret not in kept[0]
    assert is_secret(secret)
    assert not is_secret(kept[0])


def test_a_melody_moves_up_only_for_a_stronger_reason(
    library: Library, shelves: Shelves, lists: ShelfLists, secret: str
) -> None:
    old = saved(library, "old")
    for melody in (old, saved(library, "new")):
        shelves.put(secret, melody, "made")

    shelves.put(secret, old, "opened")
    shelves.put(secret, old, "made")
    assert names(lists, secret) == ["new", "old"]

    shelves.put(secret, old, "kept")
    assert names(lists, secret) == ["old", "new"]
    assert listed(lists, secret).melodies[0].how == "kept"


def test_what_is_taken_off_can_be_put_back_for_a_minute(
    library: Library, shelves: Shelves, lists: ShelfLists, engine: Engine, secret: str
) -> None:
    melody, other = saved(library), saved(library, "other")
    shelves.put(secret, melody, "kept")
    shelves.put(secret, other, "made")
    before = listed(lists, secret)

    assert shelves.remove(secret, melody.id)
    assert not shelves.remove(secret, melody.id)
    assert names(lists, secret) == ["other"]
    assert [one.melody_id for one in listed(lists, secret).removed] == [melody.id]
    assert shelves.put_back(secret, melody.id)
    assert listed(lists, secret) == before

    shelves.remove(secret, melody.id)
    with later(engine, timedelta(seconds=61)):
        assert not shelves.put_back(secret, melody.id)
        assert listed(lists, secret).removed == ()
    shelves.put(secret, melody, "opened")
    assert listed(lists, secret).melodies[0].how == "opened"
    assert library.find(melody.id) == melody


def test_shelves_know_nothing_of_each_other(
    library: Library, shelves: Shelves, lists: ShelfLists, secret: str
) -> None:
    melody = saved(library)
    shelves.put(secret, melody, "made")

    assert not shelves.remove(new_secret(), melody.id)
    assert listed(lists, new_secret()) == Listing((), 0, 0, (), (), ())
    assert lists.size(secret) == 1


@pytest.mark.parametrize(
    ("looked_for", "found"),
    [
        (Search(), ["Crème Brûlée", "100 % blue_ish", "ΣΊΣΥΦΟΣ"]),
        (Search(name="creme"), ["Crème Brûlée"]),
        (Search(name="BRÛLÉE "), ["Crème Brûlée"]),
        (Search(name="%"), ["100 % blue_ish"]),
        (Search(name="e_i"), ["100 % blue_ish"]),
        (Search(name="σίσυφος"), ["ΣΊΣΥΦΟΣ"]),
        (Search(name="' OR 1=1 --"), []),
        (Search(key="C major"), ["Crème Brûlée", "100 % blue_ish", "ΣΊΣΥΦΟΣ"]),
        (Search(key="D major"), []),
        (Search(metre="4/4", name="blue"), ["100 % blue_ish"]),
        (Search(metre="3/4"), []),
    ],
)
def test_melodies_are_found_by_name_key_and_metre(
    library: Library, engine: Engine, secret: str, looked_for: Search, found: list[str]
) -> None:
    shelves, lists = Shelves(engine), ShelfLists(engine)
    for name in ("ΣΊΣΥΦΟΣ", "100 % blue_ish", "Crème Brûlée"):
        shelves.put(secret, saved(library, name), "made")

    assert names(lists, secret, looked_for) == found
    listing = listed(lists, secret, looked_for)
    assert (listing.found, listing.standing) == (len(found), 3)
    assert (listing.keys, listing.metres) == (("C major",), ("4/4",))


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_found_by_itself(
    library: Library, shelves: Shelves, lists: ShelfLists, secret: str, name: str
) -> None:
    melody = saved(library, name)
    shelves.put(secret, melody, "made")

    assert names(lists, secret, Search(name=name)) == [melody.recipe.name]


def test_a_name_is_looked_for_in_bounded_time() -> None:
    assert len(searchable("\u0301" * 1_000_000 + "ﷺ" * 1_000_000)) < 10_000


def test_melodies_are_added_by_their_ids_in_order(
    library: Library, shelves: Shelves, lists: ShelfLists, secret: str
) -> None:
    kept, made, here = (saved(library, name) for name in ("kept", "made", "here"))
    shelves.put(secret, here, "made")

    known = shelves.add(
        secret, {kept.id: "kept", made.id: "made", here.id: "kept", new_id(): "made"}
    )

    assert known == 3
    assert [(one.name, one.how) for one in listed(lists, secret).melodies] == [
        ("kept", "kept"),
        ("made", "made"),
        ("here", "made"),
    ]


def test_two_shelves_are_brought_together(
    library: Library, shelves: Shelves, lists: ShelfLists, secret: str
) -> None:
    other, both = new_secret(), saved(library, "both")
    shelves.put(other, saved(library, "theirs"), "kept")
    for shelf in (secret, other):
        shelves.put(shelf, both, "made")

    shelves.bring_together(secret, other)

    assert sorted(names(lists, secret)) == ["both", "theirs"]
    assert sorted(names(lists, other)) == ["both", "theirs"]


def test_a_full_shelf_lets_go_of_what_was_only_opened_and_then_says_so(
    library: Library,
    shelves: Shelves,
    lists: ShelfLists,
    secret: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shelves_module, "MOST", 2)
    shelves.put(secret, saved(library, "opened"), "opened")
    shelves.put(secret, saved(library, "kept"), "kept")
    shelves.put(secret, saved(library, "made"), "made")
    assert names(lists, secret) == ["made", "kept"]

    for change in (
        lambda: shelves.put(secret, saved(library), "kept"),
        lambda: shelves.add(secret, {saved(library).id: "kept"}),
    ):
        with pytest.raises(InvalidInput, match="2"):
            change()
    assert names(lists, secret) == ["made", "kept"]


def test_a_melody_put_on_a_new_shelf_by_eight_at_once_stands_there_once(
    library: Library, shelves: Shelves, lists: ShelfLists, secret: str
) -> None:
    melodies = [saved(library, f"number {number}") for number in range(4)] * 2

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda melody: shelves.put(secret, melody, "made"), melodies))

    assert sorted(names(lists, secret)) == [f"number {number}" for number in range(4)]


def test_what_no_release_can_read_is_not_put_on(
    library: Library, shelves: Shelves, lists: ShelfLists, engine: Engine, secret: str
) -> None:
    melody = saved(library)
    odd = Melody(melody.id, melody.recipe, '{"key": 7}', melody.created_at)

    with pytest.raises(ValueError, match="key"):
        shelves.put(secret, odd, "made")
    assert lists.size(secret) is None


def test_kept_files_are_told_of_together(library: Library, lists: ShelfLists) -> None:
    one, two = saved(library), saved(library)
    library.keep(one.id, "pdf", InMemory("1", b"%PDF"))
    library.keep(two.id, "svg", InMemory("1", b"<svg/>"))

    assert lists.kept_files([one.id, two.id], ["pdf", "mid"]) == {(one.id, "pdf")}


def test_a_database_that_is_away_is_said_to_be(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/no/such/folder/x.sqlite")
    shelves, lists, secret = Shelves(engine), ShelfLists(engine), new_secret()

    for call in (
        lambda: shelves.put(secret, a_melody(), "made"),
        lambda: shelves.remove(secret, new_id()),
        lambda: lists.size(secret),
        lambda: listed(lists, secret),
    ):
        with pytest.raises(StoreUnavailable):
            call()
