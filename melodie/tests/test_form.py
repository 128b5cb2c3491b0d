"""A score keeps its form and its chords, and is written as before where it has none."""

from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from melodie.event import Event
from melodie.form import BarForm, PhraseEnd
from melodie.harmony import Chord, PlacedChord
from melodie.pitch import Pitch
from melodie.score import Bar, Score
from tests.builders import a_score, bar, note, rest

SCORE: TypeAdapter[Score] = TypeAdapter(Score)
WHOLE = note("C4", "1")
TONIC = PlacedChord(Fraction(0), Chord("C", "major"))
DOMINANT = PlacedChord(Fraction(1, 2), Chord("G", "dominant7", bass="D"))


def formed(**fields: Any) -> Bar:
    return Bar((WHOLE,), **fields)


def test_a_score_keeps_its_form_and_its_chords() -> None:
    end = BarForm("literal", 0, "close", PhraseEnd(0, "final"))
    score = a_score([formed(form=BarForm(job="open"), chords=(TONIC, DOMINANT)), formed(form=end)])

    assert SCORE.validate_json(SCORE.dump_json(score)) == score


def test_what_a_bar_does_not_have_is_left_out() -> None:
    plain: dict[str, Any] = SCORE.dump_python(a_score([bar(WHOLE)]), mode="json")

    assert set(plain["bars"][0]) == {"events", "pickup"}
    assert not {"foreign", "breath", "slur"} & set(plain["bars"][0]["events"][0])
    assert SCORE.dump_python(a_score([formed(form=BarForm())]), mode="json")["bars"][0]["form"] == {
        "relation": "new"
    }


def test_a_bar_may_answer_the_very_first_one() -> None:
    written: dict[str, Any] = SCORE.dump_python(
        a_score([bar(WHOLE), formed(form=BarForm("moved", 0))]), mode="json"
    )

    assert written["bars"][1]["form"] == {"relation": "moved", "answers": 0}


@pytest.mark.parametrize(("relation", "answers"), [("new", 0), ("literal", None)])
def test_a_relation_is_to_a_bar(relation: Any, answers: int | None) -> None:
    with pytest.raises(ValueError, match="answers an earlier bar"):
        BarForm(relation, answers)


@pytest.mark.parametrize("answers", [1, 2])
def test_a_bar_answers_an_earlier_one(answers: int) -> None:
    with pytest.raises(ValueError, match="bar 2 answers a bar that does not come before it"):
        a_score([bar(WHOLE), formed(form=BarForm("rhythm", answers)), bar(WHOLE)])


def test_a_phrase_ends_with_a_note_of_its_bar() -> None:
    with pytest.raises(ValueError, match="not there"):
        formed(form=BarForm(phrase_end=PhraseEnd(1, "half")))


@pytest.mark.parametrize(
    ("chords", "said"),
    [
        ((DOMINANT, TONIC), "one after another"),
        ((TONIC, TONIC), "one after another"),
        ((TONIC, PlacedChord(Fraction(1), None)), "after its bar is over"),
    ],
)
def test_chords_stand_in_order_inside_their_bar(chords: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        formed(chords=chords)


@pytest.mark.parametrize(
    "fault",
    [
        {"root": "H"},
        {"root": "C###"},
        {"quality": "heavy"},
        {"bass": "C4"},
        {"colour": "red"},
    ],
)
def test_a_chord_is_one_that_can_be_written(fault: dict[str, str]) -> None:
    chords: TypeAdapter[Chord] = TypeAdapter(Chord)
    assert chords.validate_python({"root": "Bbb", "quality": "minor7"})
    with pytest.raises(ValidationError):
        chords.validate_python({"root": "Bbb", "quality": "minor7"} | fault)


def test_a_foreign_note_is_a_note() -> None:
    assert Event(Pitch.parse("F#4"), Fraction(1, 4), foreign=True).foreign
    with pytest.raises(ValueError, match="every scale"):
        Event(rest("1/4").pitch, Fraction(1, 4), foreign=True)
