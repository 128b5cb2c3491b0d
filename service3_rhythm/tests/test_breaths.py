"""Where a tune is silent: after a song, between the lines of a blues, in no hymn."""

from fractions import Fraction

import pytest

from melodie.contract import Rhythm, RhythmBar
from service3_rhythm.composing import compose
from service3_rhythm.tests.requests import a_request

pytestmark = pytest.mark.no_cover
"""Hundreds of melodies, through code that other tests cover."""

SEEDS = range(60)
LINES = (3, 7, 11)
"""The last bars of the lines of a blues."""


def made(seed: int, **wanted: object) -> Rhythm:
    return compose(a_request(seed=seed, **wanted))


def silence(bar: RhythmBar) -> Fraction:
    return sum((event.duration for event in bar.events if event.rest), Fraction(0))


@pytest.mark.parametrize("metre", ["4/4", "3/4", "2/4", "6/8"])
def test_most_songs_end_with_a_rest_and_some_hold_their_last_note(metre: str) -> None:
    ends = [made(seed, style="song", time_signature=metre).bars[-1] for seed in SEEDS]
    stopped = sum(bar.events[-1].rest for bar in ends)
    assert len(SEEDS) / 2 < stopped < len(SEEDS)


def test_without_rests_a_song_holds_its_last_note() -> None:
    ends = [made(seed, style="song", rests=0).bars[-1] for seed in SEEDS]
    assert not any(bar.events[-1].rest for bar in ends)


def test_every_line_of_a_blues_leaves_half_a_bar_to_what_answers() -> None:
    blues = [made(seed, style="blues", bars=12) for seed in SEEDS]
    silent = [[silence(melody.bars[line]) > 0 for line in LINES] for melody in blues]
    assert sum(all(lines) for lines in silent) > 0.8 * len(SEEDS)


def test_a_hymn_holds_what_a_song_breathes_after() -> None:
    silent = {
        style: sum(silence(bar) for seed in SEEDS for bar in made(seed, style=style).bars)
        for style in ("hymn", "song")
    }
    assert 0 < 4 * silent["hymn"] < silent["song"]
