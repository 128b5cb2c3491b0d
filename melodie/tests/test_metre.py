from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie.metre import NOWHERE, UNIT, Level, hierarchy, level_at
from melodie.time_signature import TimeSignature
from tests.builders import time_signature
from tests.scores import TIME_SIGNATURES


@pytest.mark.parametrize(
    ("given", "same_as"),
    [
        (time_signature("4/4", 1, 1, 1, 1), time_signature("4/4", 2, 2)),
        (time_signature("4/4", 4), time_signature("4/4", 2, 2)),
        (time_signature("3/4", 1, 1, 1), time_signature("3/4", 3)),
        (time_signature("2/4", 1, 1), time_signature("2/4", 2)),
        (time_signature("6/8", 6), time_signature("6/8", 3, 3)),
        (time_signature("5/8", 5), time_signature("5/8", 3, 2)),
        (time_signature("7/8", 3, 4), time_signature("7/8", 3, 2, 2)),
        (time_signature("9/8", 9), time_signature("9/8", 3, 3, 3)),
    ],
)
def test_groups_fall_into_twos_and_threes(given: TimeSignature, same_as: TimeSignature) -> None:
    assert hierarchy(given).levels == hierarchy(same_as).levels


@pytest.mark.parametrize(
    ("signature", "strengths"),
    [
        ("4/4", [0, 4, 3, 4, 2, 4, 3, 4]),
        ("3/4", [0, 4, 3, 4, 3, 4]),
        ("6/8", [0, 3, 3, 2, 3, 3]),
        ("12/8", [0, 3, 3, 2, 3, 3, 1, 3, 3, 2, 3, 3]),
        ("2/2", [0, 5, 4, 5, 3, 5, 4, 5]),
    ],
)
def test_eighths_stand_at_places_of_these_strengths(signature: str, strengths: list[int]) -> None:
    metrical = hierarchy(time_signature(signature))
    assert [metrical.strength(Fraction(i, 8)) for i in range(len(strengths))] == strengths


def test_a_barline_is_strongest_on_both_sides() -> None:
    metrical = hierarchy(time_signature("7/8", 2, 2, 3))
    assert metrical.strength(Fraction(0)) == metrical.strength(Fraction(7, 8)) == 0


def test_inside_a_tuplet_there_is_no_border() -> None:
    metrical = hierarchy(time_signature("4/4"))
    assert metrical.strength(Fraction(1, 12)) == NOWHERE
    assert metrical.strongest_between(Fraction(1, 6), Fraction(1, 5))[0] > UNIT


def test_nothing_lies_inside_the_shortest_stretch() -> None:
    metrical = hierarchy(time_signature("4/4"))
    assert metrical.strongest_between(Fraction(0), Fraction(1, 2**14)) == (NOWHERE, ())


@pytest.mark.parametrize(
    ("signature", "length"), [("4/4", "1/4"), ("2/2", "1/4"), ("6/8", "3/8"), ("7/8", "1/4")]
)
def test_the_beat_is_a_quarter_or_a_short_group(signature: str, length: str) -> None:
    groups = (2, 2, 3) if signature == "7/8" else ()
    metrical = hierarchy(time_signature(signature, *groups))
    assert metrical.stretch(metrical.beat_level, Fraction(0)) == (Fraction(0), Fraction(length))


BARLINE, STRONG, BEAT, DIVISION, FINER = Level


@pytest.mark.parametrize(
    ("time", "step", "levels"),
    [
        (time_signature("4/4"), "1/8", [BARLINE, DIVISION, BEAT, DIVISION, STRONG, DIVISION, BEAT]),
        (time_signature("3/4"), "1/4", [BARLINE, BEAT, BEAT]),
        (
            time_signature("2/2", 1, 1),
            "1/8",
            [BARLINE, DIVISION, BEAT, DIVISION, STRONG, DIVISION, BEAT],
        ),
        (time_signature("5/4", 3, 2), "1/4", [BARLINE, BEAT, BEAT, STRONG, BEAT]),
        (time_signature("6/8"), "1/8", [BARLINE, DIVISION, DIVISION, BEAT, DIVISION, DIVISION]),
        (
            time_signature("7/8", 2, 2, 3),
            "1/8",
            [BARLINE, DIVISION, BEAT, DIVISION, BEAT, DIVISION],
        ),
        (time_signature("12/8"), "3/8", [BARLINE, BEAT, STRONG, BEAT]),
        (time_signature("4/4"), "1/16", [BARLINE, FINER, DIVISION, FINER, BEAT]),
        (time_signature("4/4"), "1/12", [BARLINE, FINER, FINER, BEAT]),
        (time_signature("6/8"), "1/16", [BARLINE, FINER, DIVISION]),
    ],
    ids=str,
)
def test_a_place_is_as_strong_as_its_part_in_the_beat(
    time: TimeSignature, step: str, levels: list[Level]
) -> None:
    assert [level_at(time, i * Fraction(step)) for i in range(len(levels))] == levels


@pytest.mark.parametrize("time", TIME_SIGNATURES, ids=str)
@given(halvings=st.integers(0, 4), number=st.integers(0, 500))
def test_half_way_between_two_places_is_no_stronger_than_they_are(
    time: TimeSignature, halvings: int, number: int
) -> None:
    step = Fraction(1, time.unit * 2**halvings)
    place = number % (time.beats * 2**halvings) * step
    weaker = max(level_at(time, place), level_at(time, place + step))
    assert level_at(time, place + step / 2) >= weaker


@pytest.mark.parametrize("time", TIME_SIGNATURES, ids=str)
def test_every_beat_group_begins_with_a_beat(time: TimeSignature) -> None:
    assert all(level_at(time, place) <= BEAT for place in time.group_starts)
