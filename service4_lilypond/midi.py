"""A score as a standard MIDI file, with the sounding pitches."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from io import BytesIO
from typing import Final

from mido import Message, MetaMessage, MidiFile, MidiTrack, bpm2tempo

from melodie.score import Score
from service4_lilypond.hierarchy import BAR, GROUP, hierarchy
from service4_lilypond.midi_signatures import key_name, time_signatures
from service4_lilypond.plain_names import ascii_name
from service4_lilypond.timeline import score_length, sounding_notes

TICKS_PER_QUARTER: Final = 960
"""Divides exactly by every duration that a score can hold."""

DOWNBEAT, GROUP_HEAD, ELSEWHERE = 96, 88, 80
"""Velocities: a light accent that lets the metre be heard."""

ORDER: Final = {"note_off": 0, "note_on": 2}
"""At the same time a note ends before all else, and the next one begins after it."""

Timed = tuple[Fraction, Message | MetaMessage]
"""When, in whole notes from the beginning, and what."""


def midi(score: Score) -> bytes:
    """Return ``score`` as a MIDI file: one track for the tempo, one for the notes.

    An upbeat is a short first bar with a time signature of its own, so that
    barlines stand where they belong. The last rest is kept, and the same score
    gives the same bytes.
    """
    written = MidiFile(type=1, ticks_per_beat=TICKS_PER_QUARTER, charset="utf-8")
    end = score_length(score)
    written.tracks.append(_track(score.title, _conductor(score), end))
    written.tracks.append(_track(ascii_name(score.instrument.name), _player(score), end))
    file = BytesIO()
    written.save(file=file)
    return file.getvalue()


def _track(name: str, timed: Iterable[Timed], end: Fraction) -> MidiTrack:
    track = MidiTrack([MetaMessage("track_name", name=name)])
    now = 0
    for onset, message in (*sorted(timed, key=_order), (end, MetaMessage("end_of_track"))):
        ticks = _ticks(onset)
        track.append(message.copy(time=ticks - now))
        now = ticks
    return track


def _order(timed: Timed) -> tuple[Fraction, int]:
    onset, message = timed
    return onset, ORDER.get(message.type, 1)


def _ticks(length: Fraction) -> int:
    ticks = length * 4 * TICKS_PER_QUARTER
    return ticks.numerator // ticks.denominator


def _conductor(score: Score) -> Iterator[Timed]:
    yield from _signatures(score)
    tempo = bpm2tempo(score.tempo.quarters_per_minute)
    yield Fraction(0), MetaMessage("set_tempo", tempo=tempo)


def _signatures(score: Score) -> Iterator[Timed]:
    for change in time_signatures(score):
        signature = MetaMessage(
            "time_signature",
            numerator=change.beats,
            denominator=change.unit,
            clocks_per_click=int(96 * change.click),
            notated_32nd_notes_per_beat=8,
        )
        yield change.onset, signature
    yield Fraction(0), MetaMessage("key_signature", key=key_name(score.key))


def _player(score: Score) -> Iterator[Timed]:
    # Once more: MuseScore and midi2abc heed only what stands in the track of the notes.
    yield from _signatures(score)
    yield Fraction(0), Message("program_change", program=score.instrument.program)
    for sounding in sounding_notes(score):
        key, velocity = sounding.pitch.key_number, _velocity(score, sounding.onset)
        yield sounding.onset, Message("note_on", note=key, velocity=velocity)
        yield sounding.onset + sounding.duration, Message("note_off", note=key, velocity=64)


def _velocity(score: Score, onset: Fraction) -> int:
    metre = hierarchy(score.time_signature)
    upbeat = score.bars[0].length if score.bars[0].pickup else metre.length
    strength = metre.strength((onset - upbeat) % metre.length)
    if strength == BAR:
        return DOWNBEAT
    return GROUP_HEAD if strength <= GROUP else ELSEWHERE
