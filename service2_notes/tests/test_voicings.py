from itertools import pairwise, product
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from melodie.harmony import Chord
from service2_notes.accompanying.basses import root_note
from service2_notes.accompanying.register import Register
from service2_notes.accompanying.voicings import (
    Setting,
    Voicing,
    hidden,
    led,
    movement,
    pitch_of,
    voicings_of,
)
from service2_notes.tests.test_accompanying import CHORDS, ROOTS, C

SETTINGS: Final = (Setting(Register(45, 57, 35), 11), Setting(Register(47, 64, 42), 1))
A_SETTING = st.sampled_from(SETTINGS)


def cost(way: tuple[Voicing, ...], chords: list[Chord], setting: Setting) -> int:
    basses = [root_note(chord, setting.register.bass).key_number for chord in chords]
    alone = sum(hidden(one, bass) for one, bass in zip(way, basses, strict=True))
    return alone + sum(movement(*pair) for pair in pairwise(way))


@given(chords=st.lists(CHORDS, min_size=1, max_size=4), setting=A_SETTING)
@settings(max_examples=60, deadline=None)
def test_no_voice_moves_more_than_it_must(chords: list[Chord], setting: Setting) -> None:
    ways = product(*(voicings_of(chord, setting) for chord in chords))
    least = min(cost(way, chords, setting) for way in ways)
    assert cost(tuple(led(chords, setting)), chords, setting) == least


@given(chord=CHORDS, setting=A_SETTING)
@settings(max_examples=100, deadline=None)
def test_every_voicing_has_three_notes_within_an_octave_and_its_place(
    chord: Chord, setting: Setting
) -> None:
    found = voicings_of(chord, setting)
    assert found
    for low, middle, high in found:
        octave = 12 if chord.extension == "5" else 0
        assert setting.register.floor - octave <= low < middle < high <= setting.register.ceiling
        assert high - low <= 12


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("quality", ["dominant7", "major7", "minor7", "half_diminished7"])
def test_a_seventh_chord_keeps_its_third_and_its_seventh(root: str, quality: str) -> None:
    chord = Chord(root, quality)  # type: ignore[arg-type]  # one of them
    third, seventh = (3, 4), (10, 11)
    for voicing in voicings_of(chord, SETTINGS[1]):
        base = root_note(chord, 0).key_number
        above = {(key - base) % 12 for key in voicing}
        assert above & set(third)
        assert above & set(seventh)


def test_nothing_is_led_where_there_is_no_chord() -> None:
    assert led([], SETTINGS[0]) == []


def test_a_key_that_is_no_note_of_the_chord_has_no_name_in_it() -> None:
    with pytest.raises(ValueError, match="no key 61"):
        pitch_of(61, C)
