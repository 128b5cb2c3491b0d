"""Eighths that swing: long and short, within their beats, together with all that sounds."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie.accompaniment import Accompaniment
from melodie.contract import Playing
from melodie.duration import QUARTER, TRIPLET
from melodie.score import Bar, Score
from melodie.sounding import sounding_notes
from melodie.tempo import Tempo
from service4_lilypond.sound.expression.interpretation import interpret
from service4_lilypond.sound.expression.swing import Swing, first_part, swing_of
from service4_lilypond.sound.midi import midi
from service4_lilypond.sound.performance import perform
from service4_lilypond.tests.accompanied import two_hands
from tests.builders import a_score, bar, note, rest, time_signature
from tests.scores import scores

amounts = st.integers(1, 100)
tempos = st.integers(20, 300)

EIGHTHS = bar(*(note(pitch, "1/8") for pitch in ("C4", "D4", "E4", "F4", "G4", "A4", "B4", "C5")))


def swung(*bars: Bar, bpm: int = 180, time: str = "4/4", **more: object) -> Score:
    tempo, metre = Tempo(QUARTER, bpm), time_signature(time)
    score = a_score(list(bars), tempo=tempo, time_signature=metre)
    return replace(score, feel="swung", **more)  # type: ignore[arg-type]


def swing(score: Score, expression: int = 60) -> Swing:
    found = swing_of(score, sounding_notes(score), expression)
    assert found
    return found


def played(score: Score, expression: int = 60) -> list[Fraction]:
    """Return where in its beats, from 0 to 1, each note of a first bar is played."""
    bends = swing(score, expression)
    return [bends.at(one.onset) / QUARTER % 1 for one in sounding_notes(score)]


@given(scores(), amounts)
def test_heads_of_beats_stay_and_places_keep_their_order(score: Score, expression: int) -> None:
    score = replace(score, feel="swung")
    found = swing_of(score, sounding_notes(score), expression)
    assert (found is not None) is score.time_signature.can_swing
    if found is None:
        return
    heads = [found.first + QUARTER * beat for beat in range(len(found.bends) + 1)]
    assert [found.at(head) for head in heads] == heads
    assert heads[-1] == score.length
    places = [found.first + (score.length - found.first) * part / 240 for part in range(241)]
    assert all(found.at(one) < found.at(other) for one, other in pairwise(places))


@given(scores(), amounts)
def test_a_swung_melody_lasts_as_long_as_a_straight_one(score: Score, expression: int) -> None:
    straight, swings = (
        perform(replace(score, feel=feel), Playing(expression=expression, metronome=True))
        for feel in ("straight", "swung")
    )
    assert swings.seconds == straight.seconds
    assert swings.bars == straight.bars
    assert swings.clicks == straight.clicks


@given(scores())
def test_without_expression_nothing_swings(score: Score) -> None:
    straight, swings = (replace(score, feel=feel) for feel in ("straight", "swung"))
    assert interpret(swings, 0) == interpret(straight, 0)


@given(tempos, tempos, amounts, amounts)
def test_it_swings_less_where_it_is_faster_and_more_with_more_expression(
    one: int, other: int, less: int, more: int
) -> None:
    (slow, fast), (less, more) = sorted((one, other)), sorted((less, more))
    parts = [
        first_part(Fraction(bpm), Fraction(expression, 60))
        for bpm, expression in ((fast, less), (slow, less), (slow, more))
    ]
    assert parts == sorted(parts)
    assert Fraction(1, 2) <= parts[0]
    assert parts[2] <= Fraction(7, 9)


@pytest.mark.parametrize(("bpm", "ratio"), [(40, 3), (60, 3), (180, 2), (300, 1)])
def test_the_ratio_is_three_to_one_slow_two_at_medium_tempo_and_even_fast(
    bpm: int, ratio: int
) -> None:
    first = first_part(Fraction(bpm), Fraction(1))
    assert first / (1 - first) == ratio


def test_tempo_is_counted_in_quarters_whatever_the_beat_is() -> None:
    halves = replace(swung(EIGHTHS), tempo=Tempo(Fraction(1, 2), 90))
    assert played(halves) == played(swung(EIGHTHS)) == [0, Fraction(2, 3)] * 4


def test_what_divides_one_eighth_divides_it_as_before() -> None:
    tune = swung(bar(note("C4", "1/8"), note("D4", "1/16"), note("E4", "1/16"), rest("3/4")))
    assert played(tune) == [0, Fraction(2, 3), Fraction(5, 6)]


def test_four_sixteenths_and_dotted_eighths_and_triplets_are_as_written() -> None:
    sixteenths = [note("C4", "1/16")] * 4
    dotted = [note("C4", "3/16"), note("D4", "1/16")]
    triplet = [note("C4", "1/12", tuplet=TRIPLET)] * 3
    tune = swung(bar(*sixteenths, *dotted, *triplet, note("C4", "1/8"), note("D4", "1/8")))
    written = [one.onset / QUARTER % 1 for one in sounding_notes(tune)]
    assert played(tune)[:-1] == written[:-1]
    assert played(tune)[-1] == Fraction(2, 3)


def test_beside_a_triplet_an_accompaniment_swings_with_it() -> None:
    triplet = swing(swung(bar(*[note("C4", "1/12", tuplet=TRIPLET)] * 3, rest("3/4")), bpm=60))
    assert 0.65 < triplet.at(Fraction(1, 8)) / QUARTER < Fraction(2, 3)


@pytest.mark.parametrize("time", ["6/8", "12/8", "3/8", "5/8", "7/8"])
def test_beats_that_do_not_divide_in_two_eighths_do_not_swing(time: str) -> None:
    metre = time_signature(time)
    score = a_score([bar(*[note("C4", "1/8")] * metre.beats)], time_signature=metre)
    assert interpret(replace(score, feel="swung"), 60) == interpret(score, 60)


def test_an_accompaniment_swings_with_the_tune() -> None:
    off_beat = two_hands(":1/8 E3:1/8 :1/4 :1/2", "C3:1")
    score = swung(EIGHTHS, accompaniment=Accompaniment("held", (off_beat,)))
    performance = perform(score, Playing(expression=60, rounds=2))
    struck = min(one.onset for one in performance.backing if one.key == 52)
    assert struck == performance.notes[1].onset


def test_an_upbeat_of_an_eighth_is_short_and_is_counted_in_as_a_long_one() -> None:
    score = swung(bar(note("G3", "1/8"), pickup=True), EIGHTHS)
    tune = perform(score, Playing(expression=60, count_in=True, rounds=2))
    upbeat, first = tune.notes[:2]
    beat = Fraction(60, 180)
    assert float(first.onset) == pytest.approx(8 * beat, rel=0.01)
    assert float(first.onset - upbeat.onset) == pytest.approx(beat / 3, rel=0.05)
    assert tune.bars[0].onset == beat * Fraction(15, 2)


def test_midi_stays_on_the_grid() -> None:
    score = swung(EIGHTHS)
    assert midi(score) == midi(replace(score, feel="straight"))
