from pathlib import Path

import pytest

from service3_rhythm.tables import STYLES, TICKS, tables

BARS = {"4/4": 4 * TICKS, "3/4": 3 * TICKS, "6/8": 3 * TICKS}
EIGHT = 8
RELATIONS = {"new", "literal", "moved", "head", "head_moved", "tail", "rhythm"}

each_style = pytest.mark.parametrize("style", STYLES)


@each_style
def test_every_rhythm_fills_its_bar_and_is_found_somewhere(style: str) -> None:
    for metre, table in tables(style).metres.items():
        assert {sum(map(abs, row.lengths)) for row in table.rhythms} == {BARS[metre]}
        assert all(any(row.places) and min(row.places) >= 0 for row in table.rhythms)


@each_style
def test_every_rhythm_begins_with_a_note_and_stands_once(style: str) -> None:
    for table in tables(style).metres.values():
        lengths = [row.lengths for row in table.rhythms]
        assert all(one[0] > 0 for one in lengths)
        assert len(set(lengths)) == len(lengths)


@each_style
def test_there_are_rhythms_for_every_place_of_a_phrase(style: str) -> None:
    for table in tables(style).metres.values():
        places = zip(*(row.places for row in table.rhythms), strict=True)
        assert all(any(counts) for counts in places)


@each_style
def test_an_upbeat_is_shorter_than_half_a_bar_and_some_tunes_have_none(style: str) -> None:
    for metre, table in tables(style).metres.items():
        assert all(2 * sum(row.lengths) < BARS[metre] for row in table.upbeats)
        assert any(row.lengths == () for row in table.upbeats)


@each_style
def test_a_plan_answers_bars_that_have_been_heard(style: str) -> None:
    plans = tables(style).plans
    assert len(plans) == EIGHT
    assert plans[0] == ()
    for bar, steps in enumerate(plans):
        for step in steps:
            assert {step.before.relation, step.answer.relation} <= RELATIONS
            assert step.answer.bar is None or step.answer.bar < bar
            assert (step.answer.bar is None) == (step.answer.relation == "new")


def test_a_file_is_read_when_it_is_first_asked_for_and_then_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = tables("song")
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: pytest.fail("read again"))
    assert tables("song") is kept
