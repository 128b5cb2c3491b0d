"""A blues: its chords are heard in the line, and its last bars turn round."""

from fractions import Fraction

import pytest

from tests.music.melodies import Melody, a_melody

SEEDS = range(12)
SUBDOMINANT = (4, 5)
"""The bars over the subdominant, counted from 0."""


def blues(scale: str, seed: int, time_signature: str = "4/4") -> Melody:
    recipe = {"style": "blues", "scale": scale, "bars": 12, "key": "C"}
    return a_melody(**recipe, seed=seed, time_signature=time_signature)


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


@pytest.mark.parametrize("metre", ["4/4", "3/4", "12/8"])
@pytest.mark.parametrize("scale", ["major", "major_blues", "minor_blues", "natural_minor"])
def test_the_tonic_has_ended_before_the_turnaround_that_leads_back(scale: str, metre: str) -> None:
    for seed in SEEDS:
        made = blues(scale, seed, time_signature=metre)
        last = made.notes[-1]
        *_, end = made.made.chords
        assert last.pitch.name == "C"
        assert [placed.chord.root for placed in end if placed.chord] == ["C", "G"]
        assert last.end <= 11 * Fraction(metre) + end[1].offset
