"""music21 and abc2midi read the ABC file as the melody that was made, with its chords."""

from fractions import Fraction
from typing import Any

import music21
import pytest
from mido import MidiFile, MidiTrack

from service4_lilypond.tests.readers import heard_in_midi
from tests.interop.chords import chords_read, meant_chords
from tests.interop.melodies import Melody
from tests.interop.programs import Programs

TICK = Fraction(1, 1920)
"""abc2midi strikes every note so much later, so that it is let go before."""

TUNE = 0
"""The channel that it plays the tune on; chords are on others."""

UNKNOWN = "does not start with A-G"
"""What it says of N.C., a name that it has no notes for."""


@pytest.fixture(scope="module")
def played(programs: Programs, melodies: list[Melody]) -> list[str]:
    """What abc2midi complains of, melody by melody."""
    return [programs.abc2midi(one.path(".abc"), one.path("-abc.mid")) for one in melodies]


def tune(file: MidiFile) -> MidiFile:
    """Return what is played on the channel of the tune."""
    kept = MidiFile(ticks_per_beat=file.ticks_per_beat)
    for track in file.tracks:
        now = last = 0
        kept.tracks.append(MidiTrack())
        for message in track:
            now += message.time
            if message.is_meta or message.channel == TUNE:
                kept.tracks[-1].append(message.copy(time=now - last))
                last = now
    return kept


def test_abc2midi_complains_of_nothing(played: list[str], melodies: list[Melody]) -> None:
    lines = [line for said in played for line in said.splitlines()]
    assert [x for x in lines if ("Error" in x or "Warning" in x) and UNKNOWN not in x] == []


def test_abc2midi_plays_the_melody(played: list[str], melody: Melody) -> None:
    heard = heard_in_midi(tune(MidiFile(melody.path("-abc.mid"))))
    assert [(onset - TICK, length + TICK, key) for onset, length, key in heard] == melody.heard


def test_music21_reads_the_melody_and_its_chords(melody: Melody) -> None:
    read: Any = music21.converter.parse(melody.path(".abc"), format="abc")
    part = read.parts[0]
    chords = chords_read(part)
    part.stripTies(inPlace=True, matchByPitch=False)
    notes = part.flatten().getElementsByClass(music21.note.Note)
    whole = [
        (Fraction(n.offset).limit_denominator(4000) / 4, n.quarterLength / 4, n.pitch.midi)
        for n in notes
    ]
    assert whole == melody.heard
    assert [one[:3] for one in chords] == [one[:3] for one in meant_chords(melody.score)]
