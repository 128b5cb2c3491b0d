"""Kept bars come back as they were given, and one bar can be composed again alone."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from melodie.contract import KeptRhythm, Rhythm, RhythmBar, RhythmEvent, RhythmRequest
from melodie.errors import InvalidInput
from melodie.form import BarForm, PhraseEnd
from melodie.score import Bar
from service3_rhythm.composing import compose
from service3_rhythm.tests.requests import a_request, any_request
from service3_rhythm.tests.written import written

WHOLE = RhythmEvent(duration=Fraction(1))
HALF = RhythmEvent(duration=Fraction(1, 2))
HELD = RhythmEvent(duration=Fraction(1, 2), tie=True)
REST = RhythmEvent(duration=Fraction(1, 2), rest=True)


def keeping(wanted: RhythmRequest, bars: dict[int, RhythmBar], **changes: Any) -> RhythmRequest:
    kept = tuple(KeptRhythm(number=number, bar=bar) for number, bar in bars.items())
    return wanted.model_copy(update={"kept": kept, **changes})


def again(wanted: RhythmRequest, made: Rhythm, bar: int, seed: int) -> Rhythm:
    """Compose one bar again: all that is no literal copy of it is kept."""
    copies = {bar}
    for number, one in enumerate(made.bars):
        if one.form and one.form.relation == "literal" and one.form.answers in copies:
            copies.add(number)
    kept = {number: one for number, one in enumerate(made.bars) if number not in copies}
    form = tuple(one.form or BarForm() for one in made.bars)
    groups = made.time_signature.groups
    return compose(keeping(wanted, kept, form=form, groups=groups, seed=seed))


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_kept_bars_come_back_equal_and_the_others_join_them(data: st.DataObject) -> None:
    wanted, other = data.draw(any_request()), data.draw(st.integers(0, 2**53 - 1))
    made = compose(wanted)
    numbers = data.draw(st.sets(st.integers(0, len(made.bars) - 1)))
    kept = {number: made.bars[number] for number in numbers}

    around = compose(
        keeping(wanted, kept, seed=other, groups=made.time_signature.groups, wildness=0)
    )

    assert len(around.bars) == len(made.bars)
    assert {number: around.bars[number] for number in numbers} == kept
    for bar in around.bars:
        assert bar.pickup or sum(e.duration for e in bar.events) == Fraction(wanted.time_signature)
        assert isinstance(written(bar), Bar)


def test_bars_of_any_rhythm_are_kept() -> None:
    fifth = RhythmEvent.model_validate({"duration": "1/5", "tuplet": {"actual": 5, "normal": 4}})
    odd = RhythmBar(events=(fifth,) * 5)
    made = compose(keeping(a_request(bars=8), {0: odd, 3: odd}))
    assert (made.bars[0], made.bars[3]) == (odd, odd)
    for bar in made.bars:
        assert sum(event.duration for event in bar.events) == 1


@given(any_request(wildness=0, rests=10), st.integers(0, 2**53 - 1), st.data())
@settings(max_examples=200, deadline=None)
def test_a_new_seed_for_one_bar_changes_it_and_its_copies_alone(
    wanted: RhythmRequest, seed: int, data: st.DataObject
) -> None:
    made = compose(wanted)
    bar = data.draw(st.integers(int(wanted.pickup), len(made.bars) - 1))

    rolled = again(wanted, made, bar, seed)

    assert rolled.time_signature == made.time_signature
    for number, (before, after) in enumerate(zip(made.bars, rolled.bars, strict=True)):
        form = before.form or BarForm()
        if after.form and after.form.relation == "literal":
            assert after.events == rolled.bars[after.form.answers or 0].events
        if number != bar and form.relation != "literal":
            assert before == after


def test_a_bar_composed_again_often_differs() -> None:
    wanted = a_request(bars=8, seed=4)
    made = compose(wanted)
    rolled = {again(wanted, made, 0, seed).bars[0].events for seed in range(30)}
    assert len(rolled) > 5


def test_the_same_seed_composes_the_same_bars_around_what_is_kept() -> None:
    wanted = a_request(bars=8)
    made = compose(wanted)
    kept = keeping(wanted, {2: made.bars[2]})
    assert compose(kept) == compose(kept)


def test_a_note_that_is_held_over_the_barline_goes_on() -> None:
    tied = RhythmBar(events=(HALF, HELD))
    for seed in range(40):
        made = compose(keeping(a_request(bars=2, rests=100, wildness=100, seed=seed), {0: tied}))
        assert not made.bars[1].events[0].rest


def test_a_phrase_end_of_a_kept_bar_stays() -> None:
    end = RhythmBar(events=(HALF, HALF), form=BarForm(phrase_end=PhraseEnd(1, "half")))
    assert compose(keeping(a_request(bars=4), {1: end})).bars[1] == end


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ([(9, RhythmBar(events=(WHOLE,)))], "not one of the 8 bars"),
        ([(0, RhythmBar(events=(HALF,)))], "not a bar of 1"),
        ([(0, RhythmBar(events=(WHOLE,), pickup=True))], "not a bar of 1"),
        ([(0, RhythmBar(events=(WHOLE,)))] * 2, "kept twice"),
        ([(7, RhythmBar(events=(HALF, HELD)))], "tied to nothing"),
        ([(0, RhythmBar(events=(HELD, REST)))], "tied to a rest"),
        (
            [(0, RhythmBar(events=(HALF, HELD))), (1, RhythmBar(events=(REST, HALF)))],
            "tied to nothing",
        ),
        (
            [(0, RhythmBar(events=(HALF, REST.model_copy(update={"tie": True}))))],
            "a rest is tied",
        ),
        (
            [(1, RhythmBar(events=(WHOLE,), form=BarForm("moved", 1)))],
            "does not come before it",
        ),
        (
            [(1, RhythmBar(events=(WHOLE,), form=BarForm(phrase_end=PhraseEnd(1, "half"))))],
            "does not have",
        ),
    ],
)
def test_kept_bars_that_do_not_fit_are_refused_by_name(
    kept: list[tuple[int, RhythmBar]], said: str
) -> None:
    bars = tuple(KeptRhythm(number=number, bar=bar) for number, bar in kept)
    with pytest.raises(InvalidInput) as refused:
        compose(a_request(bars=8).model_copy(update={"kept": bars}))
    (fault,) = refused.value.fields
    assert fault.field == "kept"
    assert said in str(fault)


def test_an_upbeat_is_kept_where_one_is_asked_for() -> None:
    upbeat = RhythmBar(events=(HALF,), pickup=True)
    made = compose(keeping(a_request(pickup=True, bars=4), {0: upbeat}))
    assert made.bars[0] == upbeat
    for wrong in (RhythmBar(events=(WHOLE,), pickup=True), RhythmBar(events=(HALF,))):
        with pytest.raises(InvalidInput):
            compose(keeping(a_request(pickup=True, bars=4), {0: wrong}))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ((BarForm(),) * 7, "must tell of 8 bars"),
        ((BarForm("literal", 0), *(BarForm(),) * 7), "answers no bar before it"),
    ],
)
def test_a_form_that_does_not_fit_is_refused_by_name(form: tuple[BarForm, ...], said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        compose(a_request(bars=8).model_copy(update={"form": form}))
    assert [fault.field for fault in refused.value.fields] == ["form"]
    assert said in str(refused.value.fields[0])


def test_a_form_is_followed() -> None:
    end = BarForm(job="close", phrase_end=PhraseEnd(0, "final"))
    form = (BarForm(job="open"), BarForm("literal", 0), BarForm("moved", 0), end)
    made = compose(a_request(bars=4).model_copy(update={"form": form}))
    assert made.bars[0].events == made.bars[1].events == made.bars[2].events
    assert [bar.form and bar.form.relation for bar in made.bars] == [
        "new", "literal", "moved", "new",
    ]  # fmt: skip
    assert made.bars[3].phrase_end is not None


def test_a_grouping_is_kept_or_refused_by_name() -> None:
    for seed in range(10):
        wanted = a_request(time_signature="7/8", seed=seed)
        asked = wanted.model_copy(update={"groups": (2, 3, 2)})
        assert compose(asked).time_signature.groups == (2, 3, 2)
    with pytest.raises(InvalidInput) as refused:
        compose(a_request().model_copy(update={"groups": (1, 3)}))
    assert [fault.field for fault in refused.value.fields] == ["groups"]
