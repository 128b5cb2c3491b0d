import pytest

from melodie.score import TimeSignature
from service3_rhythm.durations import SONG
from service3_rhythm.figures import Moves, moves
from service3_rhythm.grid import QUARTER, grid_of
from service3_rhythm.vocabularies import VOCABULARIES

THIRDS = {(32, 32, 32), (64, 32), (32, 64)}


def moves_of(time: TimeSignature, rhythm: str) -> Moves:
    return moves(SONG, grid_of(time), VOCABULARIES[rhythm])


@pytest.mark.parametrize("rhythm", VOCABULARIES)
def test_everything_has_a_chance_and_all_chances_add_up(rhythm: str) -> None:
    for options in moves_of(TimeSignature(5, 4, (2, 3)), rhythm).values():
        assert all(weight > 0 for _, weight in options)
        assert sum(weight for _, weight in options) == pytest.approx(1)


def test_triplets_begin_on_beats_and_stay_inside_their_group() -> None:
    options = moves_of(TimeSignature(5, 4, (3, 2)), "triplet")
    triplets = {
        tick // QUARTER: {figure.lengths for figure, _ in figures if figure.triplet}
        for tick, figures in options.items()
        if any(figure.triplet for figure, _ in figures)
    }
    broad = {(64, 64, 64)}
    assert triplets == {0: THIRDS | broad, 1: THIRDS, 2: THIRDS, 3: THIRDS | broad, 4: THIRDS}
    assert all(tick % QUARTER == 0 for tick, row in options.items() for f, _ in row if f.triplet)


def test_compound_metres_use_their_own_threes() -> None:
    options = moves_of(TimeSignature(6, 8, (3, 3)), "triplet")
    assert not any(figure.triplet for row in options.values() for figure, _ in row)
