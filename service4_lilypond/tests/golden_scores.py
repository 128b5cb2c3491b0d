"""The scores that are kept: six by hand, and others in a line or two.

A row holds the rhythm of each bar in the words of ``shorthand``; its pitches
follow each other from bar to bar, and begin anew when they are used up.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import cycle
from typing import Final, NamedTuple

from melodie.duration import TRIPLET, Tuplet
from melodie.event import Event
from melodie.harmony import Chord, PlacedChord
from melodie.pitch import Key, Mode, Pitch
from melodie.score import Bar, Score
from melodie.tempo import Tempo
from service4_lilypond.instruments import INSTRUMENTS
from service4_lilypond.tests.shorthand import rhythm
from tests.builders import CLARINET, a_score, bar, note, rest, time_signature

QUINTUPLET: Final = Tuplet(5, 4)


class Row(NamedTuple):
    """One score: who plays what in which key and time."""

    instrument: str
    tonic: str
    scale: str
    mode: Mode
    time: tuple[str, tuple[int, ...]]
    beat: str
    bars: str
    pitches: str


def _waltz() -> Score:
    """An upbeat, dotted values, a courtesy accidental, a part for a clarinet in B flat."""
    return a_score(
        [
            bar(note("F4", "1/4"), pickup=True),
            bar(note("Bb4", "3/8"), note("C5", "1/8"), note("D5", "1/4")),
            bar(note("Eb5", "1/4"), note("E5", "1/2")),
            bar(*(note(pitch, "1/8") for pitch in ("Eb5", "D5", "C5", "Bb4", "A4", "G4"))),
            bar(note("F4", "1/2"), rest("1/4")),
            bar(note("Bb4", "3/4")),
        ],
        title='A "waltz" \\ for Zoë',
        key=Key("Bb", "major", "major"),
        time_signature=time_signature("3/4"),
        tempo=Tempo(Fraction(1, 4), 152),
        instrument=CLARINET,
    )


def _jig() -> Score:
    """Six eight in dorian: groups, a siciliano's hook, ties across the half bar, rests."""
    return a_score(
        [
            bar(*(note(pitch, "1/8") for pitch in ("D4", "E4", "F4", "G4", "A4", "B4"))),
            bar(note("C5", "3/16"), note("B4", "1/16"), note("A4", "1/8"), note("D5", "3/8")),
            bar(note("A4", "1/2"), note("F4", "1/4")),
            bar(rest("1/8"), note("E4", "1/8"), rest("1/2")),
            bar(rest("3/4")),
            bar(note("D4", "3/4")),
        ],
        title="Jig",
        key=Key("D", "dorian", "dorian"),
        time_signature=time_signature("6/8"),
        tempo=Tempo(Fraction(3, 8), 104),
    )


def _odd() -> Score:
    """Seven eight in the bass clef: unequal groups, a long note split at their borders."""
    return a_score(
        [
            bar(*(note(pitch, "1/8") for pitch in ("F#2", "G#2", "A2", "B2", "C#3", "D3", "E3"))),
            bar(note("F#3", "3/8"), note("E3", "1/4", tie=True), note("E3", "1/4")),
            bar(note("C#3", "1/2", tie=True), note("C#3", "3/8", tie=True)),
            bar(note("C#3", "1/4"), rest("1/4"), note("F#2", "3/8")),
        ],
        title="Sept temps",
        key=Key("F#", "natural_minor", "minor"),
        time_signature=time_signature("7/8", 2, 2, 3),
        tempo=Tempo(Fraction(1, 4), 132),
        clef="bass",
    )


def _tuplets() -> Score:
    """Triplets whole and broken, a quintuplet, a syncopation, very short values."""
    triplet = [note(pitch, "1/12", tuplet=TRIPLET) for pitch in ("C5", "D5", "E5")]
    broken = [rest("1/12", tuplet=TRIPLET), note("G5", "1/6", tuplet=TRIPLET)]
    quintuplet = [note("A4", "1/20", tuplet=QUINTUPLET) for _ in range(5)]
    return a_score(
        [
            bar(*triplet, *broken, *quintuplet, note("C5", "1/4")),
            bar(note("C5", "1/8"), note("D5", "1/4"), note("E5", "1/8"), note("F5", "1/2")),
            bar(*(note("G4", "1/32") for _ in range(16)), rest("1/4"), note("G4", "1/4")),
            bar(*(note("A4", "1/128") for _ in range(32)), note("A4", "3/4")),
        ],
        title="Études",
        clef="treble_8",
    )


