from collections import Counter

import pytest

from melodie.pitch import Pitch
from service2_notes.composing import compose
from service2_notes.dice import faces
from service2_notes.ladder import ladder_in
from service2_notes.scales import SCALES
from service2_notes.tests.requests import a_request, quarters


@pytest.mark.parametrize(
    ("scale", "chi_square"),
    # p = 0.001 for as many degrees of freedom as there are notes in the octave.
    [("major", 26.1), ("minor_pentatonic", 22.5), ("chromatic", 34.5)],
)
def test_every_note_of_the_octave_and_the_rest_come_alike(scale: str, chi_square: float) -> None:
    thrown = Counter(
        pitch and pitch.key_number
        for seed in range(20)
        for bar in compose(a_request(scale=scale, bars=quarters(32), wildness=100, seed=seed)).bars
        for pitch in bar
    )
    expected = thrown.total() / (len(SCALES[scale].degrees) + 2)
    assert len(thrown) == len(SCALES[scale].degrees) + 2
    assert sum((n - expected) ** 2 / expected for n in thrown.values()) < chi_square


def test_a_range_narrower_than_an_octave_is_kept() -> None:
    ladder = ladder_in("C", SCALES["major"], Pitch.parse("B3"), Pitch.parse("G4"))
    notes = [str(ladder.pitch(step)) for step in faces(ladder) if step is not None]
    assert notes == ["C4", "D4", "E4", "F4", "G4"]


def test_a_range_below_its_only_tonic_is_used() -> None:
    ladder = ladder_in("C", SCALES["major"], Pitch.parse("F4"), Pitch.parse("D5"))
    notes = [str(ladder.pitch(step)) for step in faces(ladder) if step is not None]
    assert notes == ["F4", "G4", "A4", "B4", "C5"]
