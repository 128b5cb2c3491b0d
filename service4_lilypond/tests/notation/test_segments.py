import pytest
from hypothesis import given, settings

from melodie.score import Score
from service4_lilypond.notation.notation import notate
from service4_lilypond.tests.shorthand import rhythm, values
from tests.scores import scores


@pytest.mark.parametrize(
    ("played", "expected"),
    [
        ("8~ 8 4 2", "4 4 2"),
        ("8 8~ 4 2", "8 8~ 4 2"),
        ("r8 r8 4 r4 r4", "r4 4 r2"),
        ("8t~ 8t~ 8t 4 2", "4 4 2"),
        ("r8t r8t r8t 4 2", "r4 4 2"),
        ("8t r8t r8t 4 2", "{8 r4} 4 2"),
        ("4~ 8t 8t 8t 2", "4~ {8 8 8} 2"),
    ],
)
def test_what_sounds_as_one_is_written_as_one(played: str, expected: str) -> None:
    assert values(rhythm("4/4", played)) == [expected]


@pytest.mark.parametrize(
    ("played", "expected"),
    [
        ("8t 8t 8t 8t 8t 8t 2", "{8 8 8} {8 8 8} 2"),
        ("4t 8t 8t 4t 2", "{4 8} {8 4} 2"),
        ("4t 4t 4t 2", "{4 4 4} 2"),
        ("4t 4t 8t 8t 2", "{4 4 8 8} 2"),
        ("16t 16t 16t 16t 16t 16t 4 2", "{16 16 16} {16 16 16} 4 2"),
        ("8t 16t 16t 8t 4 2", "{8 16 16 8} 4 2"),
        ("8t 16t 8 4 2", "{8 16} 8 4 2"),
        ("16q 16q 16q 16q 16q 4 2", "{16 16 16 16 16} 4 2"),
        ("8t 8t 8t 16q 16q 16q 16q 16q 2", "{8 8 8} {16 16 16 16 16} 2"),
        ("2t 2t 2t", "{2 2 2}"),
        ("2t~ 8t 8t 2t 4t", "{2~ 8 8} {2 4}"),
    ],
)
def test_each_tuplet_is_complete_under_its_own_bracket(played: str, expected: str) -> None:
    assert values(rhythm("4/4", played)) == [expected]


def test_a_tuplet_torn_apart_is_still_written_out() -> None:
    assert values(rhythm("4/4", "8t 4 8t 2 8t")) == ["{8} 4 {8} 2 {8}"]
    assert values(rhythm("4/4", "8t r4 4t 8 8 4")) == ["{8} r4 {4} 8 8 4"]


@settings(max_examples=40)
@given(scores())
def test_the_paper_says_no_more_and_no_less_than_the_music(score: Score) -> None:
    for played, bar in zip(score.bars, notate(score).bars, strict=True):
        assert sum(event.duration for event in bar.events) == played.length
        open_brackets = 0
        for event in bar.events:
            open_brackets += event.tuplet_begins
            assert open_brackets == (event.tuplet is not None)
            open_brackets -= event.tuplet_ends
        assert open_brackets == 0
