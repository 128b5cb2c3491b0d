"""Every slider does what its name says, from one end to the other."""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from statistics import mean
from typing import Any

import pytest

from melodie.contract import Rhythm, RhythmEvent
from service3_rhythm.composing import compose
from service3_rhythm.styles import STYLES
from service3_rhythm.tests.requests import a_request
from service3_rhythm.time_signatures import TIME_SIGNATURES
from service3_rhythm.vocabularies import VOCABULARIES

pytestmark = pytest.mark.no_cover
"""Hundreds of melodies, through code that other tests cover: counting lines takes two thirds."""

SEEDS = range(80)
TIMES = ("4/4", "3/4", "6/8", "7/8")


def composed(**wanted: Any) -> list[Rhythm]:
    return [
        compose(a_request(seed=seed, time_signature=TIMES[seed % len(TIMES)], **wanted))
        for seed in SEEDS
    ]


def events(rhythm: Rhythm) -> list[RhythmEvent]:
    return [event for bar in rhythm.bars for event in bar.events]


def notes(rhythm: Rhythm) -> int:
    return sum(not event.rest for event in events(rhythm))


def silence(rhythm: Rhythm) -> Fraction:
    return sum((event.duration for event in events(rhythm) if event.rest), Fraction())


def over_the_beat(rhythm: Rhythm) -> int:
    """Count the notes that begin off a beat and last over the next one."""
    time, count = rhythm.time_signature, 0
    quarters = [Fraction(quarter, 4) for quarter in range(int(4 * time.bar_length))]
    beats = time.group_starts if time.unit == 8 else quarters
    for bar in rhythm.bars:
        place = Fraction(0)
        for event in bar.events:
            end = place + event.duration
            ahead = [beat for beat in beats if place < beat < end]
            count += bool(ahead) and place not in beats and not event.rest
            place = end
    return count


def returns(rhythm: Rhythm) -> int:
    rhythms = [bar.events for bar in rhythm.bars]
    return sum(rhythm in rhythms[:place] for place, rhythm in enumerate(rhythms))


def phrases(rhythm: Rhythm) -> int:
    return sum(bar.phrase_end is not None for bar in rhythm.bars)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("slider", "measured", "values"),
    [
        ("density", notes, (0, 20, 40, 60, 80, 100)),
        ("rests", silence, (0, 5, 10, 40, 70, 100)),
        ("syncopation", over_the_beat, (0, 20, 40, 60, 80, 100)),
        ("repetition", returns, (0, 25, 50, 75, 100)),
        ("wildness", lambda rhythm: -phrases(rhythm), (0, 20, 40, 60, 80, 100)),
    ],
)
def test_more_of_a_slider_is_more_of_what_it_names(
    slider: str, measured: Callable[[Rhythm], float], values: tuple[int, ...], style: str
) -> None:
    means = [
        mean(measured(rhythm) for rhythm in composed(style=style, **{slider: value}))
        for value in values
    ]
    assert all(before < after for before, after in pairwise(means))


@pytest.mark.parametrize("style", STYLES)
def test_wildness_has_no_plateau(style: str) -> None:
    steps = [composed(style=style, bars=16, wildness=wild) for wild in range(0, 101, 5)]
    for before, after in pairwise(steps):
        assert sum(a != b for a, b in zip(before, after, strict=True)) >= 10


def test_a_wild_bar_at_one_place_of_the_slider_is_wild_at_every_later_one() -> None:
    for seed in range(20):
        made = [compose(a_request(seed=seed, wildness=wild)) for wild in range(0, 101, 10)]
        wild = [[bar.phrase_end is None for bar in one.bars] for one in made]
        assert all(b >= a for x, y in pairwise(wild) for a, b in zip(x, y, strict=True))


def test_only_the_dice_decide_at_the_end_of_wildness() -> None:
    # The first value of a bar: all four fit, chi-square with 3 degrees of freedom.
    firsts: Counter[Fraction] = Counter()
    for seed in range(250):
        made = compose(a_request(rhythm="standard", wildness=100, rests=0, seed=seed))
        firsts.update(bar.events[0].duration for bar in made.bars)
        assert {bar.form and bar.form.relation for bar in made.bars} == {"new"}
        assert phrases(made) == 0
    assert set(firsts) == {Fraction(1, d) for d in (2, 4, 8, 16)}
    assert sum((n - 500) ** 2 / 500 for n in firsts.values()) < 16.3  # p = 0.001


