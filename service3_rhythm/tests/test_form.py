"""The form of any melody: bars that answer earlier ones, phrases with jobs, changed returns."""

from collections import Counter
from collections.abc import Mapping
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from melodie.form import MAX_BARS
from service3_rhythm.form.developing import developed
from service3_rhythm.form.drawing import draw_form
from service3_rhythm.form.ideas import IDEA, IDEAS, OWN_IDEAS
from service3_rhythm.form.notation import read
from service3_rhythm.form.plan import BarPlan
from service3_rhythm.form.rows import BRIDGES, FORMS, SONGS, Rows
from service3_rhythm.styles import STYLES

NAMES = sorted(FORMS)
ROWS = [
    (length, row)
    for lengths in FORMS.values()
    for length, rows in lengths.items()
    for _, row in rows
]
WINDOW = 8

forms = st.builds(
    draw_form,
    st.sampled_from(NAMES),
    st.sampled_from([2, 4]),
    st.integers(1, MAX_BARS),
    st.sampled_from([0, 0.3, 0.5, 0.8, 1]),
    st.integers(0, 2**53 - 1),
)


def heard_before(plans: list[BarPlan]) -> list[int]:
    """Return for every bar which bar is literally heard in it, itself if none."""
    roots: list[int] = []
    for number, plan in enumerate(plans):
        literal = plan.relation == "literal" and plan.answers is not None
        roots.append(roots[plan.answers or 0] if literal else number)
    return roots


@pytest.mark.parametrize(("length", "row"), ROWS)
def test_a_row_has_its_bars_and_each_answers_an_earlier_one(length: int, row: str) -> None:
    plans = read(row, 2)
    assert len(plans) == length
    for number, plan in enumerate(plans):
        assert (plan.answers is None) == (plan.relation == "new")
        assert plan.answers is None or plan.answers < number
        assert plan.rhythm_of is None or plan.rhythm_of < number
    assert plans[-1].cadence == "section"


@pytest.mark.parametrize("ideas", [IDEAS, *OWN_IDEAS.values()])
def test_an_idea_has_its_bars_and_says_how_it_ends(ideas: Mapping[int, Rows]) -> None:
    assert set(ideas) == set(range(1, IDEA + 1))
    for length, rows in ideas.items():
        for _, row in rows:
            plans = read(row, 2)
            assert len(plans) == length
            assert plans[-1].cadence in {"inner", "half", "section"}


@pytest.mark.parametrize("row", [row for _, row in BRIDGES])
def test_a_bridge_ends_open(row: str) -> None:
    plans = read(row, 2)
    assert plans[-1].cadence == "half"
    assert {plan.cadence for plan in plans[:-1]} <= {None, "inner", "half"}


@given(forms)
@settings(max_examples=300, deadline=None)
def test_every_bar_answers_an_earlier_one_or_none(plans: list[BarPlan]) -> None:
    for number, plan in enumerate(plans):
        assert (plan.answers is None) == (plan.relation == "new")
        assert plan.answers is None or 0 <= plan.answers < number
        assert plan.rhythm_of is None or 0 <= plan.rhythm_of < number


@given(forms)
@settings(max_examples=300, deadline=None)
def test_a_melody_ends_once_and_at_its_end(plans: list[BarPlan]) -> None:
    ends = [plan.cadence for plan in plans]
    assert ends[-1] == "final" or (ends[-1] and len(plans) <= IDEA)
    assert "final" not in ends[:-1]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("bars", range(1, IDEA + 1))
def test_most_ideas_stay_open(name: str, bars: int) -> None:
    ends = Counter(draw_form(name, 2, bars, 0.5, seed)[-1].cadence for seed in range(200))
    assert set(ends) <= {"inner", "half", "final"}
    assert ends["inner"] >= 40
    assert ends["final"] <= 40


@given(forms)
@settings(max_examples=300, deadline=None)
def test_no_bar_is_heard_literally_three_times_in_eight(plans: list[BarPlan]) -> None:
    roots = heard_before(plans)
    for start in range(len(roots)):
        window = roots[start : start + WINDOW]
        assert max(window.count(root) for root in window) <= 2


@pytest.mark.parametrize(
    ("name", "whole"), [(name, 12 if name == "blues" else 8) for name in NAMES]
)
@pytest.mark.parametrize("seed", range(20))
def test_a_section_that_was_heard_twice_is_changed_the_third_time(
    name: str, whole: int, seed: int
) -> None:
    bars = MAX_BARS // whole * whole
    roots = heard_before(draw_form(name, 2, bars, 0.5, seed))
    heard = [roots[start : start + whole - 2] for start in range(0, bars, whole)]
    for number, section in enumerate(heard):
        assert heard[:number].count(section) < 2


