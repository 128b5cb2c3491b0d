from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from melodie.accompaniment import Accompaniment, AccompanimentBar, Struck
from melodie.pitch import Pitch
from melodie.score import Score
from tests.builders import a_score, bar, note, struck

SCORE: TypeAdapter[Score] = TypeAdapter(Score)

WHOLE = AccompanimentBar((struck("C3 E3 G3", "1"),), (struck("C2", "1"),))


def accompanied(*bars: AccompanimentBar, **more: Any) -> Score:
    tune = a_score([bar(note("C5", "1")) for _ in bars])
    return replace(tune, accompaniment=Accompaniment("held", bars, **more))


@pytest.mark.parametrize("duration", ["0", "9", "1/3", "1/512"])
def test_a_chord_lasts_what_can_be_written_without_a_tuplet(duration: str) -> None:
    with pytest.raises(ValueError, match=r"duration|note value"):
        struck("C3", duration)


def test_silence_in_an_upbeat_may_be_part_of_a_tuplet() -> None:
    assert struck("", "1/12").pitches == ()


@pytest.mark.parametrize("pitches", ["E3 C3", "C3 C3", "C#3 Db3"])
def test_the_notes_of_a_chord_are_different_ones_and_the_lowest_comes_first(pitches: str) -> None:
    with pytest.raises(ValueError, match="lowest first"):
        struck(pitches, "1")


def test_the_bass_has_one_note_at_a_time() -> None:
    with pytest.raises(ValueError, match="one note at a time"):
        AccompanimentBar((struck("C3", "1"),), (struck("C2 G2", "1"),))


def test_chords_and_bass_are_equally_long() -> None:
    with pytest.raises(ValueError, match="equally long"):
        AccompanimentBar((struck("C3", "1"),), (struck("C2", "1/2"),))


def test_an_accompaniment_has_a_bar_for_every_bar_as_long_as_that() -> None:
    tune = a_score([bar(note("C5", "1/4"), pickup=True), bar(note("C5", "1"))])
    with pytest.raises(ValueError, match="1 bars instead of 2"):
        replace(tune, accompaniment=Accompaniment("held", (WHOLE,)))
    with pytest.raises(ValueError, match="bar 1 of the accompaniment lasts 1 instead of 1/4"):
        replace(tune, accompaniment=Accompaniment("held", (WHOLE, WHOLE)))
    rest = AccompanimentBar((struck("", "1/4"),), (struck("", "1/4"),))
    assert replace(tune, accompaniment=Accompaniment("held", (rest, WHOLE))).accompaniment


def test_a_score_without_an_accompaniment_says_nothing_of_one() -> None:
    assert b"accompaniment" not in SCORE.dump_json(a_score([bar(note("C5", "1"))]))


def test_an_accompaniment_comes_back_as_it_was_written_without_defaults() -> None:
    score = accompanied(WHOLE, WHOLE)
    written = SCORE.dump_json(score)
    assert SCORE.validate_json(written) == score
    assert b"program" not in written.partition(b'"accompaniment"')[2]
    organ = accompanied(WHOLE, program=19, bass_program=0)
    assert SCORE.validate_json(SCORE.dump_json(organ)) == organ


def test_an_accompaniment_with_what_is_not_known_is_refused_or_read_without_it() -> None:
    written = SCORE.dump_python(accompanied(WHOLE), mode="json")
    written["accompaniment"]["swing"] = 3
    with pytest.raises(ValidationError):
        SCORE.validate_python(written)
    assert SCORE.validate_python(written, extra="ignore") == accompanied(WHOLE)


def test_times_are_exact() -> None:
    assert Struck((Pitch.parse("C3"),), Fraction(3, 16)).duration * 16 == 3
    assert WHOLE.length == 1
