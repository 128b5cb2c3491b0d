"""Chords are named and figured as musicians do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie.chord_kinds import CHORD_KINDS, chord_tones
from melodie.harmony import Chord, Quality
from melodie.interval import Interval
from melodie.pitch import SEMITONES, Key, Tonic
from service4_lilypond.instruments import INSTRUMENTS
from service4_lilypond.notation.chord_labels import chord_name, roman_figure, transposed

MAJOR, MINOR = Key("C", "major", "major"), Key("A", "natural_minor", "minor")
ROOTS = st.builds(str.__add__, st.sampled_from("CDEFGAB"), st.sampled_from(["", "b", "#"]))
KINDS = st.sampled_from(list(CHORD_KINDS))
TRANSPOSITIONS = st.sampled_from([choice.instrument.transposition for choice in INSTRUMENTS])


def test_names_have_the_signs_that_are_printed() -> None:
    assert chord_name(Chord("Bb", "dominant7", "F#", "b9")) == "B♭7♭9/F♯"
    assert chord_name(None) == "N.C."


@pytest.mark.parametrize(
    ("chord", "key", "figure"),
    [
        (Chord("C", "major"), MAJOR, "I"),
        (Chord("D", "minor7"), MAJOR, "ii7"),
        (Chord("Bb", "major"), MAJOR, "♭VII"),
        (Chord("F#", "half_diminished7"), MAJOR, "♯ivø7"),
        (Chord("G", "dominant7", extension="13"), MAJOR, "V13"),
        (Chord("C", "major7"), MAJOR, "Imaj7"),
        (Chord("A", "minor", extension="maj7"), MINOR, "i(maj7)"),
        (Chord("G", "major"), MINOR, "VII"),
        (Chord("G#", "diminished"), MINOR, "♯vii°"),
        (Chord("E", "dominant7"), MINOR, "V7"),
        (Chord("F", "major"), Key("G", "mixolydian", "mixolydian"), "VII"),
        (Chord("C", "major", "E"), MAJOR, "I6"),
        (Chord("C", "major", "G"), MAJOR, "I6/4"),
        (Chord("G", "dominant7", "F"), MAJOR, "V4/2"),
        (Chord("B", "half_diminished7", "D"), MAJOR, "viiø6/5"),
        (Chord("C", "major", "Bb"), MAJOR, "I/♭7"),
        (Chord("A", "minor7", "D"), MAJOR, "vi7/2"),
        (None, MAJOR, "N.C."),
    ],
)
def test_figures_tell_degree_kind_and_inversion(chord: Chord | None, key: Key, figure: str) -> None:
    assert roman_figure(chord, key) == figure


@pytest.mark.parametrize("tonic", ["C", "Eb", "F#", "Gb", "Cb"])
def test_the_degrees_of_every_key_need_no_sign(tonic: Tonic) -> None:
    key = Key(tonic, "major", "major")
    seventh = chord_tones(Chord(tonic, "major7"))
    assert [roman_figure(Chord(root, "major"), key) for root in seventh] == ["I", "III", "V", "VII"]


def semitone(name: str) -> int:
    return (SEMITONES[name[0]] + name.count("#") - name[1:].count("b")) % 12


@given(ROOTS, KINDS, TRANSPOSITIONS)
def test_what_is_written_sounds_as_it_is_meant(
    root: str, kind: tuple[Quality, str | None], transposition: Interval
) -> None:
    chord = Chord(root, kind[0], root, kind[1])
    written = transposed(chord, transposition)
    assert written is not None
    assert (written.quality, written.extension) == kind
    assert (semitone(written.root) + transposition.semitones - semitone(root)) % 12 == 0
    assert written.bass == written.root
    assert len(written.root) <= 2
