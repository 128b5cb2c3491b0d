from itertools import product

import pytest
from mingus.core.notes import is_enharmonic

from melodie.errors import InvalidInput
from service2_notes.keys import KEYS, key_for
from service2_notes.scales import SCALES


@pytest.mark.parametrize(
    ("tonic", "scale", "written"),
    [
        ("G#", "major", "Ab"),
        ("D#", "lydian", "Eb"),
        ("A#", "major", "Bb"),
        ("Db", "natural_minor", "C#"),
        ("Gb", "minor_blues", "F#"),
        ("C#", "major", "C#"),
        ("A#", "natural_minor", "A#"),
        ("Bb", "dorian", "Bb"),
    ],
)
def test_a_key_is_respelled_only_where_no_signature_writes_it(
    tonic: str, scale: str, written: str
) -> None:
    assert key_for(tonic, SCALES[scale]).tonic == written


@pytest.mark.parametrize(("tonic", "scale"), list(product(KEYS, SCALES)))
def test_every_key_keeps_its_sound(tonic: str, scale: str) -> None:
    key = key_for(tonic, SCALES[scale])
    assert key.tonic == tonic or is_enharmonic(key.tonic, tonic)
    assert abs(key.fifths) <= 7


@pytest.mark.parametrize("tonic", ["H", "Cb", "Fb", "E#", ""])
def test_other_tonics_are_refused(tonic: str) -> None:
    with pytest.raises(InvalidInput, match="key"):
        key_for(tonic, SCALES["major"])
