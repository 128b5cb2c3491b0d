"""A melody grows: it begins as it did, and goes on from there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from melodie.errors import InvalidInput
from melodie.score import Bar
from service1_frontend.tests.variations.stored import services, tune, tunes
from service1_frontend.variations.growing import grow
from service1_frontend.variations.tune import Tune


def _music(bar: Bar) -> object:
    return bar.events, bar.chords, bar.pickup


@given(st.sampled_from(tunes()), st.integers(1, 56), st.integers(0, 2**53 - 1))
@settings(max_examples=60)
def test_a_grown_melody_begins_as_it_did_and_has_all_its_bars(
    of: Tune, more: int, seed: int
) -> None:
    count = len(of.score.bars)
    bars = count - of.upbeat + more
    made = grow(of, bars, seed, services())
    assert len(made.bars) == bars + of.upbeat
    assert list(map(_music, made.bars[:count])) == list(map(_music, of.score.bars))
    assert any(bar.chords for bar in made.bars[count:]) in {False, of.chords is not None}


def test_what_follows_answers_the_beginning_and_closes_at_the_end() -> None:
    of, answers = tune("First light"), 0
    for seed in range(10):
        made = grow(of, 16, seed, services())
        forms = [bar.form for bar in made.bars]
        assert [n for n, form in enumerate(forms) if _closes(made.bars[n])] == [15]
        answers += any(form and (form.answers or 99) < 8 for form in forms[8:])
    assert answers > 5


@pytest.mark.parametrize("bars", [0, 8, 65])
def test_it_can_only_become_longer_and_not_too_long(bars: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        grow(tune("First light"), bars, 1, services())
    assert refused.value.fields[0].field == "bars"


def _closes(bar: Bar) -> bool:
    return bar.phrase_end is not None and bar.phrase_end.cadence == "final"
