from fractions import Fraction

from hypothesis import given, settings

from melodie.score import Score
from melodie.sounding import note_numbers, sounding_notes
from tests.builders import a_score, bar, note, rest
from tests.scores import scores


def test_tied_notes_sound_as_one_across_the_barline() -> None:
    score = a_score(
        [
            bar(rest("1/2"), note("C4", "1/4"), note("D4", "1/4", tie=True)),
            bar(note("D4", "1/2", tie=True), note("D4", "1/8"), note("D4", "3/8")),
        ]
    )
    heard = [(str(note.pitch), note.onset, note.duration) for note in sounding_notes(score)]
    assert heard == [
        ("C4", Fraction(1, 2), Fraction(1, 4)),
        ("D4", Fraction(3, 4), Fraction(7, 8)),
        ("D4", Fraction(13, 8), Fraction(3, 8)),
    ]


def test_a_note_knows_where_in_which_bar_it_begins() -> None:
    upbeat = bar(rest("1/8"), note("C4", "1/8"), pickup=True)
    score = a_score([upbeat, bar(rest("1/2"), note("D4", "1/2"))])
    places = [(note.id, note.bar, note.place) for note in sounding_notes(score)]
    assert places == [("n1", 0, Fraction(7, 8)), ("n2", 1, Fraction(1, 2))]


def test_a_tie_into_a_silentholds_nothing() -> None:
    held, plain, silent = (True, True), (True, False), (False, False)
    assert list(note_numbers([held, silent, plain])) == [1, None, 2]
    assert list(note_numbers([silent, held, held, plain, plain])) == [None, 1, 1, 1, 2]


@settings(max_examples=50)
@given(scores())
def test_every_event_that_is_no_silentis_part_of_one_note(score: Score) -> None:
    notes = sounding_notes(score)
    joined = [event for note in notes for event in note.events]
    assert joined == [event for bar in score.bars for event in bar.events if event.pitch]
    assert [note.id for note in notes] == [f"n{number + 1}" for number in range(len(notes))]
    for heard in notes:
        assert {event.pitch for event in heard.events} == {heard.pitch}
        assert heard.duration == sum(event.duration for event in heard.events)


@settings(max_examples=50)
@given(scores())
def test_notes_follow_each_other_within_the_score(score: Score) -> None:
    now = Fraction(0)
    for sounding in sounding_notes(score):
        assert sounding.onset >= now
        assert sounding.duration > 0
        now = sounding.onset + sounding.duration
    assert now <= score.length
