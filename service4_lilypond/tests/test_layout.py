from typing import Any

import pytest
from hypothesis import given, settings

from melodie.score import Key, Score
from service4_lilypond.hierarchy import CROTCHET
from service4_lilypond.layout import PAGE, bar_width, breaks_inside, system_count, system_heads
from service4_lilypond.notation import notate
from service4_lilypond.tests.shorthand import rhythm
from tests.scores import scores

CALM = "4 4 4 4"
BUSY = " ".join(["16"] * 16)
DENSE = " ".join(["128"] * 128)


def heads(*bars: str, pickup: bool = False, **overrides: Any) -> list[int]:
    return sorted(system_heads(notate(rhythm("4/4", *bars, pickup=pickup, **overrides))))


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, []),
        (4, []),
        (5, [4]),
        (6, [5]),
        (8, [5]),
        (9, [5, 8]),
        (11, [5, 9]),
        (64, list(range(5, 65, 4))),
    ],
)
def test_four_bars_stand_on_a_system_and_none_alone(count: int, expected: list[int]) -> None:
    assert heads(*[CALM] * count) == expected


def test_a_pickup_stands_with_the_first_bars() -> None:
    assert heads("4", *[CALM] * 8, pickup=True) == [5]


def test_busy_bars_stand_in_twos() -> None:
    assert heads(*[CALM] * 4, *[BUSY] * 4, *[CALM] * 4) == [5, 7, 9]


def test_a_last_bar_alone_stays_so_where_two_do_not_fit() -> None:
    assert heads(*[CALM] * 3, DENSE, DENSE) == [4, 5]


def test_bars_too_wide_for_two_on_a_system_have_one_each() -> None:
    assert heads(*[DENSE] * 3, CALM, CALM) == [2, 3, 4, 5]


def test_a_signature_of_many_sharps_takes_its_room() -> None:
    busy = ["8 8 8 8 8 8 8 8"] * 8
    assert heads(*busy) == [5]
    assert heads(*busy, key=Key("C#", "major", "major")) == [3, 5, 7]


def test_systems_are_counted_with_those_that_a_wide_bar_is_broken_into() -> None:
    def count(*bars: str, pickup: bool = False) -> int:
        return system_count(notate(rhythm("4/4", *bars, pickup=pickup)))

    assert [count(*[CALM] * bars) for bars in (1, 4, 5, 8, 9, 64)] == [1, 1, 2, 2, 3, 16]
    assert count(DENSE, CALM, CALM) == 4 + 1
    assert count("4", pickup=True) == 1


def test_only_a_bar_too_wide_for_a_system_may_be_broken() -> None:
    part = notate(rhythm("4/4", DENSE, CALM))
    (dense, calm), room = part.bars, PAGE.room(part)
    assert bar_width(dense) > room
    breaks = breaks_inside(dense, CROTCHET, room)
    places = [event.onset for event in dense.events if event.id in breaks]
    assert places == [CROTCHET, 2 * CROTCHET, 3 * CROTCHET]
    assert breaks_inside(calm, CROTCHET, room) == frozenset()


@settings(max_examples=40)
@given(scores())
def test_no_break_cuts_a_beam_or_a_tuplet(score: Score) -> None:
    for bar in notate(score).bars:
        for event in bar.events:
            if event.id in breaks_inside(bar, CROTCHET, room=20):
                assert event.tuplet is None or event.tuplet_begins
                assert not event.beams or event.beams[0] == "begin"
