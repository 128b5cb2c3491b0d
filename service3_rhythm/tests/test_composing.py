from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings

from melodie.contract import RhythmEvent, RhythmRequest
from melodie.errors import InvalidInput
from melodie.event import Event
from melodie.pitch import Pitch
from melodie.score import Bar
from service3_rhythm.composing import compose
from service3_rhythm.tests.requests import a_request, any_request
from service3_rhythm.time_signatures import TIME_SIGNATURES
from service3_rhythm.vocabularies import VOCABULARIES


def events_of(wanted: RhythmRequest) -> list[RhythmEvent]:
    return [event for bar in compose(wanted).bars for event in bar.events]


@pytest.mark.parametrize(("metre", "rhythm"), list(product(TIME_SIGNATURES, VOCABULARIES)))
@pytest.mark.parametrize("wildness", [0, 60, 100])
def test_every_bar_of_every_metre_and_vocabulary_sums_exactly(
    metre: str, rhythm: str, wildness: int
) -> None:
    made = compose(a_request(time_signature=metre, rhythm=rhythm, bars=12, wildness=wildness))
    assert len(made.bars) == 12
    for bar in made.bars:
        assert sum(event.duration for event in bar.events) == Fraction(metre)


@given(any_request())
@settings(max_examples=60)
def test_every_rhythm_can_be_written_down(wanted: RhythmRequest) -> None:
    c4 = Pitch.parse("C4")
    for bar in compose(wanted).bars:
        Bar(
            tuple(
                Event(None if e.rest else c4, e.duration, tie=e.tie, tuplet=e.tuplet)
                for e in bar.events
            )
        )


@given(any_request())
@settings(max_examples=15)
def test_the_same_request_gives_the_same_rhythm(wanted: RhythmRequest) -> None:
    assert compose(wanted) == compose(wanted)


def test_another_seed_gives_another_rhythm() -> None:
    rhythms = {compose(a_request(seed=seed)).model_dump_json() for seed in range(20)}
    assert len(rhythms) == 20


@pytest.mark.parametrize("wildness", [0, 100])
@pytest.mark.parametrize("rhythm", VOCABULARIES)
def test_without_rests_nothing_is_silent(rhythm: str, wildness: int) -> None:
    wanted = a_request(rhythm=rhythm, wildness=wildness, rests=0, bars=16)
    assert not any(event.rest for event in events_of(wanted))


def test_more_rests_asked_for_is_more_silence() -> None:
    def silence(rests: int) -> Fraction:
        events = [e for seed in range(40) for e in events_of(a_request(rests=rests, seed=seed))]
        return sum((event.duration for event in events if event.rest), Fraction())

    assert 0 == silence(0) < silence(5) < silence(10) < silence(40) < silence(80)


@given(any_request())
@settings(max_examples=40)
def test_triplets_are_complete_inside_a_beat_or_two(wanted: RhythmRequest) -> None:
    for bar in compose(wanted).bars:
        place, open_since = Fraction(), Fraction()
        for event in bar.events:
            if event.tuplet is None:
                assert place == open_since
            place += event.duration
            if (place - open_since) in {Fraction(1, 4), Fraction(1, 2)} or event.tuplet is None:
                open_since = place
        assert open_since == place


@pytest.mark.parametrize("metre", ["5/4", "5/8", "7/8"])
def test_every_grouping_of_an_odd_metre_comes_up(metre: str) -> None:
    groups = {
        compose(a_request(time_signature=metre, seed=seed)).time_signature.groups
        for seed in range(60)
    }
    assert groups == set(TIME_SIGNATURES[metre].groupings)


def test_the_longest_and_busiest_rhythm_stays_within_the_limits() -> None:
    made = compose(a_request(time_signature="12/8", rhythm="extremes", bars=64, wildness=100))
    assert len(made.bars) == 64
    assert max(len(bar.events) for bar in made.bars) <= 192


@pytest.mark.parametrize(
    ("field", "value"),
    [("time_signature", "7/6"), ("time_signature", "0/0"), ("rhythm", "nope"), ("style", "nope")],
)
def test_what_is_not_offered_is_refused_by_name(field: str, value: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        compose(a_request(**{field: value}))
    assert [fault.field for fault in refused.value.fields] == [field]
