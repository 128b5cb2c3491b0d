import pytest
from mingus.core import scales as mingus_scales
from mingus.core.notes import note_to_int

from service2_notes.scales import SCALES


@pytest.mark.parametrize(
    ("scale", "theirs"),
    [
        ("major", mingus_scales.Major),
        ("natural_minor", mingus_scales.NaturalMinor),
        ("harmonic_minor", mingus_scales.HarmonicMinor),
        ("melodic_minor", mingus_scales.MelodicMinor),
        ("harmonic_major", mingus_scales.HarmonicMajor),
        ("ionian", mingus_scales.Ionian),
        ("dorian", mingus_scales.Dorian),
        ("phrygian", mingus_scales.Phrygian),
        ("lydian", mingus_scales.Lydian),
        ("mixolydian", mingus_scales.Mixolydian),
        ("aeolian", mingus_scales.Aeolian),
        ("locrian", mingus_scales.Locrian),
    ],
)
def test_mingus_knows_the_same_scale(scale: str, theirs: type) -> None:
    notes = theirs("A").ascending()[:-1]
    distances = tuple((note_to_int(note) - note_to_int("A")) % 12 for note in notes)
    assert SCALES[scale].semitones == distances


@pytest.mark.parametrize(
    ("scale", "semitones"),
    [
        ("major_pentatonic", (0, 2, 4, 7, 9)),
        ("minor_pentatonic", (0, 3, 5, 7, 10)),
        ("major_blues", (0, 2, 3, 4, 7, 9)),
        ("minor_blues", (0, 3, 5, 6, 7, 10)),
        ("whole_tone", (0, 2, 4, 6, 8, 10)),
        ("octatonic", (0, 2, 3, 5, 6, 8, 9, 11)),
        ("chromatic", tuple(range(12))),
    ],
)
def test_what_mingus_lacks_is_as_musicians_know_it(scale: str, semitones: tuple[int, ...]) -> None:
    assert SCALES[scale].semitones == semitones


def test_every_scale_climbs_from_its_tonic() -> None:
    for scale in SCALES.values():
        assert scale.semitones[0] == 0
        assert list(scale.semitones) == sorted(set(scale.semitones))


def test_major_is_the_default() -> None:
    assert next(iter(SCALES)) == "major"
