"""Figures for every rhythm: from the tables, or put together where they have none."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from melodie.time_signature import TimeSignature
from service2_notes.beats import beats_of
from service2_notes.figures.figure import Figure, figure
from service2_notes.figures.lexicon import Lexicon, lexicon
from service2_notes.figures.stepping import stepwise
from service2_notes.line.answers import answers
from service2_notes.line.chain import Chain, Placed
from service2_notes.line.ideas import INNER, OPENING, _repeating, hook
from service2_notes.styles import DANCE, SONG
from service2_notes.tests.scripted import Mean

FOUR = beats_of(TimeSignature(4, 4, (2, 2)))
FIVE = beats_of(TimeSignature(5, 4, (3, 2)))
QUARTERS = (0, 24, 48, 72)


@pytest.fixture(params=["song", "dance"])
def known(request: pytest.FixtureRequest) -> Lexicon:
    return lexicon(request.param, FOUR)


def test_a_common_rhythm_has_figures_that_are_counted(known: Lexicon) -> None:
    found = known.figures(QUARTERS)
    assert len(found) > 10
    assert all(one.total for one in found)
    assert [one.total for one in found] == sorted((one.total for one in found), reverse=True)


def test_no_figure_says_one_note_four_times(known: Lexicon) -> None:
    assert all(len(set(one.contour)) > 1 for one in known.figures(QUARTERS))


@given(st.sets(st.integers(0, 119), min_size=1, max_size=24))
@settings(max_examples=60)
def test_a_rhythm_that_no_table_has_gets_figures_of_its_own(onsets: set[int]) -> None:
    rhythm = tuple(sorted(onsets))
    found = lexicon("song", FIVE).figures(rhythm)
    assert found
    for one in found:
        assert one.onsets == rhythm
        assert len(one.contour) == len(rhythm)
        assert one.high - one.low <= 8


def test_steps_go_on_more_often_than_they_turn() -> None:
    weights = {contour: weight for weight, contour in stepwise(4)}
    assert weights[0, 1, 2, 3] > weights[0, 1, 0, 1]
    assert weights[0, 1, 2, 3] > weights[0, 2, 4, 2] if (0, 2, 4, 2) in weights else True


def test_a_peak_stands_out_that_is_long_and_strong() -> None:
    strong = figure((0, 48, 72), (2, 1, 0), FOUR)
    weak = figure((0, 48, 72), (0, 1, 2), FOUR)
    assert strong.peak > weak.peak


def test_a_dance_rather_begins_with_a_leap_and_a_turn_than_with_a_chord_or_a_scale() -> None:
    turned, chord, scale = (
        hook(figure((0, 24, 48, 72), contour, FOUR), DANCE)
        for contour in ((0, 4, 3, 2), (0, 2, 4, 2), (0, 1, 2, 3))
    )
    assert turned > scale
    assert turned > chord
    assert hook(figure((0, 36, 48, 72), (0, 4, 3, 2), FOUR), DANCE) > turned


def test_a_sequence_keeps_the_contour(known: Lexicon) -> None:
    model = known.figures(QUARTERS)[0]
    assert answers(known, SONG, model, QUARTERS, "moved")[0][1].contour == model.contour


@pytest.mark.parametrize("relation", ["head", "head_moved"])
def test_a_head_keeps_the_first_half_and_ends_in_another_way(relation: str, known: Lexicon) -> None:
    model = known.figures(QUARTERS)[0]
    found = [one for _, one in answers(known, DANCE, model, QUARTERS, relation)]
    assert found
    assert all(one.contour[:2] == model.contour[:2] != one.contour for one in found)


def test_a_tail_keeps_the_second_half(known: Lexicon) -> None:
    model = known.figures(QUARTERS)[0]
    found = [one for _, one in answers(known, SONG, model, QUARTERS, "tail")]
    tail = model.contour[3] - model.contour[2]
    assert {one.contour[3] - one.contour[2] for one in found} == {tail}


def test_a_fragment_says_the_first_half_twice(known: Lexicon) -> None:
    model = known.figures(QUARTERS)[0]
    for _, one in answers(known, SONG, model, QUARTERS, "fragment"):
        assert one.contour[1] - one.contour[0] == one.contour[3] - one.contour[2]


def test_a_bar_with_more_notes_still_answers(known: Lexicon) -> None:
    model = known.figures((0, 48))[0]
    for relation in ("moved", "head", "tail", "fragment", "rhythm"):
        found = answers(known, SONG, model, (0, 12, 24, 48, 60), relation)
        assert all(one.onsets == (0, 12, 24, 48, 60) for _, one in found)
        assert found


def test_a_chain_knows_what_can_still_follow() -> None:
    one = figure((0,), (0,), FOUR)
    here, there, goal = (Placed(0.0, one, start) for start in (0, 1, 9))

    def weigh(_number: int, before: Placed, afters: Sequence[Placed]) -> list[float]:
        well = {(1, 5), (5, 9)}
        return [0.0 if (before.start, after.start) in well else -50.0 for after in afters]

    rows = [[here, there], [Placed(0.0, one, 4), Placed(0.0, one, 5)]]
    drawn = Chain(rows, weigh, 1.0, goal=goal).draw(lambda _number: Mean())
    assert [placed.start for placed in drawn] == [1, 5]


def test_a_dotted_rhythm_has_the_figures_of_the_even_one() -> None:
    even, pairs = (0, 12, 24, 36, 48, 60, 72, 84), (0, 18, 24, 42, 48, 66, 72, 90)
    found = lexicon("dance", FOUR)
    counted = {one.contour: one for one in found.figures(even) if one.total}
    taken = [one for one in found.figures(pairs) if one.contour in counted]
    assert len(taken) > 10
    assert all(one.onsets == pairs for one in taken)
    assert all(one.places == counted[one.contour].places for one in taken if one.total > 2)


def test_a_short_note_said_again_pads_and_a_long_one_does_not() -> None:
    assert figure((0, 12, 24, 48), (0, 0, 1, 2), FOUR).pads == 1
    assert figure((0, 24, 48, 72), (0, 0, 1, 2), FOUR).pads == 0


def test_a_song_pads_where_a_half_opens_rather_than_inside(known: Lexicon) -> None:
    eighths = (0, 12, 24, 48)
    padded = next(one for one in known.figures(eighths) if one.pads)
    assert padded_odds(padded, OPENING) > padded_odds(padded, INNER)


def padded_odds(one: Figure, place: int) -> float:
    return _repeating(one, SONG, place)
