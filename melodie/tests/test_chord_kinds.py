"""Chords are spelled in thirds from their root, and one that is not known is its quality."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from melodie.chord_kinds import CHORD_KINDS, chord_tones, kind_of, symbol
from melodie.harmony import Chord, Quality
from melodie.pitch import SEMITONES, STEPS

CHORDS = TypeAdapter(Chord)
KINDS = st.sampled_from(list(CHORD_KINDS))
ROOTS = st.builds(str.__add__, st.sampled_from(STEPS), st.sampled_from(["", "b", "#"]))


def semitone(name: str) -> int:
    """Return the semitones above C of a note's name."""
    return (SEMITONES[name[0]] + name.count("#") - name[1:].count("b")) % 12


@pytest.mark.parametrize(
    ("chord", "tones"),
    [
        (Chord("C", "major"), "C E G"),
        (Chord("Eb", "minor7", extension="9"), "Eb Gb Bb Db F"),
        (Chord("F#", "diminished7"), "F# A C Eb"),
        (Chord("G", "dominant7", extension="#9"), "G B D F A#"),
        (Chord("Ab", "major6", extension="9"), "Ab C Eb F Bb"),
        (Chord("D", "major", extension="5"), "D A"),
        (Chord("B", "half_diminished7"), "B D F A"),
        (Chord("A", "minor", extension="maj7"), "A C E G#"),
        (Chord("E", "sus4", extension="7"), "E A B D"),
    ],
)
def test_chords_have_the_notes_that_musicians_spell(chord: Chord, tones: str) -> None:
    assert chord_tones(chord) == tuple(tones.split())


def test_every_quality_has_a_kind_of_its_own() -> None:
    assert {quality for quality, extension in CHORD_KINDS if extension is None} == {
        *get_args(Quality)
    }


@given(ROOTS, KINDS)
def test_the_spelled_notes_sound_as_the_intervals_say(
    root: str, kind: tuple[Quality, str | None]
) -> None:
    chord = Chord(root, kind[0], extension=kind[1])
    heights = [(semitone(name) - semitone(root)) % 12 for name in chord_tones(chord)]
    assert heights == [tone.semitones % 12 for tone in kind_of(chord).tones]
    assert len(set(heights)) == len(heights)


@pytest.mark.parametrize("extension", [extension for _, extension in CHORD_KINDS if extension])
def test_every_known_extension_can_be_written_in_a_score(extension: str) -> None:
    chord = Chord("C", "major", extension=extension)
    assert CHORDS.validate_python(CHORDS.dump_python(chord)) == chord


def test_an_extension_of_a_later_release_is_read_as_its_quality() -> None:
    chord = CHORDS.validate_python({"root": "C", "quality": "dominant7", "extension": "b9b13#15"})
    assert (symbol(chord), chord_tones(chord)) == ("C7", ("C", "E", "G", "Bb"))


@pytest.mark.parametrize("extension", ["", "A" * 3, "9" * 13, "9\n", "}"])
def test_an_extension_is_a_short_word(extension: str) -> None:
    with pytest.raises(ValidationError):
        CHORDS.validate_python({"root": "C", "quality": "major", "extension": extension})


def test_no_two_kinds_are_written_alike_and_no_suffix_could_belong_to_the_root() -> None:
    suffixes = [kind.suffix for kind in CHORD_KINDS.values()]
    assert len(set(suffixes)) == len(suffixes)
    assert not [suffix for suffix in suffixes if suffix.startswith(("b", "#"))]


def test_a_symbol_has_root_suffix_and_bass() -> None:
    assert symbol(Chord("Bb", "major7", bass="D")) == "Bbmaj7/D"
    assert symbol(Chord("F#", "minor6", extension="9")) == "F#m6/9"
