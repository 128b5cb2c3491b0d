"""What else could stand for one note: notes of the scale, near it, that go with the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie.contract import AlternativesRequest
from melodie.errors import InvalidInput
from melodie.harmony import Chord, PlacedChord
from melodie.pitch import Pitch
from melodie.score import Bar
from service2_notes.alternatives import alternatives
from tests.builders import a_score, note

LOW, HIGH = Pitch.parse("A3"), Pitch.parse("C6")
LINE = ("C4", "D4", "E4", "G4", "F4", "E4", "D4", "C4")


def asked(number: int, *, chord: str | None = None, most: int = 6) -> tuple[str, ...]:
    chords = (PlacedChord(0, Chord(chord, "major")),) if chord else ()  # type: ignore[arg-type]
    bars = [
        Bar(tuple(note(pitch, "1/4") for pitch in LINE[start : start + 4]), chords=chords)
        for start in (0, 4)
    ]
    wanted = AlternativesRequest(
        score=a_score(bars), note=number, lowest=LOW, highest=HIGH, most=most
    )
    return tuple(str(pitch) for pitch in alternatives(wanted).pitches)


@given(st.integers(1, 8), st.integers(1, 12))
def test_they_are_other_notes_of_the_scale_in_the_range(number: int, most: int) -> None:
    found = asked(number, most=most)
    assert min(most, 8) <= len(found) == len(set(found)) <= most
    assert LINE[number - 1] not in found
    assert all(len(pitch) == 2 for pitch in found)
    heights = [Pitch.parse(pitch).key_number for pitch in found]
    assert all(LOW.key_number <= height <= HIGH.key_number for height in heights)
    assert all(abs(height - Pitch.parse(LINE[number - 1]).key_number) <= 12 for height in heights)


def test_the_first_are_near_and_the_chord_decides_on_a_strong_beat() -> None:
    assert set(asked(5, chord="G", most=2)) <= {"G4", "D4", "B4", "B3"}
    assert set(asked(5, chord="C", most=2)) <= {"G4", "E4", "C4"}


def test_a_note_that_is_not_there_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        asked(9)
    assert [fault.code for fault in refused.value.fields] == ["no_such_note"]
