"""What each rule of performance does by itself, in the numbers of its authors."""

from fractions import Fraction

import pytest

from melodie.form import BarForm, PhraseEnd
from melodie.harmony import Chord, PlacedChord
from melodie.score import Bar, Score
from melodie.sounding import sounding_notes
from service4_lilypond.sound.expression.articulation import silences
from service4_lilypond.sound.expression.contrast import CONTRAST, onsets, read_off
from service4_lilypond.sound.expression.loudness_rules import (
    Context,
    charge,
    chords_of,
    decibels,
    duration_contrast,
    harmonic_charge,
    high_loud,
    phrase_arch,
)
from service4_lilypond.sound.expression.phrases import Phrase, phrases
from service4_lilypond.sound.velocities import SQUARED, velocity
from tests.builders import a_score, bar, note, rest

SECOND = Fraction(2)
"""A whole note takes two seconds, as at 120 quarters a minute."""

EIGHT = bar(*(note(pitch, "1/8") for pitch in ("C4", "D4", "E4", "F4", "G4", "A4", "B4", "C5")))


def context(score: Score) -> Context:
    notes = sounding_notes(score)
    return Context(score.key.tonic, notes, phrases(score, notes), chords_of(score), SECOND)


def test_an_octave_higher_is_three_decibels_louder() -> None:
    given = context(a_score([EIGHT]))
    assert high_loud(given, given.notes[-1]) - high_loud(given, given.notes[0]) == 3


def test_a_phrase_swells_to_its_middle() -> None:
    given = context(a_score([EIGHT] * 2))
    heard = [phrase_arch(given, note) for note in given.notes]
    assert heard.index(max(heard)) == 8
    assert (heard[0], heard[8]) == (-3, 0)


@pytest.mark.parametrize(
    ("ms", "given"), [(200, -16.5), (300, -13.5), (600, 0), (20, 0), (2000, 0)]
)
def test_short_notes_get_less_and_very_short_ones_and_long_ones_what_they_have(
    ms: float, given: float
) -> None:
    assert read_off(CONTRAST, ms) == given


def test_of_a_long_and_a_short_note_the_short_one_is_later_shorter_and_softer() -> None:
    score = a_score([bar(note("C4", "3/8"), note("D4", "1/8"), note("E4", "1/2"))])
    given = context(score)
    before, late, after = onsets(score, given.notes, SECOND, 1)
    assert (before, after) == (0, Fraction(1, 2))
    assert float(late) * 2 == pytest.approx(0.75 + 0.015 * 0.75, abs=2e-3)
    assert duration_contrast(given, given.notes[1]) == pytest.approx(-0.05 * 15)
    assert onsets(score, given.notes, SECOND, 0)[1] == Fraction(3, 8)


def test_notes_of_one_length_keep_their_places() -> None:
    score = a_score([EIGHT])
    assert onsets(score, sounding_notes(score), SECOND, 1) == [Fraction(n, 8) for n in range(8)]


def test_chords_far_from_home_are_louder_and_no_chord_is_nothing() -> None:
    home, away = Chord("C", "major"), Chord("F#", "major7")
    assert charge(home, "C") == pytest.approx(1 / 3)
    assert (
        charge(Chord("G", "dominant7"), "C") > charge(Chord("F", "major"), "C") > charge(home, "C")
    )
    placed = (PlacedChord(Fraction(0), home), PlacedChord(Fraction(1, 2), away))
    silent = (PlacedChord(Fraction(0), None),)
    given = context(
        a_score(
            [
                Bar(EIGHT.events),
                Bar(EIGHT.events, chords=placed),
                EIGHT,
                Bar(EIGHT.events, chords=silent),
            ]
        )
    )
    heard = [harmonic_charge(given, given.notes[index]) for index in (0, 8, 12, 16, 24)]
    assert heard[0] == heard[4] == 0
    assert 0 < heard[1] < heard[2] == heard[3]


def test_loudness_is_told_against_the_mean() -> None:
    given = context(a_score([EIGHT] * 2))
    assert sum(decibels(given)) == pytest.approx(0)


def test_there_is_a_breath_after_a_phrase_and_a_comma_after_a_group_but_never_too_much() -> None:
    tune = a_score([bar(
        note("C4", "1/8"), note("D4", "1/4"), note("E4", "1/8"), note("E5", "1/8"),
        note("D5", "1/8"), note("C5", "1/4"),
    )])  # fmt: skip
    notes = sounding_notes(tune)
    heard = [float(silence) * 2000 for silence in silences(notes, {5}, SECOND, 1)]
    assert heard == [0, 30, 30, 0, 0, 80]
    short = silences(notes, {0}, SECOND, 100)[0]
    assert short == Fraction(3, 10) * Fraction(1, 8)


@pytest.mark.parametrize(
    ("bars", "borders"),
    [
        ([EIGHT] * 4, [0, 4]),
        ([EIGHT, bar(note("C4", "3/4"), rest("1/4"))] * 2, [0, 2, 4]),
        ([EIGHT, bar(note("C4", "3/4"), note("D4", "1/4"))] * 2, [0, Fraction(7, 4), 4]),
        ([bar(note("C4", "1/4"), rest("3/4"))] * 3, [0, 1, 2, 3]),
        ([bar(note("C4", "1/2"), rest("1/2")), bar(rest("1/1"))], [0, 2]),
    ],
)
def test_phrases_end_with_rests_and_long_notes(bars: list[Bar], borders: list[Fraction]) -> None:
    score = a_score(bars)
    found = phrases(score, sounding_notes(score))
    assert [found[0].begin, *(phrase.end for phrase in found)] == borders


def test_phrases_end_where_the_form_says_and_else_at_breath_marks() -> None:
    ends = BarForm(phrase_end=PhraseEnd(7, "half"))
    long = bar(note("C4", "3/4"), note("D4", "1/4"))
    formed = a_score([long, Bar(EIGHT.events, form=ends), long])
    assert phrases(formed, sounding_notes(formed)) == (
        Phrase(Fraction(0), Fraction(2)),
        Phrase(Fraction(2), Fraction(3)),
    )


def test_decibels_are_velocities_by_either_convention_within_midis_bounds() -> None:
    assert velocity(80, 0) == 80
    assert velocity(50, 6.02) == 100
    assert velocity(50, 12.04, SQUARED) == 100
    assert (velocity(80, 40), velocity(80, -90)) == (127, 1)
