from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Engine

from service1_frontend.library.families import Families
from service1_frontend.library.melodies import Library
from service1_frontend.tests.examples import a_melody, noon


def test_a_melody_knows_what_it_was_made_from_and_what_was_made_from_it(
    library: Library, engine: Engine
) -> None:
    parent = replace(a_melody(), created_at=noon() - timedelta(seconds=1))
    eldest, youngest = (
        replace(a_melody(), parent_id=parent.id, change='{"kind": "roll"}', created_at=noon() + age)
        for age in (timedelta(0), timedelta(seconds=1))
    )
    for melody in (parent, youngest, eldest):
        library.save(melody)

    assert library.find(youngest.id) == youngest
    family = [parent.id, eldest.id, youngest.id]
    assert [one.id for one in Families(engine).of(parent.id)] == family
    assert [one.id for one in Families(engine).of(youngest.id)][::2] == [parent.id, youngest.id]
