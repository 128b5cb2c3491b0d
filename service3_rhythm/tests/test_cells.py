"""Every metre and vocabulary has bars for every place of a phrase, exact and in its values."""

from collections.abc import Iterable
from itertools import pairwise, product

import pytest

from melodie.time_signature import TimeSignature
from service3_rhythm.cells.bank import cells_of, upbeats_of
from service3_rhythm.cells.cell import Cell, laid_out
from service3_rhythm.cells.filled import MOST_PIECES, filled, hold, pause
from service3_rhythm.cells.fragment import fragment
from service3_rhythm.cells.halves import sharing
from service3_rhythm.cells.offbeat import early
from service3_rhythm.cells.pools import pool_of, values_in
from service3_rhythm.cells.recast import doubled, halved, quartered, skipping, thirds
from service3_rhythm.form.plan import PLACES
from service3_rhythm.grid import QUARTER, WHOLE, grid_of
from service3_rhythm.spans import Span
from service3_rhythm.styles import STYLES
from service3_rhythm.time_signatures import TIME_SIGNATURES
from service3_rhythm.vocabularies import VOCABULARIES

TIMES = [
    TimeSignature(row.beats, row.unit, groups)
    for row in TIME_SIGNATURES.values()
    for groups in row.groupings
]
FOUR_FOUR = TimeSignature(4, 4, (2, 2))
SIX_EIGHT = TimeSignature(6, 8, (3, 3))
SEVEN_EIGHT = TimeSignature(7, 8, (2, 2, 3))
EIGHTH = QUARTER // 2
PLACED = (1.0,) * len(PLACES)


def a_cell(*eighths: int) -> Cell:
    return Cell(laid_out(EIGHTH * length for length in eighths), PLACED)


def eighths(cells: Iterable[Cell]) -> list[list[float]]:
    return [[length / EIGHTH for length in cell.lengths] for cell in cells]


def check_exact(cell: Cell, time: TimeSignature) -> None:
    assert cell.spans[0].start == 0
    assert cell.length == grid_of(time).length
    assert all(before.end == after.start for before, after in pairwise(cell.spans))
    assert all(not a.tie or not b.rest for a, b in pairwise(cell.spans))
    assert not cell.spans[-1].tie
    assert cell.onsets > 0


@pytest.mark.parametrize("time", TIMES, ids=str)
@pytest.mark.parametrize("table", ["song", "dance"])
def test_the_bars_of_a_metre_fill_it(time: TimeSignature, table: str) -> None:
    cells = cells_of(time, table)
    assert len(cells) >= 10
    for cell in cells:
        check_exact(cell, time)
        assert not cell.spans[0].rest
    assert any(sum(lengths) <= grid_of(time).length / 2 for lengths, _ in upbeats_of(time, table))


def test_seven_eighths_are_beats_of_four_four_and_half_of_six_eight() -> None:
    assert [2, 2, 2, 1] in eighths(cells_of(SEVEN_EIGHT, "song"))
    assert [1] * 7 in eighths(cells_of(SEVEN_EIGHT, "dance"))


@pytest.mark.parametrize(("time", "vocabulary"), list(product(TIMES, VOCABULARIES)), ids=str)
def test_a_vocabulary_has_exact_bars_for_every_place(time: TimeSignature, vocabulary: str) -> None:
    for style in STYLES:
        pool = pool_of(time, style, vocabulary)
        assert all(sum(pool.odds[place]) > 0 for place in PLACES)
        for cell in pool.cells:
            check_exact(cell, time)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_bars_of_a_vocabulary_have_its_values(style: str, vocabulary: str) -> None:
    for time in (FOUR_FOUR, SIX_EIGHT):
        values = values_in(VOCABULARIES[vocabulary], grid_of(time))
        for cell in pool_of(time, style, vocabulary).cells:
            assert all(span.rest or span.triplet or span.length in values for span in cell.spans)


def test_a_hymn_has_fewer_short_notes_than_a_song() -> None:
    assert pool_of(FOUR_FOUR, "hymn", "gentle").mean < pool_of(FOUR_FOUR, "song", "gentle").mean


def test_skipping_lengthens_the_first_of_two_notes() -> None:
    grid = grid_of(FOUR_FOUR)
    assert eighths(skipping([a_cell(1, 1, 2, 2, 2)], grid)) == [[1.5, 0.5, 2, 3, 1]]
    assert eighths(skipping([a_cell(4, -4)], grid)) == [[6, -2]]
    assert eighths(skipping([a_cell(4, 2, 2)], grid)) == [[3, 1, 3, 1]]
    assert eighths(skipping([a_cell(1, 1, 1, 2, 1)], grid_of(SIX_EIGHT))) == [[1.5, 0.5, 1, 2, 1]]


