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
from tests.builders import bar, note, rest
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


@given(st.sampled_from(tunes()), SEEDS, st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_only_the_rhythm_keeps_all_pitches_in_their_order(
    of: Tune, seed: int, data: st.DataObject
) -> None:
    count = len(of.score.bars)
    anew = data.draw(st.sets(st.integers(0, count - 1), min_size=1))
    try:
        made = rolled(of, anew, seed, "rhythm")
    except InvalidInput as nothing:
        assume(nothing.fields[0].code in {"nothing_new", "silent"})
        return
    assert durations(made) != durations(of.score)
    assert [n.pitch for n in sounding_notes(made)] == [n.pitch for n in sounding_notes(of.score)]


def test_another_breath_mark_alone_is_nothing_new() -> None:
    of = tune("Sieben Schritte", engine="3")
    assert any(event.breath for event in of.score.bars[2].events)
    with pytest.raises(InvalidInput) as nothing:
        rolled(of, {2}, 0, "rhythm")
    assert nothing.value.fields[0].code == "nothing_new"


def test_a_bar_keeps_its_own_rhythm_where_there_is_none_of_as_many_notes() -> None:
    of = tune("First light")
    fast = bar(*(note("C5" if n % 2 else "D5", "1/64") for n in range(64)))
    first, *others = of.score.bars
    crowded = replace(of, score=replace(of.score, bars=(first, fast, *others[1:])))
    made = rolled(crowded, {1, 2, 3}, 5, "rhythm")
    assert made.bars[1].events == fast.events
    assert made.bars[2:4] != crowded.score.bars[2:4]


def test_a_note_that_is_held_into_a_locked_bar_is_held_still() -> None:
    of = tune("First light")
    first, _, _, *others = of.score.bars
    one = bar(note("C5", "1/4"), note("E5", "1/4"), note("D5", "1/2", tie=True))
    locked = bar(note("D5", "1/2"), note("C5", "1/2", tie=True))
    after = bar(note("C5", "1/4"), note("D5", "1/4"), note("E5", "1/4"), note("C5", "1/4"))
    held = replace(of, score=replace(of.score, bars=(first, one, locked, after, *others[1:])))
    for seed in range(5):
        made = rolled(held, {1, 3}, seed, "rhythm")
        before, now = sounding_notes(held.score), sounding_notes(made)
        assert [n.pitch for n in now] == [n.pitch for n in before]


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
