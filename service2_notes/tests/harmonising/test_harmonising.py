"""Three harmonisations of any melody: they fit it, and each is another."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings

from melodie.contract import Harmonies, HarmoniesRequest, Taste
from melodie.errors import InvalidInput
from melodie.form import BarForm, PhraseEnd
from melodie.harmony import BarChords
from melodie.pitch import Key
from melodie.score import Bar, Score
from service2_notes.harmonising.harmonising import harmonise
from service2_notes.harmonising.roman import figure
from service2_notes.harmonising.tastes import CHORDS, SCALES, TASTES, palette
from service2_notes.scales import SCALES as OFFERED
from service2_notes.tests.harmonising.tunes import TWINKLE, tune
from service2_notes.tests.twists.scores import any_scores
from tests.builders import a_score, note, rest, time_signature


def chords_for(score: Score) -> dict[Taste, tuple[BarChords, ...]]:
    return {one.taste: one.bars for one in harmonised(score).harmonies}


def harmonised(score: Score) -> Harmonies:
    return harmonise(HarmoniesRequest(score=score))


def roots(bar: BarChords) -> set[str]:
    return {placed.chord.root for placed in bar if placed.chord}


def test_a_song_that_everybody_knows_gets_the_chords_that_everybody_plays() -> None:
    plain = chords_for(a_score(tune(*TWINKLE)))["plain"]
    written = [" ".join(placed.chord.root for placed in bar if placed.chord) for bar in plain]
    assert written == ["C", "F C", "F C", "G C", "C F", "C G", "C F", "C"]


@given(any_scores())
@settings(max_examples=40)
def test_every_bar_but_an_upbeat_has_chords_and_the_tune_is_not_asked_for_any(
    score: Score,
) -> None:
    bare = replace(score, bars=tuple(replace(bar, chords=()) for bar in score.bars))
    assert harmonised(score) == harmonised(bare)
    for bars in chords_for(score).values():
        assert len(bars) == len(score.bars)
        for bar, chords in zip(score.bars, bars, strict=True):
            assert bool(chords) is not bar.pickup
            assert not chords or chords[0].offset == 0
            replace(bar, chords=chords)  # which refuses what does not lie in the bar


@given(any_scores())
@settings(max_examples=40)
def test_any_two_differ_in_a_third_of_the_bars(score: Score) -> None:
    found = chords_for(score)
    assert tuple(found) == TASTES
    for one, other in combinations(found.values(), 2):
        others = [a for a, b in zip(one, other, strict=True) if roots(a) != roots(b)]
        assert 3 * len(others) >= sum(not bar.pickup for bar in score.bars)


def changes(bars: tuple[BarChords, ...]) -> tuple[int, int]:
    """Return how often another chord follows, and how often one on another root."""
    pairs = list(pairwise(placed.chord for bar in bars for placed in bar if placed.chord))
    return sum(a != b for a, b in pairs), sum(a.root != b.root for a, b in pairs)


@given(any_scores())
@settings(max_examples=40)
def test_the_richer_one_changes_as_often_as_the_plain_one_or_more_often(score: Score) -> None:
    found = chords_for(score)
    plain, richer = changes(found["plain"]), changes(found["richer"])
    assert all(more >= fewer for more, fewer in zip(richer, plain, strict=True))


@given(any_scores())
@settings(max_examples=40)
def test_the_chords_are_those_of_the_taste(score: Score) -> None:
    scale = OFFERED[score.key.scale]
    for taste, bars in chords_for(score).items():
        offered = {one.chord_in(score.key.tonic) for one in palette(scale, taste).figures}
        assert {placed.chord for bar in bars for placed in bar} <= offered


@pytest.mark.parametrize("taste", ["plain", "richer"])
@pytest.mark.parametrize("scale", ["major", "natural_minor", "dorian", "mixolydian", "major_blues"])
def test_a_tune_that_ends_on_the_tonic_ends_with_its_chord(scale: str, taste: Taste) -> None:
    mode = OFFERED[scale].mode
    score = replace(a_score(tune(*TWINKLE[:3], "G4 G4 C4:2")), key=Key("C", scale, mode))
    assert roots(chords_for(score)[taste][-1][-1:]) == {"C"}


def test_a_half_close_is_over_the_dominant() -> None:
    half = BarForm(phrase_end=PhraseEnd(2, "half"))
    bars = tune(*TWINKLE)
    bars[3] = replace(bars[3], events=tune("E4 E4 D4:2")[0].events, form=half)
    assert roots(chords_for(a_score(bars))["plain"][3][-1:]) == {"G"}


def test_silence_is_harmonised_too() -> None:
    found = chords_for(a_score([Bar((rest("1"),))] * 3))
    assert all(bar for bars in found.values() for bar in bars)


def test_a_note_that_is_held_over_the_barline_counts_in_both_bars() -> None:
    held = [Bar((note("F4", "1", tie=True),)), Bar((note("F4", "1"),)), *tune("C4 E4 C4:2")]
    assert "F" in {root for bar in chords_for(a_score(held))["plain"][1:2] for root in roots(bar)}


@pytest.mark.parametrize("signature", ["3/4", "6/8", "5/4", "7/8", "2/2"])
def test_every_time_signature_is_harmonised(signature: str) -> None:
    beats, unit = map(int, signature.split("/"))
    bar = Bar(tuple(note("E4", f"1/{unit}") for _ in range(beats)))
    score = a_score([bar], time_signature=time_signature(signature))
    assert all(bars[0] for bars in chords_for(score).values())


def test_a_scale_that_is_not_offered_is_refused() -> None:
    score = replace(a_score(tune(*TWINKLE)), key=Key("C", "klingon", "major"))
    with pytest.raises(InvalidInput) as refused:
        harmonised(score)
    assert [fault.field for fault in refused.value.fields] == ["scale"]


def test_every_scale_has_chords_of_every_taste_and_none_twice() -> None:
    assert set(SCALES) == set(OFFERED)
    for written in (taste.split() for row in CHORDS.values() for taste in row):
        found = [figure(one) for one in written]
        assert len(set(found)) == len(found) > 1


@pytest.mark.parametrize("written", ["", "X", "IIII7x", "C7"])
def test_what_is_no_roman_figure_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no Roman figure"):
        figure(written)
