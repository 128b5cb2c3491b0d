"""Chords in MusicXML are read back as the same chords, at the same places."""

from fractions import Fraction
from typing import Any

import music21
import pytest

from melodie.chord_kinds import CHORD_KINDS, chord_tones
from melodie.contract import ChordSymbols
from melodie.harmony import Chord, PlacedChord
from melodie.pitch import SEMITONES
from melodie.score import Bar, Score
from service4_lilypond.musicxml.document import musicxml
from service4_lilypond.tests.golden_scores import SCORES
from service4_lilypond.tests.schema import faults_in
from tests.builders import a_score, note


def a_score_of(*chords: Chord | None) -> Score:
    placed = (PlacedChord(Fraction(0), chord) for chord in chords)
    return a_score([Bar((note("C5", "1/1"),), chords=(one,)) for one in placed])


def symbols(document: bytes) -> list[Any]:
    read = music21.converter.parseData(document.decode(), format="musicxml")
    return list(read.flatten().getElementsByClass(music21.harmony.Harmony))


def sounding(chord: Any) -> set[int]:
    return {pitch.pitchClass for pitch in chord.pitches}


def semitone(name: str) -> int:
    return (SEMITONES[name[0]] + name.count("#") - name[1:].count("b")) % 12


@pytest.mark.parametrize("root", ["C", "F#", "Ab"])
def test_music21_hears_the_notes_of_every_kind_of_chord(root: str) -> None:
    chords = [Chord(root, quality, extension=extension) for quality, extension in CHORD_KINDS]
    document = musicxml(a_score_of(*chords))
    read = {chord.chordKindStr: sounding(chord) for chord in symbols(document)}
    meant = {
        CHORD_KINDS[chord.quality, chord.extension].suffix: set(map(semitone, chord_tones(chord)))
        for chord in chords
    }
    assert read == meant
    assert faults_in(document) == ""


def test_a_chord_has_its_bass_and_none_has_no_root() -> None:
    read = symbols(musicxml(a_score_of(Chord("Bb", "major", bass="D"), None)))
    assert (read[0].root().name, read[0].bass().name) == ("B-", "D")
    assert isinstance(read[1], music21.harmony.NoChord)


@pytest.mark.parametrize("shown", ["names", "roman"])
def test_chords_stand_where_they_begin_inside_notes_too(shown: ChordSymbols) -> None:
    score = SCORES["lead_sheet"]
    document = musicxml(score, symbols=shown)
    begins = [sum((b.length for b in score.bars[:number]), Fraction(0)) for number in range(6)]
    places = [Fraction(chord.offset) / 4 for chord in symbols(document)]
    begin = {
        begins[number] + placed.offset
        for number, bar in enumerate(score.bars)
        for placed in bar.chords
    }
    assert set(places) == begin - {begins[4]}, "in bar 4 none sounds as before"
    assert faults_in(document) == ""


def test_chords_can_be_left_out() -> None:
    assert b"<harmony" not in musicxml(SCORES["lead_sheet"], symbols="none")
