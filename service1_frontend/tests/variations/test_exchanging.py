"""One note is exchanged, and nothing else moves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from melodie.errors import InvalidInput
from melodie.pitch import Pitch
from melodie.sounding import sounding_notes
from service1_frontend.tests.variations.stored import services, tune, tunes
from service1_frontend.variations.exchanging import alternatives, exchanged
from service1_frontend.variations.tune import Tune


@given(st.sampled_from(tunes()), st.data())
@settings(max_examples=80)
def test_only_one_note_is_another(of: Tune, data: st.DataObject) -> None:
    notes = sounding_notes(of.score)
    number = data.draw(st.integers(1, len(notes)))
    offered = alternatives(of, number, services())
    assert 2 <= len(offered) <= 6
    made = exchanged(of, number, data.draw(st.sampled_from(offered)))
    moved = [
        a.number for a, b in zip(notes, sounding_notes(made), strict=True) if a.pitch != b.pitch
    ]
    assert moved == [number]
    assert [bar.form for bar in made.bars] == [bar.form for bar in of.score.bars]
    changed = [n for n, bar in enumerate(made.bars) if bar != of.score.bars[n]]
    assert 1 <= len(changed) <= 2  # a tie may hold it over a barline


def test_a_note_outside_the_scale_is_marked_as_one() -> None:
    of = tune("First light")
    made = exchanged(of, 1, Pitch.parse("F#5"))
    assert made.bars[0].events[0].foreign
    assert not exchanged(of, 1, Pitch.parse("F5")).bars[0].events[0].foreign


@pytest.mark.parametrize("number", [0, 999])
def test_a_note_that_is_not_there_is_refused(number: int) -> None:
    with pytest.raises(InvalidInput):
        alternatives(tune("First light"), number, services())


def test_the_note_that_there_is_is_no_exchange() -> None:
    of = tune("First light")
    first = sounding_notes(of.score)[0].pitch
    with pytest.raises(InvalidInput):
        exchanged(of, 1, first)
