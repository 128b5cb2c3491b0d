"""Notes outside the scale are few, marked, and come back; a scale's own degrees sound."""

from collections import Counter
from fractions import Fraction
from itertools import pairwise

import pytest

from melodie.contract import Notes, RhythmBar, RhythmEvent
from melodie.pitch import Pitch
from service2_notes.scales import SCALES
from service2_notes.tests.requests import a_request, composed

pytestmark = pytest.mark.no_cover
"""Hundreds of melodies, through code that other tests cover."""

SEEDS = range(30)

QUARTER, EIGHTH = (RhythmEvent(duration=Fraction(1, length)) for length in (4, 8))
BARS = (RhythmBar(events=(QUARTER, EIGHTH, EIGHTH) * 2),) * 8


def made(scale: str, seed: int, **wanted: object) -> Notes:
    return composed(a_request(**{"bars": BARS, "scale": scale, "seed": seed, **wanted}))


def foreign(melody: Notes) -> set[str]:
    pitches = [melody.bars[place.bar][place.event] for place in melody.foreign]
    return {pitch.name for pitch in pitches if pitch}


def line(melody: Notes) -> list[Pitch]:
    return [pitch for bar in melody.bars for pitch in bar if pitch]


def names(melody: Notes) -> Counter[str]:
    return Counter(pitch.name for pitch in line(melody))


@pytest.mark.parametrize("scale", sorted(SCALES))
def test_a_melody_has_at_most_one_foreign_note(scale: str) -> None:
    assert max(len(foreign(made(scale, seed))) for seed in SEEDS) <= 1


def test_some_melodies_have_one_and_most_have_none() -> None:
    coloured = sum(bool(foreign(made("major", seed))) for seed in range(400))
    assert 4 < coloured < 160


def test_the_dominant_of_a_minor_tune_has_its_leading_note() -> None:
    tunes = [made("natural_minor", seed) for seed in SEEDS]
    assert {name for tune in tunes for name in foreign(tune)} == {"B"}
    assert all(not foreign(made("aeolian", seed)) for seed in SEEDS)


def test_a_foreign_leading_note_leads_to_the_tonic_or_stays_in_its_chord() -> None:
    followed = [
        after.name in {"B", "C", "D", "G", "F"}
        for seed in range(150)
        for before, after in pairwise(line(made("natural_minor", seed)))
        if before.name == "B"
    ]
    assert sum(followed) > 0.9 * len(followed)


@pytest.mark.parametrize(
    ("scale", "own"),
    [
        ("harmonic_minor", "B"), ("dorian", "A"), ("phrygian", "Db"), ("lydian", "F#"),
        ("mixolydian", "Bb"), ("locrian", "Gb"), ("harmonic_major", "Ab"), ("melodic_minor", "B"),
        ("minor_blues", "Gb"), ("major_blues", "Eb"),
    ],
)  # fmt: skip
def test_the_degree_that_makes_a_scale_sounds(scale: str, own: str) -> None:
    heard = sum(names(made(scale, seed))[own] > 0 for seed in SEEDS)
    assert heard >= (0.5 if "blues" in scale else 1) * len(SEEDS)


def test_a_chromatic_tune_leads_with_semitones() -> None:
    outside = [sum(count for name, count in names(made("chromatic", seed)).items() if len(name) > 1)
               for seed in SEEDS]  # fmt: skip
    assert sum(outside) / len(SEEDS) > 0.5
    assert max(outside) < 16


def test_the_seventh_of_minor_is_raised_before_and_in_the_larger_cadences_only() -> None:
    bars = {place.bar for seed in SEEDS for place in made("natural_minor", seed).foreign}
    assert bars
    assert bars <= {3, 6, 7}
