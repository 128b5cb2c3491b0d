from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from pydantic import TypeAdapter, ValidationError

from melodie.duration import TRIPLET, Tuplet
from melodie.event import Event
from melodie.score import Bar, Score
from tests.builders import a_score, bar, note, rest, time_signature
from tests.scores import scores

SCORE: TypeAdapter[Score] = TypeAdapter(Score)


@pytest.mark.parametrize("duration", ["0", "9", "1/3", "1/512", "1/5"])
def test_no_note_lasts_what_cannot_be_written(duration: str) -> None:
    with pytest.raises(ValueError, match=r"duration|note value"):
        note("C4", duration)


def test_a_triplets_eighth_is_written_as_an_eighth() -> None:
    assert note("C4", "1/12", tuplet=TRIPLET).written == Fraction(1, 8)
    assert note("C4", "1/8").written == Fraction(1, 8)
    assert note("C4", "1/5", tuplet=Tuplet(5, 4)).written == Fraction(1, 4)


def test_a_rest_is_never_tied() -> None:
    with pytest.raises(ValueError, match="rest cannot be tied"):
        Event(None, Fraction(1, 4), tie=True)


def test_a_bar_lasts_as_long_as_its_events() -> None:
    assert bar(note("C4", "1/4"), rest("1/8"), note("D4", "1/12", tuplet=TRIPLET)).length == (
        Fraction(1, 4) + Fraction(1, 8) + Fraction(1, 12)
    )


def test_a_score_refuses_a_bar_that_does_not_fill_its_metre() -> None:
    with pytest.raises(ValueError, match="bar 2 lasts 3/4 instead of 1"):
        a_score([bar(note("C4", "1")), bar(note("C4", "3/4"))])


def test_an_upbeat_is_shorter_than_a_bar_and_comes_first() -> None:
    whole, upbeat = bar(note("C4", "1")), bar(note("G3", "1/4"), pickup=True)
    assert a_score([upbeat, whole]).bars[0].pickup
    with pytest.raises(ValueError, match="only the first bar"):
        a_score([whole, upbeat])
    with pytest.raises(ValueError, match="bar 1 lasts"):
        a_score([bar(note("C4", "5/4"), pickup=True), whole])


def test_a_tie_leads_to_the_same_pitch_over_a_barline_too() -> None:
    held = bar(note("C4", "1", tie=True))
    assert a_score([held, bar(note("C4", "1"))])
    for following in (note("D4", "1"), note("B#3", "1"), rest("1")):
        with pytest.raises(ValueError, match="same pitch"):
            a_score([held, bar(following)])


def test_a_tie_leads_somewhere() -> None:
    with pytest.raises(ValueError, match="tied to nothing"):
        a_score([bar(note("C4", "1", tie=True))])


@given(scores())
@settings(max_examples=25)
def test_a_score_survives_json(score: Score) -> None:
    assert SCORE.validate_json(SCORE.dump_json(score)) == score


@given(scores())
@settings(max_examples=25)
def test_the_same_score_is_the_same_bytes(score: Score) -> None:
    assert SCORE.dump_json(score) == SCORE.dump_json(SCORE.validate_json(SCORE.dump_json(score)))


@pytest.mark.parametrize(
    "fault",
    [
        {"colour": "red"},
        {"bars": []},
        {"bars": [{"events": []}]},
        {"tempo": {"beat_unit": "1/4", "bpm": 301}},
        {"tempo": {"beat_unit": "1/4", "bpm": 120.0}},
        {"clef": "mezzo"},
        {"title": ""},
        {"time_signature": {"beats": 4, "unit": 3, "groups": [4]}},
        {"time_signature": {"beats": "4", "unit": 4, "groups": [4]}},
        {"instrument": {"name": "Piano", "program": 128}},
        {"key": {"tonic": "H", "scale": "major", "mode": "major"}},
    ],
)
def test_a_score_of_another_shape_is_refused(fault: dict[str, Any]) -> None:
    sent = SCORE.dump_python(a_score(), mode="json")
    with pytest.raises(ValidationError):
        SCORE.validate_python(sent | fault)


def test_values_are_frozen() -> None:
    with pytest.raises(AttributeError):
        Bar((rest("1"),)).pickup = True  # type: ignore[misc]  # that it cannot be is the point


def test_the_length_counts_closing_rests() -> None:
    assert a_score([bar(note("C4", "1/4"), rest("3/4"))]).length == 1


def test_a_feel_is_left_out_of_json_where_it_is_straight_and_swings_only_halves_of_beats() -> None:
    adapter, straight = TypeAdapter(Score), a_score()
    swung = replace(straight, feel="swung")
    assert "feel" not in adapter.dump_python(straight)
    assert adapter.validate_json(adapter.dump_json(swung)) == swung
    assert (straight.swung, swung.swung) == (False, True)
    jig = a_score([bar(note("C4", "3/4"))], time_signature=time_signature("6/8"))
    assert not replace(jig, feel="swung").swung


def test_a_feel_that_is_not_known_is_refused() -> None:
    plain = TypeAdapter(Score).dump_python(a_score(), mode="json")
    with pytest.raises(ValidationError, match="feel"):
        TypeAdapter(Score).validate_python(plain | {"feel": "lazy"})
