from fractions import Fraction

from hypothesis import given, settings

from melodie.score import Pitch, Score
from service4_lilypond.timeline import SoundingNote, score_length, sounding_notes
from tests.builders import a_score, bar, note, rest
from tests.scores import scores


def test_tied_notes_sound_as_one_across_the_barline() -> None:
    score = a_score(
        [
            bar(rest("1/2"), note("C4", "1/4"), note("D4", "1/4", tie=True)),
            bar(note("D4", "1/2", tie=True), note("D4", "1/8"), note("D4", "3/8")),
        ]
    )
    assert sounding_notes(score) == (
        SoundingNote(Fraction(1, 2), Fraction(1, 4), Pitch.parse("C4")),
        SoundingNote(Fraction(3, 4), Fraction(7, 8), Pitch.parse("D4")),
        SoundingNote(Fraction(13, 8), Fraction(3, 8), Pitch.parse("D4")),
    )


def test_the_length_counts_closing_rests() -> None:
    assert score_length(a_score([bar(note("C4", "1/4"), rest("3/4"))])) == 1


@settings(max_examples=50)
@given(scores())
def test_notes_follow_each_other_within_the_score(score: Score) -> None:
    now = Fraction(0)
    for sounding in sounding_notes(score):
        assert sounding.onset >= now
        assert sounding.duration > 0
        now = sounding.onset + sounding.duration
    assert now <= score_length(score)
