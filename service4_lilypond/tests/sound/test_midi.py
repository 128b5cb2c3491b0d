from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from mido import MidiFile, MidiTrack

from melodie.pitch import Key
from melodie.tempo import Tempo
from service4_lilypond.instruments import INSTRUMENTS
from service4_lilypond.sound.midi import midi
from service4_lilypond.tests.readers import barlines_by_music21, midi_file
from service4_lilypond.tests.shorthand import rhythm
from tests.builders import CLARINET, a_score, bar, note, time_signature
from tests.scores import TIME_SIGNATURES


def read(**overrides: Any) -> MidiFile:
    return midi_file(midi(a_score(**overrides)))


def said(file: MidiFile, kind: str, track: int = 0) -> Any:
    (message,) = (message for message in file.tracks[track] if message.type == kind)
    return message


def velocities(score: Any) -> list[int]:
    track = midi_file(midi(score, 0)).tracks[1]
    return [message.velocity for message in track if message.type == "note_on"]


def test_the_title_survives_in_any_script_and_the_player_is_named_in_ascii() -> None:
    file = read(title="Mélodie 春 ♭", instrument=CLARINET)
    assert [track.name for track in file.tracks] == ["Mélodie 春 ♭", "Clarinet in Bb"]


def test_every_instrument_on_offer_has_a_name_that_any_program_can_read() -> None:
    names = [read(instrument=choice.instrument).tracks[1].name for choice in INSTRUMENTS]
    assert [name for name in names if not name.isascii()] == []
    assert len(set(names)) == len(INSTRUMENTS)


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
@pytest.mark.parametrize("track", [0, 1], ids=["conductor", "player"])
def test_every_track_has_the_right_key_signature(key: Key, name: str, track: int) -> None:
    assert said(read(key=key), "key_signature", track).key == name


@pytest.mark.parametrize(
    ("signature", "bar", "clocks"), [("4/4", "1", 24), ("6/8", "2.", 36), ("2/2", "1", 48)]
)
def test_the_metronome_clicks_the_beat(signature: str, bar: str, clocks: int) -> None:
    reported = said(midi_file(midi(rhythm(signature, bar))), "time_signature")
    assert f"{reported.numerator}/{reported.denominator}" == signature
    assert reported.clocks_per_click == clocks


@pytest.mark.parametrize(
    ("beat", "bpm", "microseconds"),
    [("1/4", 120, 500_000), ("3/8", 80, 500_000), ("1/2", 60, 500_000), ("1/16", 20, 12_000_000)],
)
def test_the_tempo_is_in_quarters(beat: str, bpm: int, microseconds: int) -> None:
    reported = said(read(tempo=Tempo(Fraction(beat), bpm)), "set_tempo")
    assert reported.tempo == microseconds


def test_strong_beats_are_lightly_accented() -> None:
    downbeat, second, third, fourth = velocities(rhythm("4/4", "4 4 4 4"))
    assert downbeat > third > second == fourth
    assert velocities(rhythm(time_signature("5/8", 2, 3), "8 8 8 8 8")) == [96, 80, 88, 80, 80]


def test_an_upbeat_is_lighter_than_the_downbeat_it_leads_to() -> None:
    upbeat, downbeat = velocities(rhythm("4/4", "8", "1", pickup=True))
    assert upbeat < downbeat


@pytest.mark.parametrize("name", sorted({str(name) for name in TIME_SIGNATURES}))
def test_barlines_stand_where_they_belong_after_an_upbeat_of_any_length(name: str) -> None:
    signature = time_signature(name)
    full, step = signature.bar_length, Fraction(1, 2 * signature.unit)
    bars = [bar(note("C4", str(full)))] * 2
    for length in (step * count for count in range(1, 2 * signature.beats)):
        upbeat = bar(note("C4", str(length)), pickup=True)
        content = midi(a_score([upbeat, *bars], time_signature=signature))
        assert barlines_by_music21(content) == [0, length, length + full]


def test_every_track_has_the_upbeat_and_then_the_time_signature() -> None:
    file = midi_file(midi(rhythm("6/8", "4 8 16", "2.", pickup=True)))
    quarter = file.ticks_per_beat
    expected = [(0, 7, 16), (7 * quarter // 4, 6, 8)]
    assert [list(time_signatures_in(track)) for track in file.tracks] == [expected] * 2


def time_signatures_in(track: MidiTrack) -> Iterator[tuple[int, int, int]]:
    now = 0
    for message in track:
        now += message.time
        if message.type == "time_signature":
            yield now, message.numerator, message.denominator


def test_a_barline_comes_after_the_note_that_ends_there() -> None:
    track = midi_file(midi(rhythm("4/4", "4", "1", pickup=True))).tracks[1]
    kinds = [m.type for m in track if m.type in {"note_on", "note_off", "time_signature"}]
    assert kinds[:4] == ["time_signature", "note_on", "note_off", "time_signature"]


def test_the_same_score_gives_the_same_bytes() -> None:
    assert midi(a_score()) == midi(a_score())