def _lead_sheet() -> Score:
    """Chords of many kinds for a clarinet: within long notes, over an upbeat, none at all."""
    over: list[list[tuple[str, Chord | None]]] = [
        [],
        [("0", Chord("Eb", "major7"))],
        [("0", Chord("C", "minor7")), ("1/2", Chord("F", "dominant7", extension="b9"))],
        [("3/8", Chord("Bb", "dominant7", "D", "13#11")), ("3/4", None)],
        [("0", None), ("1/2", Chord("Cb", "half_diminished7"))],
        [],
    ]
    notes = [bar(note("Bb4", "1/4"), pickup=True), *(bar(note("Eb5", "1/1")) for _ in over[1:])]
    placed = [tuple(PlacedChord(Fraction(at), chord) for at, chord in row) for row in over]
    bars = [replace(b, chords=chords) for b, chords in zip(notes, placed, strict=True)]
    key = Key("Eb", "major", "major")
    return a_score(bars, title="Lead sheet", key=key, instrument=CLARINET)


def _shuffle() -> Score:
    """Eighths that swing."""
    eighths = [note(pitch, "1/8") for pitch in ("Bb4", "C5", "Eb5", "E5", "F5", "Eb5", "C5", "Bb4")]
    key, tempo = Key("Bb", "blues", "major"), Tempo(Fraction(1, 4), 132)
    return replace(a_score([bar(*eighths)], title="Shuffle", key=key, tempo=tempo), feel="swung")


