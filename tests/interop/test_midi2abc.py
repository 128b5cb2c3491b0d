"""midi2abc reads the bars, the time signature and the key of the MIDI file."""

import re
from fractions import Fraction

import pytest

from tests.interop.melodies import Melody
from tests.interop.programs import Programs


@pytest.fixture
def abc(programs: Programs, melody: Melody) -> str:
    return programs.midi2abc(melody.path(".mid"))


def test_the_upbeat_is_a_short_first_bar_and_the_metre_follows(abc: str, melody: Melody) -> None:
    lengths = [Fraction(text) for text in re.findall(r"^M: (\S+)", abc, re.MULTILINE)]
    full = melody.score.time_signature.bar_length
    first = melody.score.bars[0]
    assert lengths == ([first.length, full] if first.pickup else [full])


def test_there_are_as_many_bars_as_were_made(abc: str, melody: Melody) -> None:
    music = re.sub(r"^(?:[A-Z]:|%).*$", "", abc, flags=re.MULTILINE).replace("\\", "")
    assert len([bar for bar in music.split("|") if bar.strip()]) == len(melody.score.bars)


def test_the_key_is_the_one_that_was_chosen(abc: str, melody: Melody) -> None:
    fifths = melody.score.key.fifths
    signs = f"{abs(fifths)} {'flats' if fifths < 0 else 'sharps'}"
    assert re.findall(r"^K:.*% (.*)$", abc, re.MULTILINE) == [signs]
