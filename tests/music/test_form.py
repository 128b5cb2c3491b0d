"""A melody of any length is whole: exact bars, sections, returns, upbeats, an end."""

import pytest

from melodie.form import MAX_BARS
from service3_rhythm.form.ideas import IDEA
from service3_rhythm.time_signatures import TIME_SIGNATURES
from service3_rhythm.vocabularies import VOCABULARIES
from tests.music.melodies import Melody, a_melody, some_melodies

STYLES = ("song", "dance")


def check_whole(melody: Melody, bars: int) -> None:
    full = melody.rhythm.time_signature.bar_length
    assert len(melody.bars) == bars
    assert all(sum(event.duration for event in bar.events) == full for bar in melody.bars)
    assert bars <= IDEA or melody.notes[-1].pitch.name == melody.made.key.tonic


@pytest.mark.parametrize("style", STYLES)
def test_a_melody_of_any_length_is_exact_and_longer_ones_come_home(style: str) -> None:
    for bars in range(1, MAX_BARS + 1):
        check_whole(a_melody(bars=bars, style=style, seed=bars), bars)


@pytest.mark.parametrize("rhythm", VOCABULARIES)
@pytest.mark.parametrize("metre", TIME_SIGNATURES)
def test_every_vocabulary_makes_melodies_in_every_metre(metre: str, rhythm: str) -> None:
    for seed, style in enumerate(STYLES):
        check_whole(a_melody(seed=seed, style=style, time_signature=metre, rhythm=rhythm), 8)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("bars", [8, 16, 29])
def test_a_bar_that_is_said_to_return_is_heard_again_exactly(style: str, bars: int) -> None:
    returned = 0
    for melody in some_melodies(range(60), style=style, bars=bars):
        for number, (bar, pitches) in enumerate(zip(melody.bars, melody.made.bars, strict=True)):
            form = melody.forms[number]
            if form.relation != "literal" or form.answers is None:
                continue
            assert bar.events == melody.bars[form.answers].events
            # Three tonics cannot return right before the final one.
            if number < bars - 2:
                assert pitches == melody.made.bars[form.answers]
                returned += 1
    assert returned


@pytest.mark.parametrize("style", STYLES)
def test_sections_of_a_long_melody_return_and_one_departs(style: str) -> None:
    for melody in some_melodies(range(20), style=style, bars=32):
        sections = [
            [form.answers is not None and form.answers < start for form in melody.forms[start:end]]
            for start, end in ((8, 16), (16, 24), (24, 32))
        ]
        assert any(all(answers_earlier) for answers_earlier in sections)
        assert any(not any(answers_earlier) for answers_earlier in sections)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("metre", TIME_SIGNATURES)
def test_an_upbeat_comes_before_whole_bars(metre: str, style: str) -> None:
    for seed in range(6):
        melody = a_melody(seed=seed, style=style, time_signature=metre, bars=5, pickup=True)
        full = melody.rhythm.time_signature.bar_length
        upbeat, *bars = melody.bars
        assert [bar.pickup for bar in melody.bars] == [True] + [False] * 5
        assert 0 < sum(event.duration for event in upbeat.events) <= full / 2
        assert all(sum(event.duration for event in bar.events) == full for bar in bars)
        assert melody.notes[0].bar == 0
        assert not [form for form in melody.forms if form.answers == 0]
