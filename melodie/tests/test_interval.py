import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie.interval import UNISON, Interval
from melodie.pitch import Pitch

pitches = st.builds(Pitch, st.integers(1, 7), st.sampled_from("CDEFGAB"), st.integers(-2, 2))


@pytest.mark.parametrize(
    ("start", "end", "size", "quality"),
    [
        ("C4", "C4", 1, "perfect"),
        ("C4", "Dbb4", 2, "diminished"),
        ("E4", "F4", 2, "minor"),
        ("C4", "E4", 3, "major"),
        ("E4", "C4", 3, "major"),
        ("Eb4", "C4", 3, "minor"),
        ("F4", "B4", 4, "augmented"),
        ("B3", "F4", 5, "diminished"),
        ("C4", "G4", 5, "perfect"),
        ("Ab4", "F#5", 6, "augmented"),
        ("G#3", "F4", 7, "diminished"),
        ("C4", "C5", 8, "perfect"),
        ("C4", "E5", 10, "major"),
        ("C4", "C#4", 1, "augmented"),
        ("C#4", "C4", 1, "augmented"),
        ("Cb4", "E#4", 3, "doubly augmented"),
        ("C##4", "G4", 5, "doubly diminished"),
    ],
)
def test_an_interval_has_a_size_and_a_quality(
    start: str, end: str, size: int, quality: str
) -> None:
    interval = Interval.between(Pitch.parse(start), Pitch.parse(end))
    assert (interval.size, interval.quality) == (size, quality)


@pytest.mark.parametrize(
    ("start", "end", "excess"),
    [("C4", "E4", 0), ("E4", "C4", 0), ("C4", "Eb4", -1), ("B4", "F4", 1), ("Ab3", "B4", 1)],
)
def test_what_is_wider_than_perfect_or_major_is_augmented(
    start: str, end: str, excess: int
) -> None:
    assert Interval.between(Pitch.parse(start), Pitch.parse(end)).excess == excess


def test_what_needs_three_accidentals_has_no_name() -> None:
    with pytest.raises(ValueError, match="have no name"):
        _ = Interval(0, 3).quality


@given(pitches, pitches)
def test_an_interval_leads_from_the_one_pitch_to_the_other(start: Pitch, end: Pitch) -> None:
    interval = Interval.between(start, end)
    assert interval.above(start) == end
    assert (-interval).above(end) == start


@given(pitches, pitches, pitches)
def test_intervals_add_up(first: Pitch, second: Pitch, third: Pitch) -> None:
    steps = Interval.between(first, second) + Interval.between(second, third)
    assert steps == Interval.between(first, third)


INVERTED = {
    "perfect": "perfect",
    "major": "minor",
    "minor": "major",
    "augmented": "diminished",
    "diminished": "augmented",
}


@pytest.mark.parametrize(
    ("steps", "semitones"),
    [
        *((0, 0), (0, 1), (1, 1), (1, 2), (1, 3), (2, 3), (2, 4), (3, 4), (3, 5), (3, 6)),
        *((4, 6), (4, 7), (4, 8), (5, 8), (5, 9), (5, 10), (6, 9), (6, 10), (6, 11), (7, 12)),
    ],
)
def test_inverting_swaps_major_and_minor_and_size_to_nine(steps: int, semitones: int) -> None:
    interval = Interval(steps, semitones)
    inversion = Interval(7, 12) + -interval
    assert interval.size + inversion.size == 9
    assert inversion.quality == INVERTED[interval.quality]


@given(pitches)
def test_a_spelling_with_three_accidentals_gives_way_to_another(pitch: Pitch) -> None:
    moved = Interval(0, 3).above(pitch)
    assert moved.key_number == pitch.key_number + 3


def test_intervals_lead_round_the_circle_of_fifths() -> None:
    assert [Interval(4, 7).fifths, Interval(-4, -7).fifths] == [1, -1]
    assert UNISON.fifths == Interval(-7, -12).fifths == 0
