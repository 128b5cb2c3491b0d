"""A score as a standard MIDI file, with the sounding pitches."""

from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO
from itertools import chain
from typing import Final

from mido import Message, MetaMessage, MidiFile, MidiTrack, bpm2tempo

from melodie.score import MODE_FIFTHS, Key, Score, TimeSignature
from service4_lilypond.hierarchy import BAR, GROUP, hierarchy
from service4_lilypond.timeline import score_length, sounding_notes
from service4_lilypond.transposing import note_on_fifths

TICKS_PER_QUARTER: Final = 960
"""Divides exactly by every duration that a score can hold."""

MINOR_MODES: Final = {"minor", "dorian", "phrygian", "locrian"}
"""Those with a minor third, which MIDI calls minor; it knows no other modes."""

DOWNBEAT, GROUP_HEAD, ELSEWHERE = 96, 88, 80
"""Velocities: a light accent that lets the metre be heard."""


def midi(score: Score) -> bytes:
    """Return ``score`` as a MIDI file: one track for the tempo, one for the notes.

    The last rest is kept, and the same score gives the same bytes.
    """
    written = MidiFile(type=1, ticks_per_beat=TICKS_PER_QUARTER, charset="utf-8")
    written.tracks.append(MidiTrack(_conductor(score)))
    written.tracks.append(MidiTrack(_player(score)))
    file = BytesIO()
    written.save(file=file)
    return file.getvalue()


def _ticks(length: Fraction) -> int:
    ticks = length * 4 * TICKS_PER_QUARTER
    return ticks.numerator // ticks.denominator


def _conductor(score: Score) -> Iterator[MetaMessage]:
    quarters = score.tempo.quarters_per_minute
    yield MetaMessage("track_name", name=score.title)
    yield _time_signature(score.time_signature)
    yield MetaMessage("key_signature", key=_key(score.key))
    yield MetaMessage("set_tempo", tempo=bpm2tempo(quarters))
    yield MetaMessage("end_of_track", time=_ticks(score_length(score)))


def _time_signature(metre: TimeSignature) -> MetaMessage:
    beat = Fraction(3 if metre.compound else 1, metre.unit)
    return MetaMessage(
        "time_signature",
        numerator=metre.beats,
        denominator=metre.unit,
        clocks_per_click=int(96 * beat),
        notated_32nd_notes_per_beat=8,
    )


def _key(key: Key) -> str:
    if key.mode in MINOR_MODES:
        return note_on_fifths(key.fifths - MODE_FIFTHS["minor"]) + "m"
    return note_on_fifths(key.fifths)


def _player(score: Score) -> Iterator[Message | MetaMessage]:
    yield MetaMessage("track_name", name=score.instrument.name)
    yield Message("program_change", program=score.instrument.program)
    now = 0
    for ticks, message in chain.from_iterable(_strokes(score)):
        yield message.copy(time=ticks - now)
        now = ticks
    yield MetaMessage("end_of_track", time=_ticks(score_length(score)) - now)


def _strokes(score: Score) -> Iterator[tuple[tuple[int, Message], tuple[int, Message]]]:
    for sounding in sounding_notes(score):
        key, velocity = sounding.pitch.key_number, _velocity(score, sounding.onset)
        yield (
            (_ticks(sounding.onset), Message("note_on", note=key, velocity=velocity)),
            (
                _ticks(sounding.onset + sounding.duration),
                Message("note_off", note=key, velocity=64),
            ),
        )


def _velocity(score: Score, onset: Fraction) -> int:
    metre = hierarchy(score.time_signature)
    upbeat = score.bars[0].length if score.bars[0].pickup else metre.length
    strength = metre.strength((onset - upbeat) % metre.length)
    if strength == BAR:
        return DOWNBEAT
    return GROUP_HEAD if strength <= GROUP else ELSEWHERE
