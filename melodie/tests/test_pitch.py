from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from melodie.pitch import (
    ACCIDENTALS,
    MODE_FIFTHS,
    STEPS,
    Key,
    Pitch,
    SpelledPitch,
    Spelling,
    note_on_fifths,
)

PITCH: TypeAdapter[Pitch] = TypeAdapter(SpelledPitch)
KEY_NUMBERS = [("C4", 60), ("A4", 69), ("Bb4", 70), ("B#3", 60), ("Cb4", 59), ("C-1", 0)]
KEY_NUMBERS += [("F##5", 79), ("Ebb2", 38), ("G9", 127)]


def pitches() -> st.SearchStrategy[Pitch]:
    return st.builds(
        Pitch,
        st.integers(0, 8),
        st.sampled_from(STEPS),
        st.sampled_from(sorted(ACCIDENTALS)),
    ).filter(lambda pitch: pitch.key_number > 1)


@pytest.mark.parametrize(("name", "key_number"), KEY_NUMBERS)
def test_a_spelled_pitch_has_its_midi_key(name: str, key_number: int) -> None:
    assert Pitch.parse(name).key_number == key_number


@given(pitches())
def test_a_pitch_reads_back_as_it_was_written(pitch: Pitch) -> None:
    assert Pitch.parse(str(pitch)) == pitch
    assert str(pitch) == f"{pitch.name}{pitch.octave}"


@given(pitches())
def test_an_octave_is_seven_steps_and_twelve_semitones(pitch: Pitch) -> None:
    above = Pitch(pitch.octave + 1, pitch.step, pitch.alter) if pitch.octave < 8 else pitch
    octaves = above.octave - pitch.octave
    assert above.staff_step - pitch.staff_step == 7 * octaves
    assert above.key_number - pitch.key_number == 12 * octaves


@pytest.mark.parametrize(
    "text",
    ["", "c4", "H4", "C", "4", "C###4", "C#b4", "C10", "C-2", "Cx4", " C4", "G#9", "Cb-1", "C٤"],
)
def test_what_is_no_pitch_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"must|written"):
        Pitch.parse(text)


@pytest.mark.parametrize("value", [60, None, ["C4"], {"step": "C"}])
def test_a_pitch_is_text(value: object) -> None:
    with pytest.raises(ValidationError):
        PITCH.validate_python(value)


@pytest.mark.parametrize(("step", "alter"), [("H", 0), ("", 0), ("CD", 0), ("C", 3)])
def test_a_pitch_cannot_be_made_of_nonsense(step: str, alter: int) -> None:
    with pytest.raises(ValueError, match=r"note name|two sharps"):
        Pitch(4, step, alter)


@pytest.mark.parametrize(
    ("tonic", "mode", "fifths"),
    [
        ("C", "major", 0),
        ("A", "minor", 0),
        ("Bb", "dorian", -4),
        ("F#", "major", 6),
        ("Gb", "major", -6),
        ("C#", "major", 7),
        ("E", "phrygian", 0),
        ("F", "lydian", 0),
        ("B", "locrian", 0),
        ("G", "mixolydian", 0),
    ],
)
def test_a_key_has_the_signature_of_its_mode(tonic: str, mode: Any, fifths: int) -> None:
    assert Key(tonic, "major", mode).fifths == fifths


@pytest.mark.parametrize(("tonic", "mode"), [("G#", "major"), ("Db", "minor"), ("Fb", "major")])
def test_a_key_with_double_accidentals_cannot_be_written(tonic: str, mode: Any) -> None:
    with pytest.raises(ValueError, match="without doubles"):
        Key(tonic, "major", mode)


def test_the_modes_stand_on_the_white_keys_in_order() -> None:
    white = {"F": "lydian", "C": "major", "G": "mixolydian", "D": "dorian", "A": "minor"}
    white |= {"E": "phrygian", "B": "locrian"}
    assert set(white.values()) == set(MODE_FIFTHS)
    for tonic, mode in white.items():
        assert Key(tonic, "x", mode).fifths == 0  # type: ignore[arg-type]  # the loop's strings are modes


def test_notes_are_named_round_the_circle_of_fifths() -> None:
    names = " ".join(note_on_fifths(fifths) for fifths in range(-8, 9))
    assert names == "Fb Cb Gb Db Ab Eb Bb F C G D A E B F# C# G#"


@given(pitches())
def test_staff_step_and_key_say_which_pitch_it_is(pitch: Pitch) -> None:
    assert Pitch.spelled(pitch.staff_step, pitch.key_number) == pitch


def test_no_pitch_is_spelled_with_three_sharps() -> None:
    with pytest.raises(ValueError, match="two sharps or flats"):
        Pitch.spelled(Pitch.parse("C4").staff_step, 63)


@given(st.integers(7, 62), st.integers(14, 117))
def test_every_key_can_be_written_on_the_step_asked_for_or_another(step: int, key: int) -> None:
    pitch = Pitch.spelled_near(step, key)
    assert pitch.key_number == key
    assert pitch.staff_step == step or Spelling.spelled(step, key).alter not in ACCIDENTALS
