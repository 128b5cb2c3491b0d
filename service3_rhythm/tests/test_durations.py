from collections.abc import Mapping

import pytest

from melodie.score import TimeSignature
from service3_rhythm.durations import DANCE, SONG, Row, share
from service3_rhythm.grid import QUARTER, grid_of

FOUR_FOUR = grid_of(TimeSignature(4, 4, (2, 2)))
SEVEN_EIGHT = grid_of(TimeSignature(7, 8, (2, 2, 3)))
EIGHTH = QUARTER // 2


@pytest.mark.parametrize("rows", [SONG.simple, SONG.additive, DANCE.simple, DANCE.additive])
def test_the_shares_of_a_level_add_up_to_one(rows: Mapping[int, Row]) -> None:
    assert all(0.98 <= sum(row.values()) <= 1.02 for row in rows.values())


def test_a_note_off_the_beat_lasts_to_the_next_beat() -> None:
    to_the_beat = share(SONG, FOUR_FOUR, EIGHTH, EIGHTH)
    assert to_the_beat > 10 * share(SONG, FOUR_FOUR, EIGHTH, QUARTER)


def test_syncopation_lets_it_last_over_the_beat() -> None:
    plain, some, much = (
        share(SONG, FOUR_FOUR, EIGHTH, QUARTER, syncopation=degree) for degree in (0, 0.5, 1)
    )
    assert plain < some < much


def test_in_eighths_a_note_ends_inside_its_group_or_with_a_group() -> None:
    assert share(SONG, SEVEN_EIGHT, 0, 3 * EIGHTH) == 0  # would end inside the second group
    assert share(SONG, SEVEN_EIGHT, 4 * EIGHTH, 3 * EIGHTH) > 0
    assert share(SONG, SEVEN_EIGHT, 0, 4 * EIGHTH) > 0


def test_short_notes_keep_to_multiples_of_themselves() -> None:
    assert share(SONG, FOUR_FOUR, 12, 12) > 0
    assert share(SONG, FOUR_FOUR, 12, 24) == 0


def test_syncopation_in_eighths_crosses_the_group() -> None:
    assert share(SONG, SEVEN_EIGHT, EIGHTH, 2 * EIGHTH, syncopation=1) > 0
    assert share(SONG, SEVEN_EIGHT, EIGHTH, 2 * EIGHTH) == 0
