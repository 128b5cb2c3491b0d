"""Sequences, ornaments and what is left when a tune is thinned out."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie.duration import TRIPLET
from melodie.errors import InvalidInput
from melodie.form import BarForm, PhraseEnd
from melodie.harmony import Chord, PlacedChord
from melodie.metre import Level, level_at
from melodie.score import Bar, Score
from melodie.sounding import sounding_notes
from service2_notes.tests.twists.scores import LETTERS, any_scores, scores_in, sounding
from service2_notes.twists.degrees import degree_of
from service2_notes.twists.ornamenting import ornament
from service2_notes.twists.sequencing import SHAPES, sequence
from service2_notes.twists.thinning import thin_out
from tests.builders import a_score, bar, note, rest

DOMINANT = (PlacedChord(Fraction(0), Chord("C", "major")),)


def pitches(bar: Bar) -> str:
    return " ".join(str(event.pitch or "-") for event in bar.events)


def test_a_sequence_moves_its_model_and_its_chords_by_step() -> None:
    first = Bar(a_score().bars[0].events, chords=DOMINANT)
    score = a_score([first, *a_score().bars * 4])
    made = sequence(score, "one_bar_up")
    assert [pitches(bar) for bar in made.bars] == [
        "C4 D4 E4 C4",
        "D4 E4 F4 D4",
        "E4 F4 G4 E4",
        *["C4 D4 E4 C4"] * 2,
    ]
    assert made.bars[1].chords[0].chord == Chord("D", "minor")


def test_two_bars_go_down_after_the_upbeat_and_the_end_stays() -> None:
    upbeat = bar(note("G3", "1/4"), pickup=True)
    whole = [bar(note(p, "1")) for p in ("C5", "E5", "G5", "G5", "C5")]
    made = sequence(a_score([upbeat, *whole]), "two_bars_down")
    assert [pitches(bar) for bar in made.bars] == ["G3", "C5", "E5", "B4", "D5", "C5"]


def test_what_is_said_again_answers_its_model_and_ends_phrases_where_they_ended() -> None:
    ends = BarForm("new", None, "half_close", PhraseEnd(0, "half"))
    bars = [replace(bar, form=ends) for bar in a_score().bars * 3]
    made = sequence(a_score(bars), "one_bar_down")
    assert made.bars[1].form == BarForm("moved", 0, "half_close", PhraseEnd(3, "half"))
    assert made.bars[2].form == ends


def test_a_tie_into_what_is_replaced_is_let_go_of() -> None:
    held = bar(note("C4", "1", tie=True))
    made = sequence(a_score([held, held, bar(note("C4", "1"))]), "one_bar_up")
    assert not any(event.tie for bar in made.bars for event in bar.events)


@pytest.mark.parametrize("option", SHAPES)
def test_a_sequence_needs_its_model_its_answer_and_an_end(option: str) -> None:
    least = 2 * SHAPES[option][0] + 1
    with pytest.raises(InvalidInput) as refused:
        sequence(a_score(a_score().bars * (least - 1)), option)
    assert refused.value.fields[0].params == {"least": least}
    assert sequence(a_score(a_score().bars * least), option).bars[-1] == a_score().bars[0]


@given(any_scores(), st.sampled_from(["passing", "neighbours", "both"]))
def test_ornaments_come_between_notes_that_stay_where_they_began(score: Score, option: str) -> None:
    made = ornament(score, option)
    before = {(onset, key) for onset, _, key in sounding(score)}
    assert before <= {(onset, key) for onset, _, key in sounding(made)}
    assert [bar.length for bar in made.bars] == [bar.length for bar in score.bars]
    keys = [key for _, _, key in sounding(score)]
    assert max([key for _, _, key in sounding(made)], default=0) == max(keys, default=0)


@given(scores_in(*LETTERS), st.sampled_from(["passing", "both"]))
def test_an_ornament_is_a_step_from_the_note_before(score: Score, option: str) -> None:
    old = {note.onset for note in sounding_notes(score)}
    made = [
        (n.onset in old, degree_of(n.pitch, score.key).step)
        for n in sounding_notes(ornament(score, option))
    ]
    for (_, before), (is_old, step) in pairwise(made):
        assert is_old or abs(step - before) == 1
    if option == "passing":
        for (is_old, step), (_, after) in pairwise(made):
            assert is_old or abs(after - step) == 1


def test_thirds_are_filled_and_repeated_notes_parted() -> None:
    score = a_score([bar(*(note(p, "1/4") for p in ("C4", "E4", "E4", "G4")))])
    assert pitches(ornament(score, "passing").bars[0]) == "C4 D4 E4 E4 F4 G4"
    assert pitches(ornament(score, "neighbours").bars[0]) == "C4 E4 F4 E4 G4"
    assert pitches(ornament(score, "both").bars[0]) == "C4 D4 E4 F4 E4 F4 G4"


def test_a_long_note_goes_to_its_neighbour_and_back_but_never_over_the_highest() -> None:
    score = a_score([bar(note("C4", "1/2"), note("F4", "1/4"), note("A4", "1/4"))])
    assert pitches(ornament(score, "neighbours").bars[0]) == "C4 D4 C4 F4 A4"
    high = a_score([bar(note("C5", "1/2"), note("F4", "1/2"))])
    assert pitches(ornament(high, "neighbours").bars[0]) == "C5 B4 C5 F4"


def test_what_closes_a_phrase_and_what_is_in_a_tuplet_or_too_short_stays_plain() -> None:
    triplet = [note(p, "1/12", tuplet=TRIPLET) for p in ("C4", "E4", "G4")]
    short = [note(p, "1/32") for p in ("C4", "E4")]
    score = a_score([bar(*triplet, *short, note("G4", "3/16"), note("G4", "1/2"))])
    assert pitches(ornament(score, "passing").bars[0]) == pitches(score.bars[0])
    ends = BarForm(phrase_end=PhraseEnd(3, "half"))
    whole = a_score([replace(bar, form=ends) for bar in a_score().bars * 2])
    assert pitches(ornament(whole, "neighbours").bars[0]) == pitches(whole.bars[0])


def test_the_end_of_a_phrase_keeps_its_note() -> None:
    ends = BarForm(phrase_end=PhraseEnd(3, "final"))
    thirds = bar(*(note(p, "1/4") for p in ("C4", "E4", "G4", "C5")))
    made = ornament(a_score([replace(thirds, form=ends)]), "passing").bars[0]
    assert made.phrase_end
    assert str(made.events[made.phrase_end.event].pitch) == "C5"


@given(any_scores(), st.sampled_from(["beats", "strong_beats"]))
def test_thinned_out_no_note_is_new_and_those_on_the_beat_are_left(
    score: Score, option: str
) -> None:
    made = thin_out(score, option)
    left = {(note.onset, note.pitch) for note in sounding_notes(made)}
    assert left <= {(note.onset, note.pitch) for note in sounding_notes(score)}
    weakest = Level.BEAT if option == "beats" else Level.STRONG_BEAT
    for note_ in sounding_notes(score):
        if level_at(score.time_signature, note_.place) <= weakest:
            assert (note_.onset, note_.pitch) in left
    silent = [e.duration for b in score.bars for e in b.events if not e.pitch]
    assert [e.duration for b in made.bars for e in b.events if not e.pitch] == silent


def test_what_is_left_out_is_time_of_the_note_before() -> None:
    eighths = [note(p, "1/8") for p in ("C4", "D4", "E4", "F4")]
    triplet = [note(p, "1/12", tuplet=TRIPLET) for p in ("G4", "A4", "G4")]
    score = a_score([bar(*eighths, *triplet, rest("1/8"), note("C5", "1/8"))])
    made = thin_out(score, "beats").bars[0]
    assert made.events == (
        note("C4", "1/4"),
        note("E4", "1/4"),
        note("G4", "1/4"),
        rest("1/8"),
        note("C5", "1/8"),
    )


def test_a_note_held_over_the_barline_holds_what_it_gives_way_to() -> None:
    first = bar(note("C4", "3/4"), note("D4", "1/8"), note("E4", "1/8", tie=True))
    score = a_score([first, bar(note("E4", "1/4"), note("F4", "3/4"))])
    made = thin_out(score, "beats")
    assert [(str(n.pitch), n.duration) for n in sounding_notes(made)] == [
        ("C4", Fraction(3, 4)),
        ("D4", Fraction(1, 2)),
        ("F4", Fraction(3, 4)),
    ]
