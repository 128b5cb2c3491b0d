"""MuseScore reads an accompanied melody as it was made: tracks by name, notes, chords."""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import music21
from mido import MidiFile

from melodie.pitch import SEMITONES
from melodie.score import Score
from service4_lilypond.sound.backing import BASS, CHORDS, backing
from service4_lilypond.tests.readers import heard_in_midi
from tests.interop.chords import chords_read, meant_chords
from tests.interop.melodies import Melody

Struck = list[tuple[Fraction, int]]
"""Where every note begins, in whole notes, and its MIDI key."""


def below(score: Score, *hands: int) -> Struck:
    return sorted((one.onset, one.key) for one in backing(score) if one.channel in hands)


def tune(melody: Melody) -> Struck:
    return [(onset, key) for onset, _, key in melody.heard]


def tracks(path: Path) -> list[Struck]:
    """Return what each track plays; those that play nothing are left out."""
    file = MidiFile(path)
    found = []
    for track in file.tracks:
        alone = MidiFile(ticks_per_beat=file.ticks_per_beat)
        alone.tracks.append(track)
        found.append(sorted((onset, key) for onset, _, key in heard_in_midi(alone)))
    return [struck for struck in found if struck]


def staves(root: ET.Element) -> list[Struck]:
    """Return what stands on each staff of a part; ties are one note."""
    found: dict[str, Struck] = {}
    begin = Fraction(0)
    parts = 4 * int(root.findtext(".//divisions", "1"))
    for measure in root.iter("measure"):
        now = last = furthest = begin
        for element in measure:
            length = Fraction(int(element.findtext("duration", "0")), parts)
            if element.tag == "backup":
                now -= length
            elif element.tag == "note" and element.find("chord") is not None:
                _add(found, element, last)
            elif element.tag in {"note", "forward"}:
                _add(found, element, now)
                last, now = now, now + length
            furthest = max(furthest, now)
        begin = furthest
    return [sorted(struck) for _, struck in sorted(found.items())]


def _add(found: dict[str, Struck], note: ET.Element, onset: Fraction) -> None:
    held = note.find("tie[@type='stop']") is not None
    if note.find("pitch") is not None and not held:
        step, alter = note.findtext("pitch/step", ""), int(note.findtext("pitch/alter", "0"))
        key = 12 * (int(note.findtext("pitch/octave", "0")) + 1) + SEMITONES[step] + alter
        found.setdefault(note.findtext("staff", "1"), []).append((onset, key))


def document(path: Path) -> ET.Element:
    return ET.parse(path).getroot()  # noqa: S314 - MuseScore's own


def test_the_midi_file_has_the_tune_the_chords_and_the_bass_by_name(accompanied: Melody) -> None:
    parts = document(accompanied.path("-mid.musicxml")).iter("part-name")
    names = (accompanied.score.instrument.name.replace("♭", "b"), "Chords", "Bass")
    for name, part in zip(names, parts, strict=True):
        assert name in (part.text or "")


def test_the_midi_file_has_the_notes_of_every_track(accompanied: Melody) -> None:
    score = accompanied.score
    meant = [tune(accompanied), below(score, CHORDS), below(score, BASS)]
    assert tracks(accompanied.path("-mid.mid")) == meant


def test_the_midi_file_has_the_sound_of_every_track(accompanied: Melody) -> None:
    made = MidiFile(accompanied.path(".mid"))
    sounds = [m.program for track in made.tracks for m in track if m.type == "program_change"]
    opened = document(accompanied.path("-mid.musicxml")).iter("midi-program")
    assert [int(program.text or 0) - 1 for program in opened] == sounds


def test_the_musicxml_file_has_the_notes_of_both_staves(accompanied: Melody) -> None:
    both = [tune(accompanied), below(accompanied.score, CHORDS, BASS)]
    assert staves(document(accompanied.path("-musicxml.musicxml"))) == both


def test_the_musicxml_file_has_one_player_with_two_staves(accompanied: Melody) -> None:
    root = document(accompanied.path("-musicxml.musicxml"))
    assert [part.text for part in root.iter("part-name")] == ["Piano"]
    assert [staves.text for staves in root.iter("staves")] == ["2"]
    last = [int(m.attrib["number"]) for m in root.iter("measure")]
    assert all(after == before + 1 for before, after in pairwise(last))


def test_the_musicxml_file_has_the_chords(accompanied: Melody) -> None:
    read = music21.converter.parse(accompanied.path("-musicxml.musicxml"), format="musicxml")
    assert isinstance(read, music21.stream.Score)
    heard = [one[:3] for one in chords_read(read.parts[0]) if one.notes]
    assert heard == [one[:3] for one in meant_chords(accompanied.score) if one.notes]
