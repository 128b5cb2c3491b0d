from collections import Counter
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from melodie.chance import Chance
from melodie.score import TimeSignature
from service3_rhythm.durations import SONG
from service3_rhythm.figures import moves
from service3_rhythm.filling import Filler
from service3_rhythm.grid import WHOLE, grid_of
from service3_rhythm.metres import METRES
from service3_rhythm.vocabularies import VOCABULARIES, Vocabulary

FOUR_FOUR = TimeSignature(4, 4, (2, 2))


def filler(vocabulary: Vocabulary, time: TimeSignature = FOUR_FOUR) -> Filler:
    grid = grid_of(time)
    return Filler(grid, moves(SONG, grid, vocabulary))


def only(*values: str) -> Vocabulary:
    return Vocabulary("only", "", "", {Fraction(value): 1.0 for value in values})


def test_the_dice_draw_every_value_that_fits_alike() -> None:
    # The first value of a bar: all four fit, 2000 draws, chi-square with 3 degrees of freedom.
    chance = Chance("rhythm", 1)
    dice = filler(VOCABULARIES["standard"])
    firsts = Counter(dice.fill(0, WHOLE, chance, 1)[0].length for _ in range(2000))
    assert set(firsts) == {WHOLE // d for d in (2, 4, 8, 16)}
    assert sum((n - 500) ** 2 / 500 for n in firsts.values()) < 16.3  # p = 0.001


def test_a_vocabulary_that_can_come_out_even_does() -> None:
    # Five eighths are a quarter and a dotted quarter; two quarters would leave a gap.
    found = {
        tuple(
            span.length
            for span in filler(only("1/4", "3/8")).fill(0, 240, Chance("rhythm", seed), 0)
        )
        for seed in range(40)
    }
    assert found == {(96, 144)}


def test_a_gap_too_small_for_the_vocabulary_is_closed_by_one_note() -> None:
    spans = filler(only("1/2"), TimeSignature(5, 8, (2, 3))).fill(0, 240, Chance("rhythm", 1), 0)
    assert [(span.length, span.tie) for span in spans] == [(192, False), (48, False)]


def test_a_closing_note_is_tied_over_the_beat_groups() -> None:
    spans = filler(only("1/1"), TimeSignature(7, 8, (2, 2, 3))).fill(0, 336, Chance("rhythm", 1), 0)
    assert [(span.length, span.tie) for span in spans] == [(96, True), (96, True), (144, False)]


@given(
    st.sampled_from(sorted(product(METRES, VOCABULARIES))),
    st.integers(0, 15),
    st.floats(0, 1),
    st.integers(0, 2**32),
)
def test_any_stretch_is_filled_without_a_gap(
    choice: tuple[str, str], start: int, wildness: float, seed: int
) -> None:
    metre, rhythm = choice
    row = METRES[metre]
    time = TimeSignature(row.beats, row.unit, row.groupings[0])
    length = grid_of(time).length
    start = min(start * 24, length - 24)
    spans = filler(VOCABULARIES[rhythm], time).fill(start, length, Chance("rhythm", seed), wildness)
    ends = [start, *(span.end for span in spans)]
    assert [span.start for span in spans] == ends[:-1]
    assert ends[-1] == length
