"""A melody of any length is whole: exact bars, sections, returns, upbeats, an end."""

import pytest

from melodie.score import MAX_BARS
from service3_rhythm.metres import METRES
from service3_rhythm.vocabularies import VOCABULARIES
from tests.music.melodies import Melody, a_melody, share, some_melodies

STYLES = ("song", "dance")


def check_whole(melody: Melody, bars: int) -> None:
    full = melody.rhythm.time_signature.bar_length
    assert len(melody.bars) == bars
    assert all(sum(event.duration for event in bar.events) == full for bar in melody.bars)
    assert melody.notes[-1].pitch.name == melody.made.key.tonic


@pytest.mark.parametrize("style", STYLES)
def test_a_melody_of_any_length_is_exact_and_comes_home(style: str) -> None:
    for bars in range(1, MAX_BARS + 1):
        check_whole(a_melody(bars=bars, style=style, seed=bars), bars)


@pytest.mark.parametrize("rhythm", VOCABULARIES)
@pytest.mark.parametrize("metre", METRES)
def test_every_vocabulary_makes_melodies_in_every_metre(metre: str, rhythm: str) -> None:
    for seed, style in enumerate(STYLES):
        check_whole(a_melody(seed=seed, style=style, time_signature=metre, rhythm=rhythm), 8)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("bars", [8, 16, 29])
def test_a_bar_that_is_said_to_return_is_heard_again_exactly(style: str, bars: int) -> None:
    returned = 0
    for melody in some_melodies(range(60), style=style, bars=bars):
        for number, (bar, pitches) in enumerate(zip(melody.bars, melody.made.bars, strict=True)):
            if bar.copies is not None:
                assert bar.events == melody.bars[bar.copies].events
            # Three tonics cannot return right before the final one.
            if bar.copies is not None and bar.literal and number < bars - 2:
                assert pitches == melody.made.bars[bar.copies]
                returned += 1
    assert returned > 10


@pytest.mark.parametrize("style", STYLES)
def test_four_sections_are_an_aaba_form(style: str) -> None:
    melodies = some_melodies(range(40), style=style, bars=32)
    assert _alike(melodies, 8, 0) > 0.9
    assert _alike(melodies, 16, 0) < 0.1
    assert _alike(melodies, 24, 0) > 0.9


@pytest.mark.parametrize("style", STYLES)
def test_whole_sections_return(style: str) -> None:
    melodies = some_melodies(range(40), style=style, bars=24)
    whole = share(melody.made.bars[16:23] == melody.made.bars[:7] for melody in melodies)
    assert whole > 0.5


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("metre", METRES)
def test_an_upbeat_comes_before_whole_bars(metre: str, style: str) -> None:
    for seed in range(6):
        melody = a_melody(seed=seed, style=style, time_signature=metre, bars=5, pickup=True)
        full = melody.rhythm.time_signature.bar_length
        upbeat, *bars = melody.bars
        assert [bar.pickup for bar in melody.bars] == [True] + [False] * 5
        assert 0 < sum(event.duration for event in upbeat.events) <= full / 2
        assert all(sum(event.duration for event in bar.events) == full for bar in bars)
        assert melody.notes[0].bar == 0
        assert not [bar for bar in bars if bar.copies == 0]


def _alike(melodies: list[Melody], there: int, here: int) -> float:
    """Return the share of bars of a section, but its last, that another section has too."""
    return share(
        melody.made.bars[there + place] == melody.made.bars[here + place]
        for melody in melodies
        for place in range(7)
    )
