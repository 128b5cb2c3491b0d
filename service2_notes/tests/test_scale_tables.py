"""Every offered scale has its row in each table that is keyed by scales, or needs none there."""

from collections.abc import Collection
from typing import Final

import pytest

from service2_notes.colours import MAJOR, RAISED, RAISES_SEVENTH
from service2_notes.harmony.grammars import BY_SCALE
from service2_notes.harmony.styled import grammar_of
from service2_notes.own_degrees import OWN
from service2_notes.parents import LENT, parent_of
from service2_notes.scales import MAJOR_DEGREES, SCALES, Scale

KEYED: Final[dict[str, Collection[str]]] = {
    "parents.LENT": (*LENT, *LENT.values()),
    "grammars.BY_SCALE": BY_SCALE,
    "own_degrees.OWN": OWN,
    "colours.RAISED": RAISED,
    "colours.MAJOR": MAJOR,
    "colours.RAISES_SEVENTH": (RAISES_SEVENTH,),
}
OFFERED: Final = [pytest.param(scale, id=scale.id) for scale in SCALES.values()]
SEVEN: Final = 7


def is_composed_in_major(scale: Scale) -> bool:
    return parent_of(scale).names == tuple(MAJOR_DEGREES)


@pytest.mark.parametrize("table", KEYED)
def test_a_table_names_no_scale_that_is_not_offered(table: str) -> None:
    assert set(KEYED[table]) <= set(SCALES)


@pytest.mark.parametrize("scale", OFFERED)
def test_a_scale_has_chords_of_its_own_or_is_composed_in_major(scale: Scale) -> None:
    assert scale.id in BY_SCALE or is_composed_in_major(scale)


@pytest.mark.parametrize("scale", OFFERED)
def test_chords_stand_on_degrees_of_the_scale_that_a_scale_is_composed_in(scale: Scale) -> None:
    grammar, size = grammar_of(scale.id), parent_of(scale).size
    roots = {root for moves in grammar.moves.values() for root in moves}
    roots |= {root for _, pair in grammar.preparations for root in pair}
    roots |= {*grammar.moves, *grammar.half, *grammar.after, *grammar.departure}
    assert roots <= set(range(size))


@pytest.mark.parametrize("scale", OFFERED)
def test_a_scale_is_composed_in_seven_degrees_or_has_chords_of_its_own(scale: Scale) -> None:
    assert parent_of(scale).size == SEVEN or scale.id in BY_SCALE


@pytest.mark.parametrize("scale", OFFERED)
def test_a_scale_of_seven_other_than_major_has_degrees_that_tell_it(scale: Scale) -> None:
    tells = len(scale.degrees) == SEVEN and not is_composed_in_major(scale)
    assert (scale.id in OWN) == tells
    assert set(OWN.get(scale.id, ())) <= set(range(len(scale.degrees)))


@pytest.mark.parametrize("scale", OFFERED)
def test_the_colours_of_major_are_for_every_scale_with_its_seven_notes(scale: Scale) -> None:
    assert (scale.id in MAJOR) == (scale.degrees == tuple(MAJOR_DEGREES))
    assert scale.id not in RAISED or "4" in scale.degrees
