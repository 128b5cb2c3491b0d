import pytest
from hypothesis import given, settings

from melodie.score import Score
from service4_lilypond.hierarchy import CROTCHET
from service4_lilypond.layout import SYSTEM_WIDTH, bar_width, breaks_inside, system_heads
from service4_lilypond.notation import notate
from service4_lilypond.tests.shorthand import rhythm
from tests.scores import scores

CALM = "4 4 4 4"
BUSY = " ".join(["16"] * 16)
DENSE = " ".join(["128"] * 128)


def heads(*bars: str, pickup: bool = False) -> list[int]:
    return sorted(system_heads(notate(rhythm("4/4", *bars, pickup=pickup)).bars))


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
    assert heads(*[CALM] * 3, DENSE, DENSE) == [3, 5]


def test_only_a_bar_too_wide_for_a_system_may_be_broken() -> None:
    dense, calm = notate(rhythm("4/4", DENSE, CALM)).bars
    assert bar_width(dense) > SYSTEM_WIDTH
    places = [event.onset for event in dense.events if event.id in breaks_inside(dense, CROTCHET)]
    assert places == [CROTCHET, 2 * CROTCHET, 3 * CROTCHET]
    assert breaks_inside(calm, CROTCHET) == frozenset()


@settings(max_examples=40)
@given(scores())
def test_no_break_cuts_a_beam_or_a_tuplet(score: Score) -> None:
    for bar in notate(score).bars:
        for event in bar.events:
            if event.id in breaks_inside(bar, CROTCHET):
                assert event.tuplet is None or event.tuplet_begins
                assert not event.beams or event.beams[0] == "begin"