def test_thirds_are_triplets_and_in_compound_time_duplets() -> None:
    third = 2 / 3
    assert eighths(thirds([a_cell(1, 1, 2, 1, 1, 2)], grid_of(FOUR_FOUR))) == [
        [third, third, third, 2, third, third, third, 2],
        [third, third, third, 2, 1, 1, 2],
    ]
    assert eighths(thirds([a_cell(2, 1, 3)], grid_of(SIX_EIGHT))) == [[1.5, 1.5, 3]]


def test_bars_are_joined_at_half_and_a_quarter_of_their_length() -> None:
    grid, bars = grid_of(FOUR_FOUR), [a_cell(2, 2, 2, 2), a_cell(4, 4)]
    assert [2, 2, 1, 1, 1, 1] in eighths(halved(bars, grid))
    assert [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5] in eighths(quartered(bars, grid))


def test_half_a_bar_is_doubled_where_it_can_be_cut() -> None:
    grid = grid_of(FOUR_FOUR)
    assert eighths(doubled([a_cell(2, 2, 4), a_cell(3, 3, 2)], grid)) == [[4, 4]]


def test_notes_begin_early_where_there_is_time() -> None:
    grid = grid_of(FOUR_FOUR)
    assert eighths([Cell(early(a_cell(2, 2, 4).spans, grid.beats[1:], grid), ())]) == [[1, 2, 5]]
    assert eighths([Cell(early(a_cell(1, 1, 2, 4).spans, grid.beats[1:2], grid), ())]) == [
        [1, 3, 4]
    ]
    quarters = frozenset({QUARTER, 2 * QUARTER})
    assert early(a_cell(2, 2, 4).spans, grid.beats[1:], grid, quarters) == a_cell(2, 2, 4).spans


def test_a_fragment_is_the_first_half_twice() -> None:
    grid = grid_of(FOUR_FOUR)
    found = fragment(a_cell(3, 1, 4).spans, grid)
    assert found is not None
    assert eighths([Cell(found, ())]) == [[3, 1, 3, 1]]
    assert fragment(a_cell(6, 2).spans, grid) is None
    assert fragment(a_cell(3, 1, 2).spans, grid_of(TimeSignature(3, 4, (3,)))) is None


def test_bars_are_cut_for_values_that_nothing_counted_has() -> None:
    short = frozenset({WHOLE // 32})
    assert [len(cell.spans) for cell in filled(grid_of(FOUR_FOUR), short)] == [32]
    nothing = filled(grid_of(TimeSignature(5, 8, (2, 3))), frozenset({WHOLE}))
    assert eighths(nothing) == [[2, 3]]


def test_a_long_note_is_tied_and_a_long_silence_written_in_few_rests() -> None:
    grid = grid_of(SEVEN_EIGHT)
    dotted = frozenset({EIGHTH * 3, EIGHTH * 2})
    assert [(s.length // EIGHTH, s.tie) for s in hold(0, 7 * EIGHTH, grid, dotted)] == [
        (3, True), (3, True), (1, False),
    ]  # fmt: skip
    assert [s.length for s in pause(0, 6 * EIGHTH, frozenset({4 * EIGHTH, 2 * EIGHTH}))] == [
        4 * EIGHTH,
        2 * EIGHTH,
    ]
    tiny = list(pause(0, WHOLE, frozenset({1})))
    assert tiny == [Span(0, WHOLE, rest=True)]
    assert len(tiny) <= MOST_PIECES


def test_a_half_that_is_kept_is_found_in_other_bars_with_another_half() -> None:
    pool, own = pool_of(FOUR_FOUR, "dance", "gentle"), a_cell(3, 1, 2, 2)
    heads = sharing(pool, own.spans, 4 * EIGHTH, "head")
    tails = sharing(pool, own.spans, 4 * EIGHTH, "tail")
    assert {cell.lengths[:2] for cell in heads.cells} == {(3 * EIGHTH, EIGHTH)}
    assert {cell.lengths[-2:] for cell in tails.cells} == {(2 * EIGHTH, 2 * EIGHTH)}
    assert own.lengths not in {cell.lengths for cell in (*heads.cells, *tails.cells)}
    assert all(len(row) == len(heads.cells) for row in heads.odds.values())
