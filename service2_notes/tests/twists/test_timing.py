from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given, reject

from melodie.duration import TRIPLET
from melodie.errors import InvalidInput
from melodie.form import BarForm, PhraseEnd
from melodie.harmony import Chord, PlacedChord
from melodie.score import Bar, Score
from melodie.sounding import sounding_notes
from service2_notes.tests.twists.scores import any_scores, sounding
from service2_notes.twists.rewriting import unmarked
from service2_notes.twists.timing import augment, diminish, retrograde
from tests.builders import a_score, bar, note, rest, time_signature

C, G = Chord("C", "major"), Chord("G", "dominant7")


def begins_at_once(score: Score) -> bool:
    return score.bars[0].events[0].pitch is not None


def notes_only(score: Score) -> list[list[object]]:
    return [[event for event in bar.events if event.pitch] for bar in unmarked(score).bars]


@given(any_scores())
def test_retrograde_twice_gives_the_same_notes_ties_tuplets_and_upbeat(score: Score) -> None:
    assume(begins_at_once(score))
    twice = retrograde(retrograde(score, ""), "")
    assert notes_only(twice) == notes_only(score)
    assert [bar.pickup for bar in twice.bars] == [bar.pickup for bar in score.bars]
    assert [bar.chords for bar in twice.bars] == [bar.chords for bar in score.bars]


@given(any_scores())
def test_retrograde_plays_every_note_from_the_last_to_the_first(score: Score) -> None:
    turned = [(duration, key) for _, duration, key in sounding(retrograde(score, ""))]
    assert turned == [(duration, key) for _, duration, key in sounding(score)][::-1]


def test_an_upbeat_goes_to_the_last_bar_and_a_closing_rest_makes_a_new_one() -> None:
    upbeat = bar(note("G4", "1/4"), pickup=True)
    last = bar(note("C5", "1/2"), note("C4", "1/4"), rest("1/4"))
    turned = retrograde(a_score([upbeat, last]), "")
    assert [bar.pickup for bar in turned.bars] == [True, False]
    assert turned.bars[0].events == (note("C4", "1/4"), note("C5", "1/2"))
    assert turned.bars[1].events == (note("G4", "1/4"), rest("3/4"))


def test_ties_chords_and_phrase_ends_are_turned_too() -> None:
    first = Bar(
        (note("C4", "1/4"), note("E4", "3/4", tie=True)),
        form=BarForm(),
        chords=(PlacedChord(Fraction(0), C), PlacedChord(Fraction(3, 4), G)),
    )
    ends = BarForm(phrase_end=PhraseEnd(1, "final"))
    last = Bar((note("E4", "1/2"), note("D4", "1/2")), form=ends)
    turned = retrograde(a_score([first, last]), "")
    assert turned.bars[0].events == (note("D4", "1/2"), note("E4", "1/2", tie=True))
    assert turned.bars[1].events == (note("E4", "3/4"), note("C4", "1/4"))
    assert turned.bars[1].chords == (
        PlacedChord(Fraction(0), G),
        PlacedChord(Fraction(1, 4), C),
    )
    assert turned.bars[1].phrase_end == PhraseEnd(1, "final")


@given(any_scores())
def test_augmented_every_note_is_twice_as_long_in_whole_bars(score: Score) -> None:
    try:
        longer = augment(score, "")
    except InvalidInput:  # where a note value is too short or too long
        reject()
    assert sounding(longer) == [(2 * o, 2 * d, key) for o, d, key in sounding(score)]


@given(any_scores())
def test_what_is_augmented_can_be_diminished_again(score: Score) -> None:
    try:
        back = diminish(augment(score, ""), "")
    except InvalidInput:  # where a note value is too short or too long
        reject()
    assert sounding(back) == sounding(score)
    if not score.bars[0].pickup:  # which may have become a bar
        assert [bar.chords for bar in back.bars] == [bar.chords for bar in score.bars]


def test_a_note_over_a_new_barline_is_tied_and_over_an_old_one_joined() -> None:
    score = a_score([bar(note("C4", "1/4"), note("D4", "1/2"), note("E4", "1/4"))])
    longer = augment(score, "")
    assert longer.bars[0].events == (note("C4", "1/2"), note("D4", "1/2", tie=True))
    assert longer.bars[1].events == (note("D4", "1/2"), note("E4", "1/2"))
    assert diminish(longer, "") == score


def test_half_a_bar_that_is_left_is_filled_with_a_rest() -> None:
    shorter = diminish(a_score(), "")
    assert shorter.bars[0].events[-1] == rest("1/2")


def test_an_upbeat_is_stretched_with_the_rest() -> None:
    upbeat = bar(note("G4", "1/2"), pickup=True)
    waltz = bar(note("C4", "3/4"))
    longer = augment(a_score([upbeat, waltz], time_signature=time_signature("3/4")), "")
    assert [bar.length for bar in longer.bars] == [Fraction(1, 4), *[Fraction(3, 4)] * 3]
    assert [bar.pickup for bar in longer.bars] == [True, False, False, False]


def test_a_triplet_over_a_new_barline_is_parted_where_it_can_be_written() -> None:
    triplet = [note(p, "1/12", tuplet=TRIPLET) for p in ("C4", "D4", "E4")]
    score = a_score(
        [bar(note("G4", "1/4"), *triplet, note("C4", "1/4"))],
        time_signature=time_signature("3/4"),
    )
    longer = augment(score, "")
    assert [str(e.duration) for e in longer.bars[0].events] == ["1/2", "1/6", "1/12"]
    assert [n.duration for n in sounding_notes(longer)][1:4] == [Fraction(1, 6)] * 3


def test_the_form_is_said_anew_where_it_was_said() -> None:
    opening = a_score().bars[0]
    said = [replace(opening, form=BarForm()), replace(opening, form=BarForm("literal", 0))]
    turned = retrograde(a_score(said), "")
    assert [(b.form.relation, b.form.answers) for b in turned.bars if b.form] == [
        ("new", None),
        ("literal", 0),
    ]
    assert augment(a_score([opening]), "").bars[0].form is None


@pytest.mark.parametrize("bars", [33, 64])
def test_more_bars_than_a_melody_has_are_refused(bars: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        augment(a_score(a_score().bars * bars), "")
    assert refused.value.fields[0].code == "too_many_bars"
    assert refused.value.fields[0].params == {"bars": 2 * bars, "most": 64}