@pytest.mark.parametrize("name", [name for name in NAMES if name != "blues"])
def test_eight_bars_have_a_half_and_a_close(name: str) -> None:
    for seed in range(40):
        plans = draw_form(name, 2, 8, 0.5, seed)
        assert plans[3].cadence == "half"
        assert [plan.job for plan in plans[::2]] == ["open", "half_close", "departure", "close"]


def test_a_blues_of_twelve_bars_has_three_lines() -> None:
    for seed in range(40):
        plans = draw_form("blues", 4, 12, 0.5, seed)
        assert [number for number, plan in enumerate(plans) if plan.cadence] == [3, 7, 11]
        assert plans[4].answers == 0


@pytest.mark.parametrize("name", NAMES)
def test_thirty_two_bars_return_and_depart(name: str) -> None:
    for seed in range(20):
        plans = draw_form(name, 2, 32, 0.5, seed)
        literal = [plan.relation == "literal" for plan in plans]
        assert 2 <= sum(literal) <= 24


@pytest.mark.parametrize("name", ["song", "dance", "hymn"])
def test_a_section_of_eight_bars_comes_back_changed_at_its_ends(name: str) -> None:
    for seed in range(40):
        plans = draw_form(name, 2, 32, 0.5, seed)
        for start in range(8, 32, 8):
            again = [
                plan.relation == "literal" and plan.answers is not None and plan.answers < start
                for plan in plans[start : start + 8]
            ]
            assert not any(again[6:])
            assert sum(again) < 6


@pytest.mark.parametrize("name", ["song", "dance", "hymn"])
def test_most_melodies_of_thirty_two_bars_have_a_bridge_that_departs_and_stays_open(
    name: str,
) -> None:
    bridges = [draw_form(name, 2, 32, 0.5, seed)[16:24] for seed in range(60)]
    departing = [
        bars
        for bars in bridges
        if bars[0].relation == "new" and bars[0].job == "departure" and bars[7].cadence == "half"
    ]
    assert len(departing) > 30


@pytest.mark.parametrize("count", [2, 3, 4])
def test_what_grows_from_an_idea_takes_it_up(count: int) -> None:
    for seed in range(60):
        grown = developed(draw_form("song", 2, 8, 0.5, seed), range(count), seed)
        for place in (count, count + 1):
            assert grown[place].relation != "new" or grown[place].cadence == "half"


def test_a_melody_of_which_more_is_kept_than_an_idea_goes_on_as_it_was_drawn() -> None:
    plans = draw_form("song", 2, 16, 0.5, 3)
    assert developed(plans, range(8), 3) == plans
    assert developed(plans, (), 3) == plans


@pytest.mark.parametrize(("bars", "kept"), [(5, {0, 1, 2, 3}), (6, {0, 1, 3}), (8, {0, 2})])
def test_there_may_be_no_room_for_what_takes_an_idea_up(bars: int, kept: set[int]) -> None:
    for seed in range(20):
        plans = draw_form("song", 2, bars, 0.5, seed)
        grown = developed(plans, kept, seed)
        assert len(grown) == bars
        assert [grown[place] for place in kept] == [plans[place] for place in kept]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("bars", [8, 12, 16, 32])
def test_more_repetition_is_more_that_comes_back(name: str, bars: int) -> None:
    def own(repetition: float) -> int:
        drawn = (draw_form(name, 2, bars, repetition, seed) for seed in range(60))
        return sum(plan.rhythm_of is None or plan.ending for plan in chain.from_iterable(drawn))

    counts = [own(slider / 100) for slider in (0, 10, 25, 40, 50, 60, 75, 90, 100)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[4] > counts[-1]


def test_every_style_has_a_form() -> None:
    assert {style.forms for style in STYLES.values()} <= set(FORMS)


STRONG = frozenset({"literal", "moved", "head", "head_moved", "fragment"})


@pytest.mark.parametrize("row", [row for _, row in SONGS])
def test_a_song_brings_its_opening_back_in_bar_five_to_seven_or_its_rhythm(row: str) -> None:
    plans = read(row, 2)
    back = [plan for plan in plans[4:7] if plan.relation in STRONG and plan.answers == 0]
    taken = [plan for plan in plans[4:7] if plan.relation == "rhythm" and plan.answers in {0, 1}]
    assert back or len(taken) > 1


@pytest.mark.parametrize("row", [row for _, row in FORMS["riff"][8]])
def test_a_riff_ends_in_the_rhythm_of_its_second_bar(row: str) -> None:
    assert read(row, 2)[-1].rhythm_of == 1
