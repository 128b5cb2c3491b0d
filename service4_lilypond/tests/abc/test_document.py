"""An ABC tune is heard as it is meant by music21, and no text in it is more than text."""

from fractions import Fraction
from typing import Any

import music21
import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie.chord_kinds import CHORD_KINDS, chord_tones, root_of
from melodie.harmony import Chord, PlacedChord
from melodie.pitch import Key
from melodie.score import Bar, Score
from melodie.text import check_text
from service4_lilypond.abc.document import abc
from service4_lilypond.abc.notes import chord_text
from service4_lilypond.tests.agreement import meant
from service4_lilypond.tests.golden_scores import SCORES
from service4_lilypond.tests.readers import Heard
from tests.builders import a_score, bar, note

FIELDS = [
    "%abc-2.1",
    "I:",
    "X:1",
    "T:",
    "S:",
    "N:",
    "M:",
    "L:",
    "Q:",
    "%%MIDI program",
    "V:1",
    "K:",
]


KNOWN = [kind for kind in CHORD_KINDS if "13" not in (kind[1] or "") and kind != ("sus4", "9")]
"""Kinds of chord that music21 knows: in a thirteenth it hears an eleventh, too."""


def heard(text: bytes) -> list[Heard]:
    part = read(text)
    part.stripTies(inPlace=True, matchByPitch=False)
    notes = part.flatten().getElementsByClass(music21.note.Note)
    return sorted((_whole(n.offset), _whole(n.quarterLength), n.pitch.midi) for n in notes)


def read(text: bytes) -> Any:
    score: Any = music21.converter.parseData(text.decode(), format="abc")
    return score.parts[0]


def _whole(quarters: float) -> Fraction:
    return Fraction(quarters).limit_denominator(4000) / 4


def lines(text: bytes) -> list[str]:
    return text.decode().splitlines()


@pytest.mark.parametrize("name", SCORES)
def test_the_tune_is_heard_as_it_sounds(name: str) -> None:
    assert heard(abc(SCORES[name])) == meant(SCORES[name])


def test_chords_stand_where_they_begin() -> None:
    read_chords = read(abc(SCORES["lead_sheet"])).flatten().getElementsByClass("Harmony")
    assert [
        (_whole(chord.offset), chord.root() and chord.root().name) for chord in read_chords
    ] == [
        (Fraction(1, 4), "E-"),
        (Fraction(5, 4), "C"),
        (Fraction(7, 4), "F"),
        (Fraction(21, 8), "B-"),
        (Fraction(3), None),
        (Fraction(15, 4), "C-"),
    ]


def test_a_chord_within_a_note_divides_it_in_tied_ones() -> None:
    placed = (PlacedChord(Fraction(3, 8), Chord("F", "minor7")),)
    score = a_score([Bar((note("C5", "1/1"),), chords=placed)])
    assert lines(abc(score))[-1] == 'c3-"Fm7"c5 |]'
    assert lines(abc(score, symbols="none"))[-1] == "c8 |]"


@pytest.mark.parametrize("kind", CHORD_KINDS, ids=str)
def test_names_of_chords_are_in_letters_that_can_be_typed(kind: Any) -> None:
    assert chord_text(Chord("Bb", kind[0], "D", kind[1])).isascii()


@pytest.mark.parametrize("kind", KNOWN, ids=str)
def test_music21_knows_the_notes_of_chords_by_their_names(kind: Any) -> None:
    chord = Chord("Ab", kind[0], None, kind[1])
    placed = (PlacedChord(Fraction(0), chord),)
    (read_chord,) = (
        read(abc(a_score([Bar((note("C5", "1/1"),), chords=placed)])))
        .flatten()
        .getElementsByClass("Harmony")
    )
    tones = {root_of(Chord(name, "major")).key_number % 12 for name in chord_tones(chord)}
    assert {pitch.pitchClass for pitch in read_chord.pitches} == tones


def test_an_accidental_is_written_where_readers_would_differ() -> None:
    pitches = ("F#4", "F#4", "F5", "F#5", "F4", "F4", "G4", "G4")
    score = a_score([bar(*(note(p, "1/8") for p in pitches))])
    assert lines(abc(score))[-1].replace(" ", "") == "^FF=f^f=FFGG|]"


def test_a_mode_that_not_all_know_has_every_accidental() -> None:
    score = a_score([bar(note("C5", "1/1"))], key=Key("B", "locrian", "locrian"))
    assert lines(abc(score))[-2:] == ["K:Bloc", "=c8 |]"]


TITLES = st.text(min_size=1, max_size=60).map(
    lambda text: "".join(c for c in text if c.isprintable()) + "x"
)


@given(st.one_of(TITLES, st.sampled_from(["a\\nK:C", "50 % off", "\\u0025", "[K:G] & %%MIDI"])))
def test_no_title_makes_a_field_or_a_comment(title: str) -> None:
    score: Score = a_score(title=check_text(title[:60]))
    written = lines(abc(score, footline=title))
    assert len(written) == len(FIELDS) + 1
    assert all(line.startswith(field) for line, field in zip(written, FIELDS, strict=False))
    assert "%" not in written[3].replace("\\\\", "").replace("\\%", "")


def test_that_it_swings_is_read_as_words_at_the_tempo() -> None:
    [mark] = read(abc(SCORES["shuffle"])).recurse().getElementsByClass("MetronomeMark")
    assert (mark.text, mark.number) == ("Swing", 132)
