import pytest

from melodie.form import BarForm
from melodie.score import Bar
from service2_notes.returns import found_returns, with_returns
from tests.builders import a_score, bar, note, rest

OPENING = "C4 D4 E4 C4"


def quarters(pitches: str) -> Bar:
    return bar(*(note(pitch, "1/4") for pitch in pitches.split()))


@pytest.mark.parametrize(
    ("pitches", "relation"),
    [
        (OPENING, "literal"),
        ("D4 E4 F4 D4", "moved"),
        ("C4 D4 G4 A4", "head"),
        ("E4 F4 G4 A4", "head_moved"),
        ("G4 F4 E4 C4", "tail"),
        ("G4 C4 G4 C4", "rhythm"),
    ],
)
def test_a_bar_returns_as_closely_as_its_notes_show(pitches: str, relation: str) -> None:
    assert list(found_returns([quarters(OPENING), quarters(pitches)]))[1] == (relation, 0)


def test_a_bar_of_another_rhythm_is_new() -> None:
    other = bar(note("C4", "1/2"), note("D4", "1/2"))
    assert list(found_returns([quarters(OPENING), other])) == [("new", None)] * 2


def test_an_upbeat_and_a_silent_bar_return_from_nowhere() -> None:
    silence, upbeat = bar(rest("1")), bar(note("C4", "1/4"), pickup=True)
    found = found_returns([upbeat, quarters(OPENING), silence, silence, quarters(OPENING)])
    assert [answers for _, answers in found] == [None, None, None, None, 1]


def test_what_is_held_into_a_bar_does_not_begin_in_it() -> None:
    held = bar(note("C4", "3/4"), note("D4", "1/4", tie=True))
    after = bar(note("D4", "1/4"), note("E4", "1/4"), note("F4", "1/2"))
    struck = bar(note("D4", "1/4"), note("E4", "1/4"), note("F4", "1/2"))
    assert list(found_returns([held, after, struck]))[2][0] != "literal"


def test_phrases_stay_where_they_were() -> None:
    score = a_score([Bar(quarters(OPENING).events, form=BarForm(job="open"))] * 2)
    assert with_returns(score).bars[1].form == BarForm("literal", 0, "open")
