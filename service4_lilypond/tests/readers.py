"""How programs that are not ours read what we write: each note as it sounds."""

import base64
import subprocess
from collections.abc import Iterable
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import lilypond
import music21
import verovio
from mido import MidiFile, merge_tracks

Heard = tuple[Fraction, Fraction, int]
"""Onset and duration in whole notes, and MIDI key."""


def heard_in_midi(file: MidiFile) -> list[Heard]:
    """What mido hears; every key must be let go before it is struck again."""
    notes: list[Heard] = []
    struck: dict[int, int] = {}
    now = 0
    for message in merge_tracks(file.tracks):
        now += message.time
        if message.type == "note_on" and message.velocity:
            assert message.note not in struck
            struck[message.note] = now
        elif message.type in {"note_on", "note_off"}:
            onset = struck.pop(message.note)
            whole = 4 * file.ticks_per_beat
            notes.append((Fraction(onset, whole), Fraction(now - onset, whole), message.note))
    assert not struck
    return sorted(notes)


def midi_file(content: bytes) -> MidiFile:
    return MidiFile(file=BytesIO(content), charset="utf-8")


def heard_by_verovio(document: bytes) -> list[Heard]:
    """Times from its exact time map, where tied heads stand apart; pitches from its MIDI."""
    toolkit = verovio.toolkit()
    assert toolkit.loadData(document.decode())
    onsets: dict[str, Fraction] = {}
    ends: dict[str, Fraction] = {}
    for moment in toolkit.renderToTimemap():
        now = _whole_notes(moment["qstamp"])
        ends |= {_sound(head): now for head in moment.get("off", [])}
        onsets = {_sound(head): now for head in moment.get("on", [])} | onsets
    performed = MidiFile(file=BytesIO(base64.b64decode(toolkit.renderToMIDI())))
    keys = [key for _, _, key in heard_in_midi(performed)]
    times = sorted((onset, ends[sound] - onset) for sound, onset in onsets.items())
    return [(*time, key) for time, key in zip(times, keys, strict=True)]


def heard_by_music21(document: bytes) -> list[Heard]:
    read = music21.converter.parseData(document.decode(), format="musicxml")
    assert isinstance(read, music21.stream.Score)
    part: Any = read.parts[0]
    part.toSoundingPitch(inPlace=True)  # a copy of all that it holds would take longer than reading
    # by the ties alone: to music21 a natural that is printed is another pitch
    part.stripTies(inPlace=True, matchByPitch=False)
    notes = part.flatten().getElementsByClass("Note")  # and no chord symbols
    return sorted(
        (_whole_notes(note.offset), _whole_notes(note.quarterLength), note.pitch.midi)
        for note in notes
    )


def barlines_by_music21(file: bytes) -> list[Fraction]:
    """Where it makes bars of a MIDI file begin, in whole notes."""
    read = music21.converter.parseData(file, format="midi", quantizePost=False)
    assert isinstance(read, music21.stream.Score)
    measures = read.parts[0].getElementsByClass("Measure")
    return [_whole_notes(measure.offset) for measure in measures]


def run_lilypond(sources: Iterable[str], folder: Path) -> tuple[list[MidiFile], str]:
    """Perform every source in one process; return the MIDI files and what it complained of."""
    names = []
    for number, source in enumerate(sources):
        names.append(f"{number}.ly")
        (folder / names[-1]).write_text(source, encoding="utf-8")
    command = [str(lilypond.executable()), "--loglevel=WARNING", "-dno-print-pages", *names]
    run = subprocess.run(  # noqa: S603 - our own sources
        command, cwd=folder, capture_output=True, text=True, check=True, timeout=300
    )
    performed = [MidiFile(folder / name.replace(".ly", ".midi")) for name in names]
    return performed, run.stdout + run.stderr


def _whole_notes(quarters: float) -> Fraction:
    return Fraction(quarters).limit_denominator(4000) / 4


def _sound(head: str) -> str:
    """Return the note that a head belongs to: ``n3-2`` is held from ``n3``."""
    return head.partition("-")[0]
