"""Other chords for the same tune: no note of it moves, and what had none has some."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from melodie.errors import InvalidInput
from melodie.score import Score
from service2_notes.harmonising.tastes import TASTES
from service2_notes.tests.twists.scores import any_scores, twisted
from tests.builders import a_score


@given(any_scores())
@settings(max_examples=20)
def test_no_note_moves_and_every_whole_bar_has_chords(score: Score) -> None:
    bare = replace(score, bars=tuple(replace(bar, chords=()) for bar in score.bars))
    for taste in TASTES:
        made = twisted(bare, "harmonise", taste).score
        assert all(bool(bar.chords) is not bar.pickup for bar in made.bars)
        assert replace(made, bars=tuple(replace(bar, chords=()) for bar in made.bars)) == bare


def test_chords_that_are_there_already_are_no_change() -> None:
    made = twisted(a_score(), "harmonise", "plain").score
    with pytest.raises(InvalidInput) as refused:
        twisted(made, "harmonise", "plain")
    assert [fault.code for fault in refused.value.fields] == ["changes_nothing"]
