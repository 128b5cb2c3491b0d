"""The family of a melody is found from any of its members."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

from sqlalchemy import Engine, update

from service1_frontend.library.families import GENERATIONS, MOST, Families
from service1_frontend.library.melodies import Library
from service1_frontend.library.melody import Melody
from service1_frontend.library.models import MelodyRow
from service1_frontend.tests.examples import a_melody, noon

ages = count()


def made_from(parent: Melody | None, library: Library) -> Melody:
    melody = replace(
        a_melody(),
        parent_id=parent.id if parent else None,
        change='{"kind":"roll","what":"rhythm"}' if parent else None,
        created_at=noon() + timedelta(seconds=next(ages)),
    )
    library.save(melody)
    return melody


def test_all_relatives_are_found_from_each_of_them(library: Library, engine: Engine) -> None:
    root = made_from(None, library)
    left, right = made_from(root, library), made_from(root, library)
    grandchild = made_from(left, library)
    stranger = made_from(None, library)

    tree = [root.id, left.id, right.id, grandchild.id]
    for member in (root, left, right, grandchild):
        found = Families(engine).of(member.id)
        assert [one.id for one in found] == tree
    assert [one.parent_id for one in found] == [None, root.id, root.id, left.id]
    assert found[1].change is not None
    assert (found[1].change.what, found[1].name) == ("rhythm", "rainy tuesday")
    assert [one.id for one in Families(engine).of(stranger.id)] == [stranger.id]
    assert Families(engine).of("neverwasthis") == []


def test_a_melody_whose_parent_was_never_there_is_a_family_of_its_own(
    library: Library, engine: Engine
) -> None:
    orphan = replace(a_melody(), parent_id="neverwasthis")
    library.save(orphan)
    assert [one.id for one in Families(engine).of(orphan.id)] == [orphan.id]


def test_of_a_large_family_the_nearest_are_told_of(library: Library, engine: Engine) -> None:
    line = [made_from(None, library)]
    for _ in range(MOST + 20):
        line.append(made_from(line[-1], library))
    own = [melody.id for melody in line]
    assert [one.id for one in Families(engine).of(own[-1])] == own[-MOST:]
    assert [one.id for one in Families(engine).of(own[0])] == own[: GENERATIONS + 1]


def test_a_name_that_cannot_be_read_is_empty(library: Library, engine: Engine) -> None:
    odd = a_melody()
    library.save(odd)
    with engine.begin() as connection:
        connection.execute(update(MelodyRow).values(recipe="{}"))
    assert Families(engine).of(odd.id)[0].name == ""
