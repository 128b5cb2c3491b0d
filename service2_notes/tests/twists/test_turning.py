from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mingus.core import chords
from mingus.core.notes import note_to_int

from melodie.harmony import Chord, PlacedChord
from melodie.pitch import Key
from melodie.score import Score
from melodie.sounding import sounding_notes
from service2_notes.scales import SCALES
from service2_notes.tests.shorthands import SHORTHANDS
from service2_notes.tests.twists.scores import LETTERS, any_scores, scores_in, sounding
from service2_notes.twists.chords import MIRRORED, mirrored_about
from service2_notes.twists.degrees import degree_of
from service2_notes.twists.turning import invert_exactly, invert_within_scale
from tests.builders import a_score, bar, note, rest

STAYS = st.sampled_from(["first", "last"])
CHURCH = ("major", "natural_minor", "dorian", "phrygian", "lydian", "mixolydian", "locrian")


@given(any_scores(), STAYS)
def test_twice_inverted_within_the_scale_it_is_the_original(score: Score, stays: str) -> None:
    twice = invert_within_scale(invert_within_scale(score, stays), stays)
    assert sounding(twice) == sounding(score)
    assert twice.key == score.key


@given(scores_in(*LETTERS), STAYS)
def test_twice_inverted_within_a_scale_of_seven_even_the_spelling_is(
    score: Score, stays: str
) -> None:
    twice = invert_within_scale(invert_within_scale(score, stays), stays)
    assert [bar.events for bar in twice.bars] == [bar.events for bar in score.bars]


@given(any_scores(), STAYS)
def test_twice_inverted_exactly_it_is_the_original(score: Score, stays: str) -> None:
    twice = invert_exactly(invert_exactly(score, stays), stays)
    assert sounding(twice) == sounding(score)


@given(scores_in(*CHURCH), STAYS)
def test_the_exact_mirror_of_a_mode_is_a_mode_without_foreign_notes(
    score: Score, stays: str
) -> None:
    mirrored = invert_exactly(score, stays)
    assert not any(event.foreign for bar in mirrored.bars for event in bar.events)
    assert invert_exactly(mirrored, stays).key.scale == score.key.scale


@given(scores_in(*LETTERS), STAYS)
def test_every_step_up_becomes_a_step_down(score: Score, stays: str) -> None:
    def moves(one: Score) -> list[int]:
        steps = [degree_of(n.pitch, one.key).step for n in sounding_notes(one)]
        return [b - a for a, b in pairwise(steps)]

    assert moves(invert_within_scale(score, stays)) == [-move for move in moves(score)]


@given(any_scores())
def test_the_note_that_stays_stays(score: Score) -> None:
    if notes := sounding_notes(score):
        for invert in (invert_exactly, invert_within_scale):
            first = sounding_notes(invert(score, "first"))[0].pitch
            last = sounding_notes(invert(score, "last"))[-1].pitch
            assert first.key_number == notes[0].pitch.key_number
            assert last.key_number == notes[-1].pitch.key_number


def test_major_becomes_phrygian_and_its_chords_the_other_way_round() -> None:
    line = bar(*(note(pitch, "1/4") for pitch in ("E4", "D4", "B3", "C4")))
    dominant = PlacedChord(Fraction(0), Chord("G", "dominant7"))
    score = a_score([bar(*line.events)])
    score = a_score([type(line)(line.events, chords=(dominant,))])
    mirrored = invert_exactly(score, "last")
    assert [str(e.pitch) for e in mirrored.bars[0].events] == ["Ab3", "Bb3", "Db4", "C4"]
    assert mirrored.key == Key("C", "phrygian", "phrygian")
    assert mirrored.bars[0].chords[0].chord == Chord("G", "half_diminished7")


def test_a_raised_note_is_lowered_by_the_mirror() -> None:
    score = a_score([bar(note("C4", "1/4"), note("F#4", "1/4"), note("G4", "1/2"))])
    inverted = invert_within_scale(score, "first")
    assert [str(e.pitch) for e in inverted.bars[0].events] == ["C4", "Gb3", "F3"]


@pytest.mark.parametrize("quality", MIRRORED)
def test_the_mirror_image_of_a_chord_has_the_mirrored_notes(quality: str) -> None:
    axis = note("C4", "1/4").pitch
    assert axis
    chord = Chord("E", quality)  # type: ignore[arg-type] # one of them
    image = mirrored_about(axis)(chord)
    assert _sounds(image) == {-sound % 12 for sound in _sounds(chord)}


def test_silence_has_no_upside_down() -> None:
    score = a_score([bar(rest("1"))])
    assert invert_exactly(score, "first") == invert_within_scale(score, "last") == score


def _sounds(chord: Chord) -> set[int]:
    return {note_to_int(n) for n in chords.from_shorthand(chord.root + SHORTHANDS[chord.quality])}


def test_every_scale_can_be_mirrored() -> None:
    assert {
        invert_exactly(a_score(key=Key("C", s.id, s.mode)), "last").key.tonic
        for s in SCALES.values()
    } == {"C"}
