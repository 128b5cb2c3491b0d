"""What is kept of bars written before changes nothing that is written, and has an end."""

from hypothesis import given, settings

from melodie.score import Score
from service4_lilypond.notation import bar_rhythm
from service4_lilypond.notation.notation import notate
from service4_lilypond.tests.shorthand import rhythm
from tests.scores import scores


@settings(max_examples=40)
@given(scores(), scores())
def test_a_score_is_written_alike_whatever_was_written_before(one: Score, other: Score) -> None:
    bar_rhythm._kept.cache_clear()
    alone = notate(one)

    bar_rhythm._kept.cache_clear()
    notate(other)

    assert notate(one) == notate(one) == alone


def test_a_rhythm_that_returns_is_worked_out_once() -> None:
    bar_rhythm._kept.cache_clear()

    notate(rhythm("4/4", *["4 4 2"] * 8))

    assert bar_rhythm._kept.cache_info().misses == 1


def test_a_bar_of_more_events_than_any_tune_has_is_not_kept() -> None:
    bar_rhythm._kept.cache_clear()

    notate(rhythm("4/4", " ".join(["64"] * 64)))

    assert bar_rhythm._kept.cache_info().currsize == 0
