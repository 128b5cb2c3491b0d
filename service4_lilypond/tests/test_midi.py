from fractions import Fraction
from typing import Any

import pytest
from mido import MidiFile

from melodie.score import Key, Tempo
from service4_lilypond.midi import midi
from service4_lilypond.tests.readers import midi_file
from service4_lilypond.tests.shorthand import rhythm
from tests.builders import CLARINET, a_score, metre


def read(**overrides: Any) -> MidiFile:
    return midi_file(midi(a_score(**overrides)))


def said(file: MidiFile, kind: str) -> Any:
    (message,) = (message for message in file.tracks[0] if message.type == kind)
    return message


def velocities(score: Any) -> list[int]:
    track = midi_file(midi(score)).tracks[1]
    return [message.velocity for message in track if message.type == "note_on"]


def test_names_of_any_script_survive() -> None:
    file = read(title="Mélodie 春", instrument=CLARINET)
    assert [track.name for track in file.tracks] == ["Mélodie 春", "Clarinet in B♭"]


def test_the_program_is_the_instruments() -> None:
    (change,) = (m for m in read(instrument=CLARINET).tracks[1] if m.type == "program_change")
    assert change.program == 71


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (Key("C", "major", "major"), "C"),
        (Key("Bb", "major", "major"), "Bb"),
        (Key("F#", "major", "major"), "F#"),
        (Key("Cb", "major", "major"), "Cb"),
        (Key("A", "minor", "minor"), "Am"),
        (Key("G#", "minor", "minor"), "G#m"),
        (Key("Ab", "minor", "minor"), "Abm"),
        # modes keep their signature, and are minor where their third is
        (Key("D", "dorian", "dorian"), "Am"),
        (Key("G", "mixolydian", "mixolydian"), "C"),
        (Key("F", "lydian", "lydian"), "C"),
        (Key("B", "locrian", "locrian"), "Am"),
    ],
)
def test_the_key_signature_is_right(key: Key, name: str) -> None:
    assert said(read(key=key), "key_signature").key == name


@pytest.mark.parametrize(
    ("signature", "bar", "clocks"), [("4/4", "1", 24), ("6/8", "2.", 36), ("2/2", "1", 48)]
)
def test_the_metre_clicks_its_beat(signature: str, bar: str, clocks: int) -> None:
    told = said(midi_file(midi(rhythm(signature, bar))), "time_signature")
    assert f"{told.numerator}/{told.denominator}" == signature
    assert told.clocks_per_click == clocks


@pytest.mark.parametrize(
    ("beat", "bpm", "microseconds"),
    [("1/4", 120, 500_000), ("3/8", 80, 500_000), ("1/2", 60, 500_000), ("1/16", 20, 12_000_000)],
)
def test_the_tempo_is_in_quarters(beat: str, bpm: int, microseconds: int) -> None:
    told = said(read(tempo=Tempo(Fraction(beat), bpm)), "set_tempo")
    assert told.tempo == microseconds


def test_the_metre_is_lightly_accented() -> None:
    downbeat, second, third, fourth = velocities(rhythm("4/4", "4 4 4 4"))
    assert downbeat > third > second == fourth
    assert velocities(rhythm(metre("5/8", 2, 3), "8 8 8 8 8")) == [96, 80, 88, 80, 80]


def test_an_upbeat_is_lighter_than_the_downbeat_it_leads_to() -> None:
    upbeat, downbeat = velocities(rhythm("4/4", "8", "1", pickup=True))
    assert upbeat < downbeat


def test_the_same_score_gives_the_same_bytes() -> None:
    assert midi(a_score()) == midi(a_score())
