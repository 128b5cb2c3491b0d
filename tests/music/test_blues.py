"""A blues: its chords are heard in the line, and its last bars turn round."""

from fractions import Fraction

import pytest

from tests.music.melodies import Melody, a_melody

SEEDS = range(12)
SUBDOMINANT = (4, 5)
"""The bars over the subdominant, counted from 0."""


def blues(scale: str, seed: int) -> Melody:
    return a_melody(style="blues", scale=scale, bars=12, key="C", seed=seed)


@pytest.mark.parametrize("scale", ["major", "major_blues", "mixolydian", "minor_blues"])
def test_the_major_third_of_the_key_never_sounds_over_the_subdominant(scale: str) -> None:
    for seed in SEEDS:
        made = blues(scale, seed)
        heard = {note.pitch.name for note in made.notes if note.bar in SUBDOMINANT}
        assert "E" not in heard


@pytest.mark.parametrize("scale", ["major", "major_blues"])
def test_the_blue_third_sounds_over_the_subdominant_in_many_a_blues(scale: str) -> None:
    made = [blues(scale, seed) for seed in SEEDS]
    blue = [
        any(note.pitch.name == "Eb" and note.bar in SUBDOMINANT for note in tune.notes)
        for tune in made
    ]
    assert sum(blue) > 3


@pytest.mark.parametrize(
    ("scale", "names"),
    [("major_blues", "C D Eb E G A"), ("minor_blues", "C Eb F Gb G Bb")],
)
def test_a_blues_in_a_scale_of_its_own_has_no_other_notes(scale: str, names: str) -> None:
    heard = {note.pitch.name for seed in SEEDS for note in blues(scale, seed).notes}
    assert heard <= set(names.split())


@pytest.mark.parametrize("scale", ["major", "major_blues", "minor_blues", "natural_minor"])
def test_the_tonic_is_reached_before_the_turnaround_that_leads_back(scale: str) -> None:
    for seed in SEEDS:
        made = blues(scale, seed)
        last = made.notes[-1]
        *_, end = made.made.chords
        assert last.pitch.name == "C"
        assert [placed.chord.root for placed in end if placed.chord] == ["C", "G"]
        assert last.start % 1 < Fraction(1, 2)