ROWS: Final = {
    "air": Row(
        "flute", "G", "major", "major", ("4/4", (2, 2)), "1/4",
        "4 8 8 4. 8 | 2 4 r4 | 8 8 8 8 4 4 | 1", "G4 A4 B4 D5 C5 B4 A4 F#4 E4",
    ),
    "blues": Row(
        "alto_sax", "F", "minor_blues", "minor", ("12/8", (3, 3, 3, 3)), "3/8",
        "4 8 4 8 4. r4. | 8 8 8 4. 2. | 4 8 4. 4 8 4.", "F4 Ab4 Bb4 Cb5 C5 Eb5 F5",
    ),
    "bagatelle": Row(
        "piano", "Ab", "harmonic_major", "major", ("2/4", (2,)), "1/4",
        "8. 16 8 8 | 16 8 16 4 | 8 4 8 | 2", "Ab4 Bb4 C5 Db5 Eb5 Fb5 G5",
    ),
    "chorale": Row(
        "horn", "Eb", "mixolydian", "mixolydian", ("3/2", (3,)), "1/2",
        "2 2 4 4 | 1~ 2 | 1. | 1 r2", "Eb4 F4 G4 Ab4 Bb4 C5 Db5",
    ),
    "five": Row(
        "viola", "A", "phrygian", "phrygian", ("5/8", (2, 3)), "1/4",
        "8 8 8 8 8 | 4 4. | 8 4 4 | 4. 4 | 2~ 8", "A3 Bb3 C4 D4 E4 F4 G4",
    ),
    "five_slow": Row(
        "cello", "C#", "harmonic_minor", "minor", ("5/4", (3, 2)), "1/4",
        "4 4 4 4 4 | 2. 2 | 4 2 8 8 4 | r2. 2 | r2. r2", "C#3 D#3 E3 F#3 G#3 A3 B#3",
    ),
    "march": Row(
        "trumpet", "D", "major", "major", ("2/2", (1, 1)), "1/2",
        "4 4 4. 8 | 2 4 4 | 4 2 4 | 1", "D4 F#4 A4 D5 C#5 A4",
    ),
    "nine": Row(
        "oboe", "E", "dorian", "dorian", ("9/8", (3, 3, 3)), "3/8",
        "8 8 8 4 8 4. | 2. 4. | 4. 8 4 8 8 8 | 2.~ 4.", "E4 F#4 G4 A4 B4 C#5 D5",
    ),
    "octatonic": Row(
        "bassoon", "C", "octatonic", "minor", ("7/8", (3, 2, 2)), "1/4",
        "8 8 8 8 8 8 8 | 4. 4 4 | 16 16 8 8 4 r8 8", "C3 D3 Eb3 F3 Gb3 Ab3 A3 B3",
    ),
    "passing": Row(
        "violin", "C", "chromatic", "major", ("4/4", (2, 2)), "1/4",
        "8 8 8 8 8 8 8 8 | 8 8 8 8 2 | 4 4 4 4",
        "C4 C#4 D4 D#4 E4 F4 F#4 G4 Gb4 F4 E4 Eb4 D4 Db4",
    ),
    "pentatonic": Row(
        "guitar", "E", "minor_pentatonic", "minor", ("4/4", (2, 2)), "1/4",
        "8 4 8 8 4 8 | 4. 4. 4 | 8 4. 8 4. | 1", "E3 G3 A3 B3 D4 E4",
    ),
    "scherzo": Row(
        "clarinet", "Bb", "lydian", "lydian", ("3/8", (3,)), "3/8",
        "8 8 8 | 16 16 8 8 | 4 8 | 8. 16 8 | 4.", "Bb4 C5 D5 E5 F5 G5 A5",
    ),
    "shortest": Row(
        "piano", "B", "melodic_minor", "minor", ("2/4", (2,)), "1/4",
        "32 32 32 32 16 16 64 64 64 64 16 8 | 8 r16 16 4", "B4 C#5 D5 E5 F#5 G#5 A#5",
    ),
    "song": Row(
        "tenor", "F#", "locrian", "locrian", ("6/8", (3, 3)), "3/8",
        "4 8 4 8 | 4. 8 8 8 | 2 4 | 8 4 4 8 | 2.", "F#3 G3 A3 B3 C4 D4 E4",
    ),
    "thirds": Row(
        "soprano", "Gb", "major", "major", ("3/4", (3,)), "1/4",
        "8t 8t 8t 4 4 | 4 8t 8t 8t 8t 8t 8t | r8 8 4. 8 | 2.", "Gb4 Bb4 Ab4 Cb5 Bb4 Db5 Eb5 F5",
    ),
    "whole_tones": Row(
        "double_bass", "D", "whole_tone", "major", ("4/4", (2, 2)), "1/4",
        "2 4. 8 | 8 8 4 r2 | 2.~ 8 8", "D2 E2 F#2 G#2 A#2 C3",
    ),
}  # fmt: skip


def _told(name: str, row: Row) -> Score:
    choice = next(choice for choice in INSTRUMENTS if choice.id == row.instrument)
    signature = time_signature(row.time[0], *row.time[1])
    score = rhythm(
        signature,
        *row.bars.split("|"),
        title=name.replace("_", " ").capitalize(),
        key=Key(row.tonic, row.scale, row.mode),
        tempo=Tempo(Fraction(row.beat), 96),
        clef=choice.clef,
        instrument=choice.instrument,
    )
    return replace(score, bars=tuple(_sung(score, row.pitches.split())))


def _sung(score: Score, pitches: list[str]) -> Iterator[Bar]:
    """Give every note its pitch; what is tied together has the same one."""
    following = map(Pitch.parse, cycle(pitches))
    pitch, held = next(following), True
    for played in score.bars:
        events: list[Event] = []
        for event in played.events:
            if event.pitch is not None:
                pitch = pitch if held else next(following)
                held = event.tie
                event = replace(event, pitch=pitch)  # noqa: PLW2901 -- the same note, sung
            events.append(event)
        yield replace(played, events=tuple(events))


SCORES: Final = {
    "waltz": _waltz(),
    "jig": _jig(),
    "odd": _odd(),
    "tuplets": _tuplets(),
    "lead_sheet": _lead_sheet(),
    "shuffle": _shuffle(),
    **{name: _told(name, row) for name, row in ROWS.items()},
}
