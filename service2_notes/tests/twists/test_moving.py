import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie.interval import Interval
from melodie.pitch import Pitch
from melodie.score import Score
from melodie.sounding import sounding_notes
from service2_notes.keys import KEYS, semitone_of
from service2_notes.scales import SCALES
from service2_notes.tests.twists.scores import LETTERS, any_scores, scores_in, sounding, twisted
from service2_notes.twists.degrees import degree_of, is_of, pitch_at
from service2_notes.twists.moving import (
    INTERVALS,
    change_scale,
    transpose_by_interval,
    transpose_to_key,
)
from tests.builders import a_score, bar, note

WAYS = [f"{way}_{name}" for way in ("up", "down") for name in INTERVALS]


@given(any_scores(), st.sampled_from(WAYS))
def test_every_note_moves_by_the_interval_that_is_asked_for(score: Score, option: str) -> None:
    way, _, name = option.partition("_")
    semitones = INTERVALS[name].semitones * (1 if way == "up" else -1)
    moved = transpose_by_interval(score, option)
    assert sounding(moved) == [(o, d, key + semitones) for o, d, key in sounding(score)]


@given(any_scores(), st.sampled_from(KEYS))
def test_a_key_is_gone_to_by_the_nearest_way(score: Score, tonic: str) -> None:
    moved = transpose_to_key(score, tonic)
    ways = {a[2] - b[2] for a, b in zip(sounding(moved), sounding(score), strict=True)}
    assert len(ways) <= 1
    assert all(abs(way) <= 6 for way in ways)
    assert semitone_of(moved.key.tonic) == semitone_of(tonic)


@given(any_scores(), st.sampled_from(KEYS))
def test_a_transposed_tune_comes_back_with_its_chords(score: Score, tonic: str) -> None:
    back = transpose_to_key(transpose_to_key(score, tonic), score.key.tonic)
    assert [key % 12 for _, _, key in sounding(back)] == [k % 12 for _, _, k in sounding(score)]
    roots = [[semitone_of(c.chord.root) for c in b.chords if c.chord] for b in back.bars]
    assert roots == [[semitone_of(c.chord.root) for c in b.chords if c.chord] for b in score.bars]
    assert back.bars[0].pickup == score.bars[0].pickup


@given(scores_in(*LETTERS), st.sampled_from(WAYS))
def test_no_accidental_appears_that_the_new_key_does_not_have(score: Score, option: str) -> None:
    moved = transpose_by_interval(score, option)
    for pitch in (sounds.pitch for sounds in sounding_notes(moved)):
        assert pitch_at(degree_of(pitch, moved.key), moved.key) == pitch
        assert degree_of(pitch, moved.key).raised == 0


@given(any_scores(), st.sampled_from(sorted(SCALES)))
def test_in_another_scale_no_note_lies_outside_it(score: Score, scale: str) -> None:
    changed = change_scale(score, scale)
    assert changed.key.scale == scale
    assert semitone_of(changed.key.tonic) == semitone_of(score.key.tonic)
    assert all(is_of(n.pitch, changed.key) for n in sounding_notes(changed))


@given(scores_in(*LETTERS), st.sampled_from(LETTERS))
def test_between_scales_of_seven_notes_a_degree_stays_that_degree(score: Score, scale: str) -> None:
    changed = change_scale(score, scale)
    steps = [degree_of(n.pitch, changed.key).step for n in sounding_notes(changed)]
    assert steps == [degree_of(n.pitch, score.key).step for n in sounding_notes(score)]
    back = change_scale(changed, score.key.scale)
    assert sounding(back) == sounding(score)


def test_a_note_from_outside_the_scale_keeps_its_pitch_and_says_what_it_is() -> None:
    score = a_score([bar(note("E4", "1/4"), note("F#4", "1/4"), note("G4", "1/2"))])
    minor = change_scale(score, "natural_minor")
    assert [str(event.pitch) for event in minor.bars[0].events] == ["Eb4", "F#4", "G4"]
    lydian = change_scale(score, "lydian")
    assert [event.foreign for event in lydian.bars[0].events] == [False] * 3


@pytest.mark.parametrize(
    ("tonic", "option", "written"),
    [("C", "up_minor_second", "Db"), ("F#", "up_major_second", "Ab"), ("Bb", "down_tritone", "E")],
)
def test_a_key_is_written_as_a_signature_allows(tonic: str, option: str, written: str) -> None:
    score = transpose_to_key(a_score(), tonic)
    moved = transpose_by_interval(score, option)
    assert moved.key.tonic == written
    assert Interval.between(Pitch.parse(f"{written}4"), Pitch.parse(f"{written}5")).size == 8


def test_a_twist_answers_with_what_it_made() -> None:
    made = twisted(a_score(), "transpose_to_key", "D")
    assert [str(e.pitch) for e in made.score.bars[0].events] == ["D4", "E4", "F#4", "D4"]
    assert (made.octaves, made.folded) == (0, ())
