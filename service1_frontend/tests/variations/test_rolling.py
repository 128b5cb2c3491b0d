"""Bars that are locked stay byte for byte, and the others are made anew around them."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from flask import Flask
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from melodie.errors import InvalidInput, UpstreamError
from melodie.score import Score
from melodie.sounding import sounding_notes
from service1_frontend.tests.variations.stored import services, tune, tunes, written
from service1_frontend.variations.kinship import Aspect
from service1_frontend.variations.rolling import Roll, roll
from service1_frontend.variations.tune import Tune
from tests.builders import rest
from tests.wsgi import upstream_to

ASPECTS: tuple[Aspect, ...] = ("everything", "rhythm", "pitches")
SEEDS = st.integers(0, 2**53 - 1)


def rolled(of: Tune, bars: set[int], seed: int, aspect: Aspect = "everything") -> Score:
    return roll(of, Roll(frozenset(bars), seed, aspect), services())


def durations(score: Score) -> list[tuple[Fraction, bool, bool]]:
    return [(e.duration, e.pitch is None, e.tie) for bar in score.bars for e in bar.events]


@given(st.sampled_from(tunes()), SEEDS, st.sampled_from(ASPECTS), st.data())
@settings(max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
def test_locked_bars_are_equal_byte_for_byte(
    of: Tune, seed: int, aspect: Aspect, data: st.DataObject
) -> None:
    count = len(of.score.bars)
    locked = data.draw(st.sets(st.integers(0, count - 1), max_size=count - 1))
    anew = set(range(count)) - locked
    try:
        made = rolled(of, anew, seed, aspect)
    except InvalidInput as nothing:
        assume(nothing.fields[0].code in {"nothing_new", "silent"})
        return
    assert len(made.bars) == count
    assert [written(made.bars[n]) for n in locked] == [written(of.score.bars[n]) for n in locked]
    assert made.bars != of.score.bars
    assert (made.key, made.tempo, made.title) == (of.score.key, of.score.tempo, of.score.title)
    if aspect == "pitches":
        assert durations(made) == durations(of.score)


@pytest.mark.parametrize("of", tunes(), ids=lambda of: f"{of.recipe.name} {of.recipe.engine}")
def test_a_melody_of_any_engine_is_rolled_whole_and_often_otherwise(of: Tune) -> None:
    everything = set(range(len(of.score.bars)))
    made = {rolled(of, everything, seed).bars for seed in range(3)}
    assert len(made) == 3
    assert any(bar.chords for bars in made for bar in bars) == any(
        bar.chords for bar in of.score.bars
    )


def edges(score: Score, locked: set[int]) -> list[int]:
    """Return the leaps, in semitones, between notes of bars that stayed and of new ones."""
    notes = sounding_notes(score)
    return [
        abs(after.pitch.key_number - before.pitch.key_number)
        for before, after in pairwise(notes)
        if (before.bar in locked) != (after.bar in locked)
    ]


@pytest.mark.parametrize(("name", "near"), [("First light", 0.85), ("The miller's jig", 0.6)])
def test_new_bars_join_those_that_stay(name: str, near: float) -> None:
    of, leaps = tune(name), list[int]()
    for seed in range(12):
        for locked in ({0, 1, 2, 3}, {4, 5, 6, 7}, {0, 2, 4, 6}, {3}):
            made = rolled(of, set(range(len(of.score.bars))) - locked, seed)
            leaps += edges(made, locked)
    assert sum(leap > 12 for leap in leaps) < 0.02 * len(leaps)
    assert sum(leap <= 5 for leap in leaps) > near * len(leaps)


def test_only_the_rhythm_keeps_all_pitches_in_their_order() -> None:
    of, kept = tune("First light"), 0
    for seed in range(20):
        made = rolled(of, {0, 1, 2, 3, 4, 5}, seed, "rhythm")
        assert durations(made) != durations(of.score)
        before, after = sounding_notes(of.score), sounding_notes(made)
        kept += [note.pitch for note in before] == [note.pitch for note in after]
    assert kept >= 18


def test_a_bar_that_came_back_is_another_when_it_is_rolled_alone() -> None:
    of = next(
        one
        for one in tunes()
        if any(bar.form and bar.form.relation == "literal" for bar in one.score.bars)
    )
    (copy, *_) = (
        number
        for number, bar in enumerate(of.score.bars)
        if bar.form and bar.form.relation == "literal"
    )
    made = rolled(of, {copy}, 3)
    assert made.bars[copy].events != of.score.bars[copy].events
    assert made.bars[copy].form != of.score.bars[copy].form


def test_the_same_roll_gives_the_same_and_another_seed_another() -> None:
    of = tune("First light")
    assert rolled(of, {4, 5}, 7) == rolled(of, {4, 5}, 7)
    assert len({rolled(of, {4, 5}, seed).bars for seed in range(10)}) > 5


def test_bars_without_a_note_have_no_pitches_to_change() -> None:
    of = tune("First light")
    silent = replace(of.score.bars[3], events=(rest("1"),), form=None)
    bars = (*of.score.bars[:3], silent, *of.score.bars[4:])
    for aspect in ("pitches", "rhythm"):
        with pytest.raises(InvalidInput) as refused:
            rolled(replace(of, score=replace(of.score, bars=bars)), {3}, 1, aspect)
        assert refused.value.fields[0].code == "silent"


def test_a_service_that_is_away_is_named() -> None:
    of = tune("First light")
    with pytest.raises(UpstreamError):
        roll(
            of,
            Roll(frozenset({1}), 1),
            replace(services(), rhythm=upstream_to("rhythm", Flask("away"))),
        )
