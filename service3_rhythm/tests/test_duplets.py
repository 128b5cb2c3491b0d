"""Two notes in the time of three are rare in compound time, and stand where they are meant."""

from collections.abc import Iterator
from fractions import Fraction

import pytest

from melodie.contract import Rhythm, RhythmRequest
from service3_rhythm.composing import compose

HALF, WHOLE = Fraction(3, 16), Fraction(3, 8)
COMPOUND = ("6/8", "9/8", "12/8")
SEEDS = range(40)
BARS = 8


def composed(metre: str, vocabulary: str, wildness: int) -> Iterator[Rhythm]:
    for seed in SEEDS:
        yield compose(
            RhythmRequest(
                time_signature=metre,
                rhythm=vocabulary,
                style=("song", "dance")[seed % 2],
                wildness=wildness,
                bars=BARS,
                seed=seed,
            )
        )


def second_halves(rhythm: Rhythm) -> Iterator[Fraction]:
    """Give the place in its bar of every dotted eighth that begins between two eighths."""
    for bar in rhythm.bars:
        now = Fraction(0)
        for event in bar.events:
            if event.duration == HALF and (now * 8).denominator > 1:
                yield now
            now += event.duration


@pytest.mark.parametrize("wildness", [0, 10, 30])
@pytest.mark.parametrize("vocabulary", ["gentle", "dotted"])
@pytest.mark.parametrize("metre", COMPOUND)
def test_a_duplet_fills_the_last_beat_of_its_bar(
    metre: str, vocabulary: str, wildness: int
) -> None:
    last = Fraction(metre) - HALF
    for rhythm in composed(metre, vocabulary, wildness):
        assert set(second_halves(rhythm)) <= {last}


@pytest.mark.parametrize("metre", ["3/8", "5/8", "7/8"])
def test_where_no_beat_of_three_comes_after_another_there_is_none(metre: str) -> None:
    for rhythm in composed(metre, "dotted", 30):
        assert not list(second_halves(rhythm))


@pytest.mark.parametrize("metre", COMPOUND)
def test_hardly_a_bar_of_a_gentle_melody_has_one(metre: str) -> None:
    found = sum(len(list(second_halves(rhythm))) for rhythm in composed(metre, "gentle", 10))
    assert found <= len(SEEDS) * BARS // 50


def test_there_are_some() -> None:
    assert any(list(second_halves(rhythm)) for rhythm in composed("12/8", "dotted", 30))
