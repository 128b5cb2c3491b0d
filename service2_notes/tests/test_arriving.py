"""A tune comes home in one way: the one drawn for it, of those that its style has."""

import pytest

from melodie.time_signature import TimeSignature
from service2_notes.beats import beats_of
from service2_notes.figures.figure import figure
from service2_notes.line.arriving import arrival_of, astray, draw_arrival
from service2_notes.style import Arrival
from service2_notes.styles import DANCE, SONG

FOUR = beats_of(TimeSignature(4, 4, (2, 2)))


@pytest.mark.parametrize(
    ("contour", "way"),
    [
        ((2, 1, 0), "descends"),
        ((1, 0, 0), "descends"),
        ((0, 1, 2), "rises"),
        ((2, 0, 0), "falls"),
        ((0, 3, 3), "leaps"),
        ((0, 2, 0), "returns"),
        ((0, 1, 0), "circles"),
        ((0, -1, 0), "circles"),
        ((0, 0, 0), "stays"),
    ],
)
def test_a_close_comes_home_in_a_way_that_has_a_name(
    contour: tuple[int, ...], way: Arrival
) -> None:
    assert arrival_of(figure((0, 24, 48), contour, FOUR)) == way


def test_dances_come_home_in_all_ways_of_their_style_and_songs_leave_it_open() -> None:
    assert {draw_arrival(DANCE, seed) for seed in range(300)} == set(DANCE.arrivals)
    assert draw_arrival(SONG, 1) is None


def test_a_close_circles_its_last_note_only_where_it_is_asked_to() -> None:
    circling = figure((0, 24, 48), (0, 1, 0), FOUR)
    falling = figure((0, 24, 48), (4, 2, 0), FOUR)
    assert astray(circling, "circles") == 0 == astray(circling, None)
    assert astray(circling, "stays") < astray(falling, "stays") < 0
