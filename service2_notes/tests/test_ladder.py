from itertools import pairwise, product

import pytest

from melodie.errors import InvalidInput
from melodie.pitch import Pitch
from service2_notes.keys import KEYS, key_for
from service2_notes.ladder import Ladder, ladder_in
from service2_notes.scales import SCALES

DIATONIC = [scale for scale in SCALES.values() if len(scale.degrees) == 7]


def ladder(tonic: str, scale: str, lowest: str = "C4", highest: str = "C6") -> Ladder:
    row = SCALES[scale]
    key = key_for(tonic, row)
    return ladder_in(key.tonic, row, Pitch.parse(lowest), Pitch.parse(highest))


def octave(tonic: str, scale: str) -> str:
    made = ladder(tonic, scale)
    start = made.tonics[0]
    return " ".join(made.pitch(step).name for step in range(start, start + made.size))


@pytest.mark.parametrize(
    ("tonic", "scale", "notes"),
    [
        ("D", "harmonic_minor", "D E F G A Bb C#"),
        ("G#", "harmonic_minor", "G# A# B C# D# E F##"),
        ("C#", "major", "C# D# E# F# G# A# B#"),
        ("Gb", "major", "Gb Ab Bb Cb Db Eb F"),
        ("Bb", "dorian", "Bb C Db Eb F G Ab"),
        ("C", "minor_blues", "C Eb F Gb G Bb"),
        ("A", "major_blues", "A B C C# E F#"),
        ("F", "harmonic_major", "F G A Bb C Db E"),
        ("E", "chromatic", "E F F# G G# A A# B C C# D D#"),
    ],
)
def test_scales_are_spelled_for_their_key(tonic: str, scale: str, notes: str) -> None:
    assert octave(tonic, scale) == notes


@pytest.mark.parametrize(("tonic", "scale"), list(product(KEYS, DIATONIC)), ids=str)
def test_seven_notes_have_seven_names(tonic: str, scale: object) -> None:
    assert isinstance(scale, type(DIATONIC[0]))
    names = octave(tonic, scale.id).split()
    assert len({name[0] for name in names}) == 7


@pytest.mark.parametrize(("tonic", "scale"), list(product(KEYS, SCALES)))
def test_a_ladder_climbs_through_the_scale_and_keeps_to_its_range(tonic: str, scale: str) -> None:
    made = ladder(tonic, scale, "F3", "E6")
    keys = [pitch.key_number for pitch in made.pitches]
    assert all(low < high for low, high in pairwise(keys))
    assert 53 <= keys[0] < 53 + 4
    assert 88 >= keys[-1] > 88 - 4
    home = made.pitch(made.tonics[0]).key_number
    assert {(key - home) % 12 for key in keys} == set(SCALES[scale].semitones)


def test_the_octave_of_a_note_follows_its_name() -> None:
    assert str(ladder("C#", "major", "C#4", "C#5").pitch(ladder("C#", "major").tonics[1] - 1)) == (
        "B#4"
    )
    assert "Cb5" in [str(pitch) for pitch in ladder("Gb", "major").pitches]


def test_the_ends_of_the_keyboard_are_reached() -> None:
    made = ladder("C", "major", "C-1", "G9")
    assert (made.pitches[0].key_number, made.pitches[-1].key_number) == (0, 127)


@pytest.mark.parametrize(("lowest", "highest"), [("D4", "B4"), ("C5", "C4")])
def test_a_range_without_a_tonic_is_refused_by_name(lowest: str, highest: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        ladder("C", "major", lowest, highest)
    assert [fault.field for fault in refused.value.fields] == ["lowest", "highest"]