@pytest.mark.parametrize("wildness", [0, 100])
@pytest.mark.parametrize("style", STYLES)
def test_a_melody_always_has_a_note(style: str, wildness: int) -> None:
    for seed in range(40):
        for bars in (1, 2, 8):
            made = compose(
                a_request(style=style, rests=100, wildness=wildness, bars=bars, seed=seed)
            )
            assert notes(made)


def test_rests_thin_out_every_bar_and_leave_it_a_note() -> None:
    for seed in range(20):
        for bar in compose(a_request(rests=100, seed=seed)).bars:
            assert any(not event.rest for event in bar.events)


@pytest.mark.parametrize("wildness", [0, 30, 100])
@pytest.mark.parametrize("time_signature", ["2/4", "3/4", "4/4", "2/2", "5/4", "6/8", "12/8"])
def test_long_notes_are_whole_half_and_quarter_notes(time_signature: str, wildness: int) -> None:
    promised = set(VOCABULARIES["long"].durations)
    for seed in range(30):
        made = compose(
            a_request(
                rhythm="long",
                time_signature=time_signature,
                wildness=wildness,
                rests=(0, 10, 50)[seed % 3],
                syncopation=(0, 100)[seed % 2],
                pickup=seed % 4 == 0,
                seed=seed,
            )
        )
        assert {event.duration for event in events(made)} <= promised


@pytest.mark.parametrize("time_signature", ["3/8", "5/8", "7/8", "9/8"])
def test_where_an_eighth_is_left_over_a_bar_of_long_notes_has_that_one(
    time_signature: str,
) -> None:
    for seed in range(30):
        for bar in compose(a_request(rhythm="long", time_signature=time_signature, seed=seed)).bars:
            others = [e for e in bar.events if e.duration not in VOCABULARIES["long"].durations]
            assert [event.duration for event in others] == [Fraction(1, 8)]


@pytest.mark.parametrize("vocabulary", ["gentle", "standard", "short", "dotted", "syncopated"])
@pytest.mark.parametrize("time_signature", TIME_SIGNATURES)
def test_notes_have_the_values_of_their_vocabulary(time_signature: str, vocabulary: str) -> None:
    promised = set(VOCABULARIES[vocabulary].durations)
    for seed in range(12):
        for style in STYLES:
            made = compose(
                a_request(rhythm=vocabulary, time_signature=time_signature, style=style, seed=seed)
            )
            assert {event.duration for event in events(made) if not event.rest} <= promised


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("time_signature", ["4/4", "3/4", "6/8"])
def test_a_short_melody_has_few_rhythms(time_signature: str, style: str) -> None:
    for seed in range(40):
        made = compose(a_request(time_signature=time_signature, style=style, seed=seed))
        bodies = {bar.events for bar in made.bars if bar.phrase_end is None}
        assert len(bodies) <= 5


@pytest.mark.parametrize("time_signature", ["4/4", "3/4", "6/8"])
def test_the_first_half_of_a_song_comes_to_rest_on_a_long_note(time_signature: str) -> None:
    held = []
    for seed in range(100):
        bar = compose(a_request(time_signature=time_signature, seed=seed)).bars[3]
        assert bar.phrase_end is not None
        last = bar.events[bar.phrase_end.event]
        held.append(last.duration / Fraction(time_signature) >= Fraction(4, 9))
    assert mean(held) > 0.75


def test_an_upbeat_leads_back_where_a_melody_begins_with_one() -> None:
    leads = []
    for seed in range(60):
        made = compose(a_request(pickup=True, seed=seed, bars=8))
        bar = made.bars[4]
        assert bar.phrase_end is not None
        leads.append(bar.phrase_end.event < len(bar.events) - 1)
    assert mean(leads) > 0.6


@pytest.mark.parametrize("time_signature", ["6/8", "9/8", "12/8"])
def test_triplets_are_duplets_in_compound_time(time_signature: str) -> None:
    duplets = 0
    for seed in range(20):
        made = compose(a_request(rhythm="triplet", time_signature=time_signature, seed=seed))
        duplets += sum(event.duration == Fraction(3, 16) for event in events(made))
        assert all(event.tuplet is None for event in events(made))
    assert duplets > 40
