from melodie.metre import Level
from melodie.time_signature import TimeSignature
from service3_rhythm.grid import QUARTER, grid_of

EIGHTH = QUARTER // 2
BARLINE, STRONG, BEAT, DIVISION, FINER = Level


def levels(time: TimeSignature, step: int) -> list[Level]:
    return list(grid_of(time).levels[::step])


def test_common_time_has_two_halves_of_two_beats() -> None:
    assert levels(TimeSignature(4, 4, (2, 2)), EIGHTH) == [
        BARLINE, DIVISION, BEAT, DIVISION, STRONG, DIVISION, BEAT, DIVISION,
    ]  # fmt: skip


def test_alla_breve_moves_in_quarters() -> None:
    assert levels(TimeSignature(2, 2, (1, 1)), QUARTER) == [BARLINE, BEAT, STRONG, BEAT]


def test_twelve_eighths_are_twice_two_beats_of_three() -> None:
    assert levels(TimeSignature(12, 8, (3, 3, 3, 3)), 3 * EIGHTH) == [BARLINE, BEAT, STRONG, BEAT]
    assert levels(TimeSignature(6, 8, (3, 3)), EIGHTH) == [
        BARLINE, DIVISION, DIVISION, BEAT, DIVISION, DIVISION,
    ]  # fmt: skip


def test_an_odd_metre_has_beats_of_two_and_three_eighths() -> None:
    assert levels(TimeSignature(5, 8, (2, 3)), EIGHTH) == [
        BARLINE, DIVISION, BEAT, DIVISION, DIVISION,
    ]  # fmt: skip


def test_five_quarters_are_grouped_as_the_metre_says() -> None:
    assert levels(TimeSignature(5, 4, (3, 2)), QUARTER) == [BARLINE, BEAT, BEAT, STRONG, BEAT]


def test_the_half_of_a_division_is_finer() -> None:
    assert levels(TimeSignature(2, 4, (2,)), EIGHTH // 2)[1] == FINER
