"""Ideas are known by their rhythm: they move, have a sign of their own, and are many."""

from fractions import Fraction

import pytest

from melodie.contract import Rhythm, RhythmRequest
from melodie.time_signature import TimeSignature
from service3_rhythm.cells.motifs import BARS, motifs_of
from service3_rhythm.composing import compose
from service3_rhythm.styles import STYLES
from service3_rhythm.time_signatures import time_signature_named
from service3_rhythm.vocabularies import VOCABULARIES

HALF = Fraction(1, 2)
SEEDS = range(40)


def idea(seed: int, **wanted: object) -> Rhythm:
    recipe = {"time_signature": "4/4", "rhythm": "gentle", "bars": 2, "seed": seed, **wanted}
    return compose(RhythmRequest.model_validate(recipe))


def lengths(made: Rhythm) -> tuple[tuple[Fraction, bool], ...]:
    return tuple((event.duration, event.rest) for bar in made.bars for event in bar.events)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("bars", [1, 2, 4])
def test_an_idea_is_never_made_of_halves_and_wholes_alone(style: str, bars: int) -> None:
    for seed in SEEDS:
        assert min(length for length, _ in lengths(idea(seed, style=style, bars=bars))) < HALF


def test_most_ideas_have_a_rhythm_of_their_own() -> None:
    assert len({lengths(idea(seed)) for seed in range(200)}) > 100


@pytest.mark.parametrize("time", BARS)
def test_a_bar_made_by_hand_fills_its_bar(time: str) -> None:
    offered = time_signature_named(time)
    signature = TimeSignature(offered.beats, offered.unit, offered.groupings[0])
    for vocabulary in VOCABULARIES:
        pool = motifs_of(signature, "song", vocabulary)
        assert {cell.length for cell in pool.cells} == {pool.cells[0].length}
        assert all(len(odds) == len(pool.cells) for odds in pool.odds.values())
