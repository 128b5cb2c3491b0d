from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from melodie.duration import QUARTER
from melodie.pitch import Key
from melodie.score import Score
from service4_lilypond.layout.line_breaks import (
    PAGE,
    PHONE,
    LineLayout,
    breaks_inside,
    is_too_wide,
    system_count,
    system_heads,
)
from service4_lilypond.notation.notation import notate
from service4_lilypond.notation.written import WrittenPart
from service4_lilypond.tests.shorthand import rhythm
from tests.scores import scores

EIGHTHS = "8 8 8 8 8 8 8 8"
CALM = "4 4 4 4"
BUSY = " ".join(["16"] * 16)
DENSE = " ".join(["128"] * 128)


def heads(*bars: str, pickup: bool = False, **overrides: Any) -> list[int]:
    return sorted(system_heads(notate(rhythm("4/4", *bars, pickup=pickup, **overrides))))


def lengths(part: WrittenPart, form: LineLayout = PAGE) -> list[int]:
    last = max(bar.number for bar in part.bars)
    return [b - a for a, b in pairwise([1, *sorted(system_heads(part, form)), last + 1])]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, [1]),
        (4, [4]),
        (5, [5]),
        (6, [3, 3]),
        (7, [4, 3]),
        (8, [4, 4]),
        (9, [4, 5]),
        (10, [4, 3, 3]),
        (11, [4, 4, 3]),
        (17, [4, 4, 4, 5]),
        (64, [4] * 16),
    ],
)
def test_four_bars_stand_on_a_system_and_none_alone(count: int, expected: list[int]) -> None:
    assert lengths(notate(rhythm("4/4", *[CALM] * count))) == expected


def test_a_fifth_bar_without_room_takes_one_of_the_four_along() -> None:
    assert heads(*[EIGHTHS] * 9) == [5, 8]


def test_a_pickup_stands_with_the_first_bars() -> None:
    assert heads("4", *[CALM] * 8, pickup=True) == [5]


def test_a_few_busy_bars_make_every_system_one_of_two() -> None:
    assert heads(*[CALM] * 4, *[BUSY] * 4, *[CALM] * 4) == [3, 5, 7, 9, 11]


def test_bars_too_wide_for_two_on_a_system_make_every_system_one_of_one() -> None:
    assert heads(*[DENSE] * 3, CALM, CALM) == [2, 3, 4, 5]


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from((CALM, CALM, CALM, EIGHTHS, BUSY, DENSE)), min_size=1, max_size=64),
    st.sampled_from((PAGE, PHONE)),
)
def test_systems_are_as_long_as_each_other_but_for_what_is_left_over(
    bars: list[str], form: LineLayout
) -> None:
    part = notate(rhythm("4/4", *bars))
    found = lengths(part, form)
    assert sum(found) == len(bars)
    size = found[0] if len(found) > 2 else max(found)
    whole = found[:-2] if size > 2 else found[:-1]
    assert set(whole) <= {size}
    assert size <= max(form.sizes) + 1
    left_over = {size - 2, size - 1, size, size + 1} if len(bars) % 4 else {size}
    assert set(found[len(whole) :]) <= left_over


def test_a_signature_of_many_sharps_takes_its_room() -> None:
    busy = ["16 16 8 8 16 16 8 8 8 8"] * 8
    assert heads(*busy) == [5]
    assert heads(*busy, key=Key("C#", "major", "major")) == [3, 5, 7]


def test_systems_are_counted_with_those_that_a_wide_bar_is_broken_into() -> None:
    def count(*bars: str, pickup: bool = False) -> int:
        return system_count(notate(rhythm("4/4", *bars, pickup=pickup)))

    assert [count(*[CALM] * bars) for bars in (1, 4, 5, 8, 9, 64)] == [1, 1, 1, 2, 2, 16]
    assert count(DENSE, CALM, CALM) == 3 + 2
    assert count("4", pickup=True) == 1


def test_only_a_bar_too_wide_for_a_system_may_be_broken() -> None:
    part = notate(rhythm("4/4", DENSE, CALM))
    dense, calm = part.bars
    assert is_too_wide(dense, part)
    breaks = breaks_inside(dense, QUARTER)
    places = [event.onset for event in dense.events if event.id in breaks]
    assert places == [QUARTER, 2 * QUARTER, 3 * QUARTER]
    assert not is_too_wide(calm, part)


@settings(max_examples=40)
@given(scores())
def test_no_break_cuts_a_beam_or_a_tuplet(score: Score) -> None:
    for bar in notate(score).bars:
        for event in bar.events:
            if event.id in breaks_inside(bar, QUARTER):
                assert event.tuplet is None or event.tuplet_begins
                assert not event.beams or event.beams[0] == "begin"
