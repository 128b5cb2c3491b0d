"""Bars of as many notes as are asked for."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from melodie.contract import KeptRhythm, RhythmBar, RhythmRequest
from melodie.errors import InvalidInput
from melodie.form import BarForm
from melodie.sounding import note_numbers
from service3_rhythm.composing import compose
from service3_rhythm.tests.requests import a_request, any_request


def notes(bar: RhythmBar) -> int:
    numbers = note_numbers((not event.rest, event.tie) for event in bar.events)
    return max((number for number in numbers if number), default=0)


@given(st.lists(st.integers(2, 5), min_size=8, max_size=8), st.integers(0, 2**53 - 1))
@settings(max_examples=60)
def test_every_bar_has_as_many_notes_as_are_asked_for(counts: list[int], seed: int) -> None:
    made = compose(a_request(bars=8, seed=seed, rests=90).model_copy(update={"counts": counts}))
    assert [notes(bar) for bar in made.bars] == counts


@given(any_request(), st.data())
@settings(max_examples=100)
def test_any_number_is_met_as_nearly_as_the_note_values_allow(
    wanted: RhythmRequest, data: st.DataObject
) -> None:
    length = wanted.bars + wanted.pickup
    counts = data.draw(st.lists(st.integers(0, 40), min_size=length, max_size=length))
    made = compose(wanted.model_copy(update={"counts": tuple(counts)}))
    assert len(made.bars) == length


@pytest.mark.parametrize("style", ["song", "hymn", "blues", "dance", "riff"])
@pytest.mark.parametrize("bars", [2, 8])
def test_the_last_bar_does_not_end_in_short_notes_after_a_rest(style: str, bars: int) -> None:
    for seed in range(30):
        wanted = a_request(bars=bars, seed=seed, style=style)
        made = compose(wanted.model_copy(update={"counts": (4,) * (bars - 1) + (3,)}))
        assert notes(made.bars[-1]) == 3
        *before, last = (event for event in made.bars[-1].events)
        assert last.rest or not before[-1].rest or last.duration >= Fraction(1, 4)


def test_an_answer_keeps_the_rhythm_of_the_other_bar_where_that_has_as_many_notes() -> None:
    form = (BarForm(), BarForm("moved", 0), BarForm("moved", 0))
    for seed in range(10):
        wanted = a_request(bars=3, seed=seed).model_copy(update={"counts": (4, 4, 3), "form": form})
        first, second, third = compose(wanted).bars
        assert first.events == second.events != third.events


def test_kept_bars_are_not_counted() -> None:
    whole = RhythmBar.model_validate({"events": [{"duration": "1"}]})
    wanted = a_request(bars=2).model_copy(
        update={"counts": (3, 3), "kept": (KeptRhythm(number=0, bar=whole),)}
    )
    assert [notes(bar) for bar in compose(wanted).bars] == [1, 3]


def test_counts_for_other_bars_are_refused_by_name() -> None:
    with pytest.raises(InvalidInput) as refused:
        compose(a_request(bars=8).model_copy(update={"counts": (3,)}))
    assert [fault.field for fault in refused.value.fields] == ["counts"]
