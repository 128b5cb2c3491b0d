"""A score played by a person: repeatable, in order, within bounds, and straight at 0."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from melodie.contract import Playing
from melodie.form import BarForm, PhraseEnd
from melodie.score import Bar, Score
from melodie.sounding import sounding_notes
from melodie.tempo import Tempo
from service4_lilypond.sound.expression.interpretation import Interpretation, interpret
from service4_lilypond.sound.expression.tempo import SLOWEST
from service4_lilypond.sound.performance import perform
from tests.builders import a_score, bar, note, rest
from tests.scores import scores

amounts = st.integers(1, 100)

CLOSING = a_score(
    [
        bar(note("G4", "1/4", tie=True), note("G4", "1/8"), note("A4", "1/8"), note("C5", "1/2")),
        bar(note("C5", "3/8"), note("B4", "1/8"), note("A4", "1/4"), note("G4", "1/4")),
        bar(note("E4", "1/4"), note("F4", "1/4"), note("D4", "1/4"), note("B3", "1/4")),
        bar(note("C4", "1/2"), rest("1/2")),
    ],
    tempo=Tempo(Fraction(1, 4), 100),
)


def with_end(score: Score, cadence: str) -> Score:
    """Return ``score`` with a form, whose only phrase ends with the first note of the last bar."""
    *bars, last = score.bars
    form = BarForm(phrase_end=PhraseEnd(0, cadence))  # type: ignore[arg-type]  # a literal
    return a_score([*bars, Bar(last.events, form=form)], tempo=score.tempo)


@given(scores())
def test_without_expression_every_note_is_as_written_and_as_loud(score: Score) -> None:
    read = interpret(score, 0)
    written = [(n.onset, n.end, 0.0) for n in sounding_notes(score)]
    assert [(n.onset, n.end, n.louder) for n in read.notes] == written
    assert read.curve.at(Fraction(7, 24)) == Fraction(7, 24)


@given(scores(), amounts)
def test_the_same_score_is_always_played_alike(score: Score, expression: int) -> None:
    assert interpret(score, expression) == interpret(score, expression)


@given(scores(), amounts)
def test_notes_are_played_once_each_and_in_order(score: Score, expression: int) -> None:
    read = interpret(score, expression)
    assert [n.sounding for n in read.notes] == list(sounding_notes(score))
    assert all(0 <= note.onset < note.end for note in read.notes)
    assert all(one.end <= other.onset for one, other in pairwise(read.notes))


@given(scores(), amounts, st.booleans())
def test_velocities_are_those_of_midi_and_times_go_on(
    score: Score, expression: int, counted: bool
) -> None:
    played = perform(score, Playing(expression=expression, count_in=counted, metronome=True))
    assert all(1 <= note.velocity <= 127 for note in played.notes)
    assert all(one.onset < other.onset for one, other in pairwise(played.clicks))
    assert all(one.end == other.onset for one, other in pairwise(played.bars))
    assert played.bars[-1].end == played.seconds
    assert all(note.end <= played.seconds for note in played.notes)


@settings(max_examples=60)
@given(scores(), amounts)
def test_the_tempo_stays_within_bounds(score: Score, expression: int) -> None:
    curve = interpret(replace(score, feel="straight"), expression).curve
    places = [score.length * part / 60 for part in range(61)]
    for here, there in pairwise(places):
        pace = float((curve.at(there) - curve.at(here)) / (there - here))
        assert 0.85 < pace < 1.35 / SLOWEST


@given(scores(), amounts)
def test_a_loop_lasts_as_long_as_it_is_written(score: Score, expression: int) -> None:
    straight = perform(score, Playing(expression=0, rounds=2))
    played = perform(score, Playing(expression=expression, rounds=2))
    assert played.seconds == pytest.approx(straight.seconds, rel=1e-5)


def distance(read: Interpretation) -> list[tuple[float, float, float]]:
    """How far each note is from as written: in onset, length and loudness."""
    return [
        (abs(float(n.onset - n.sounding.onset)), float(n.sounding.end - n.end), abs(n.louder))
        for n in read.notes
    ]


@settings(max_examples=60)
@given(scores(), st.integers(1, 99))
def test_more_expression_is_more_of_every_loudness(score: Score, expression: int) -> None:
    less, more = distance(interpret(score, expression)), distance(interpret(score, expression + 1))
    assert all(one[2] <= other[2] for one, other in zip(less, more, strict=True))


def test_more_expression_slows_the_end_more_and_shortens_short_notes_more() -> None:
    read = [interpret(CLOSING, expression).notes for expression in range(0, 101, 10)]
    ends = [notes[-1].onset for notes in read]
    shorts = [notes[1].end - notes[1].onset for notes in read]
    assert ends == sorted(set(ends))
    assert shorts == sorted(set(shorts), reverse=True)


@pytest.mark.parametrize(("cadence", "slows"), [("final", True), ("half", False)])
def test_a_melody_slows_down_where_its_form_says_that_it_closes(cadence: str, slows: bool) -> None:
    read = interpret(with_end(CLOSING, cadence), 60)
    assert (read.curve.at(CLOSING.length) > CLOSING.length) is slows


def test_where_no_form_is_known_the_last_note_closes_but_not_in_a_loop() -> None:
    assert interpret(CLOSING, 60).curve.at(CLOSING.length) > CLOSING.length
    assert interpret(CLOSING, 60, closes=False).curve.at(CLOSING.length) == CLOSING.length


def test_what_follows_a_phrase_is_heard_after_a_breath() -> None:
    notes = interpret(with_end(CLOSING, "final"), 60).notes
    gaps = [other.onset - one.end for one, other in pairwise(notes)]
    whole = 2.4
    assert max(gaps) * whole == pytest.approx(0.03, abs=1e-3)  # a comma, no phrase ends within
    broken = a_score([bar(*[note("C4", "1/4")] * 4)] * 2 + [bar(rest("1/1"))], tempo=CLOSING.tempo)
    last = interpret(broken, 60).notes[-1]
    end = interpret(broken, 60).curve.at(last.sounding.end)
    assert float(end - last.end) * whole == pytest.approx(0.08, abs=1e-3)


def test_what_is_played_at_half_the_tempo_is_the_same_twice_as_long() -> None:
    usual, slow = (perform(CLOSING, Playing(percent=percent)) for percent in (100, 50))
    assert [n.onset * 2 for n in usual.notes] == [n.onset for n in slow.notes]
    assert [n.velocity for n in usual.notes] == [n.velocity for n in slow.notes]


def test_clicks_keep_to_the_tempo_of_the_music() -> None:
    played = perform(CLOSING, Playing(metronome=True, count_in=True))
    clicked = {click.onset for click in played.clicks}
    assert {bar.onset for bar in played.bars} <= clicked
    on_the_beat = {n.onset for n in played.notes if n.number in {1, 3, 4, 6, 8, 10, 12}}
    assert on_the_beat <= clicked
    counted = [click.onset for click in played.clicks if click.counted_in]
    assert counted == [Fraction(3, 5) * count for count in range(4)]
