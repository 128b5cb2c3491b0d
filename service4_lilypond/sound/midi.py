"""A score as a standard MIDI file, with the sounding pitches."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from io import BytesIO
from typing import Final

from mido import Message, MetaMessage, MidiFile, MidiTrack, bpm2tempo

from melodie.chord_kinds import symbol
from melodie.contract import USUAL_EXPRESSION
from melodie.metre import BAR, GROUP, hierarchy
from melodie.score import Score
from service4_lilypond.sound.backing import BASS, CHORDS, backing, programs
from service4_lilypond.sound.expression.interpretation import interpret
from service4_lilypond.sound.midi_signatures import key_name, time_signatures
from service4_lilypond.sound.plain_names import ascii_name
from service4_lilypond.sound.velocities import SQUARED, velocity

TICKS_PER_QUARTER: Final = 960
"""Divides exactly by every duration that a score can hold."""

DOWNBEAT, GROUP_HEAD, ELSEWHERE = 96, 88, 80
"""Velocities: strong beats have a light accent."""

ORDER: Final = {"note_off": 0, "note_on": 2}
"""The order of messages at the same time: notes end first and begin last."""

HANDS: Final[Mapping[int, tuple[str, int]]] = {CHORDS: ("Chords", 1), BASS: ("Bass", 2)}
"""The track of each hand of an accompaniment, and its channel in a file."""

NO_CHORD: Final = "N.C."
PLAIN: Final = str.maketrans(
    {"\N{DEGREE SIGN}": "dim", "\N{LATIN SMALL LETTER O WITH STROKE}": "h"}
)
"""Signs in the names of chords that not every program reads in a MIDI file."""

Timed = tuple[Fraction, Message | MetaMessage]
"""A message, and its time in whole notes from the beginning."""


def midi(score: Score, expression: int = USUAL_EXPRESSION) -> bytes:
    """Return ``score`` as a MIDI file: one track for the tempo, one for the notes.

    An accompaniment has a track for each hand, and the names of the chords are markers.
    An upbeat is a short first bar with a time signature of its own, so that
    barlines stand where they belong. The last rest is kept, and the same score
    gives the same bytes. ``expression`` makes some notes louder than others and moves
    none: whoever writes music with the file wants them on the grid.
    """
    written = MidiFile(type=1, ticks_per_beat=TICKS_PER_QUARTER, charset="utf-8")
    end = score.length
    written.tracks.append(_track(score.title, _conductor(score), end))
    written.tracks.append(
        _track(ascii_name(score.instrument.name), _player(score, expression), end)
    )
    for name, hand in _hands(score):
        written.tracks.append(_track(name, hand, end))
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
    if score.accompaniment:
        yield from _chord_names(score)


def _chord_names(score: Score) -> Iterator[Timed]:
    onset = Fraction(0)
    for bar in score.bars:
        for placed in bar.chords:
            name = symbol(placed.chord) if placed.chord else NO_CHORD
            yield onset + placed.offset, MetaMessage("marker", text=name.translate(PLAIN))
        onset += bar.length


def _hands(score: Score) -> Iterator[tuple[str, list[Timed]]]:
    """Yield the name and the messages of a track for each hand of the accompaniment."""
    if score.accompaniment is None:
        return
    sounds = dict(programs(score.accompaniment))
    for channel, (name, number) in HANDS.items():
        change = Message("program_change", channel=number, program=sounds[channel])
        timed = [*_signatures(score), (Fraction(0), change)]
        for note in backing(score):
            if note.channel == channel:
                on = {"channel": number, "note": note.key}
                timed.append((note.onset, Message("note_on", velocity=note.velocity, **on)))
                timed.append((note.end, Message("note_off", velocity=64, **on)))
        yield name, timed


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


def _player(score: Score, expression: int) -> Iterator[Timed]:
    # Once more: MuseScore and midi2abc read the signatures of the notes' own track alone.
    yield from _signatures(score)
    yield Fraction(0), Message("program_change", program=score.instrument.program)
    for played in interpret(score, expression).notes:
        sounding = played.sounding
        key = sounding.pitch.key_number
        hard = velocity(_accent(score, sounding.place), played.louder, SQUARED)
        yield sounding.onset, Message("note_on", note=key, velocity=hard)
        yield sounding.end, Message("note_off", note=key, velocity=64)


def _accent(score: Score, place: Fraction) -> int:
    strength = hierarchy(score.time_signature).strength(place)
    if strength == BAR:
        return DOWNBEAT
    return GROUP_HEAD if strength <= GROUP else ELSEWHERE
