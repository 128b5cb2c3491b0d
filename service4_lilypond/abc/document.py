"""A score as a tune in ABC 2.1, in UTF-8.

The tune is written as it sounds, with the sound of its instrument, whichever pitch its
player reads: readers do not agree on what ``transpose`` and octave clefs change.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from melodie.chord_kinds import kind_of
from melodie.clef import Clef
from melodie.contract import ChordSymbols
from melodie.pitch import Mode
from melodie.score import Score
from service4_lilypond.abc.notes import SUFFIXES, UNIT, Accidentals, bar_text
from service4_lilypond.layout.line_breaks import system_heads
from service4_lilypond.notation.notation import notate
from service4_lilypond.notation.written import WrittenPart

OPENING: Final = "%abc-2.1\nI:abc-charset utf-8\n"
"""What every file begins with: the version, so that a reader is strict, and the encoding."""

MODES: Final[Mapping[Mode, str]] = {
    "major": "",
    "minor": "m",
    "dorian": "dor",
    "phrygian": "phr",
    "lydian": "lyd",
    "mixolydian": "mix",
    "locrian": "loc",
}

UNKNOWN: Final[frozenset[Mode]] = frozenset({"locrian"})
"""Modes that some readers, music21 among them, take for major."""

CLEFS: Final[Mapping[Clef, str]] = {
    "treble": "treble",
    "alto": "alto",
    "tenor": "tenor",
    "bass": "bass",
    "treble_8": "treble",
    "bass_8": "bass",
}

SPECIAL: Final = str.maketrans({"\\": "\\\\", "%": "\\%", "&": "\\&"})
"""Characters that mean something in a text, and how they are written as themselves."""


def abc(score: Score, footline: str = "", symbols: ChordSymbols = "names") -> bytes:
    """Return ``score`` as a tune; ``footline`` says where it comes from.

    Chords have their names in quotes unless ``symbols`` leave them out. One that comes
    within a note divides it in tied ones. Raises ``InvalidInput`` as ``notate`` does.
    """
    sounding = replace(score, instrument=replace(score.instrument, diatonic=0, chromatic=0))
    part = notate(sounding, "none" if symbols == "none" else "names")
    lines = [
        OPENING.rstrip("\n"),
        *_fields(score, part, footline),
        *_music(part),
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _fields(score: Score, part: WrittenPart, footline: str) -> Iterator[str]:
    yield "X:1"
    yield f"T:{_text(score.title)}"
    if footline:
        yield f"S:{_text(footline)}"
    yield f"N:{_text(score.instrument.name)}"
    yield f"M:{score.time_signature}"
    yield f"L:{UNIT}"
    swing = '"Swing" ' if score.swung else ""
    yield f"Q:{swing}{score.tempo.beat_unit}={score.tempo.bpm}"
    yield f"%%MIDI program {score.instrument.program}"
    yield from _chord_names(part)
    # In the key field music21 would take a bass clef for two octaves lower.
    yield f"V:1 clef={CLEFS[score.clef]}"
    yield f"K:{part.tonic}{MODES[part.mode]}"


def _chord_names(part: WrittenPart) -> Iterator[str]:
    """Yield the notes of every kind of chord: programs that play chords know only some."""
    chords = [one.chord for bar in part.bars for one in bar.chords if one.chord]
    for kind in dict.fromkeys(kind_of(chord) for chord in chords):
        if name := SUFFIXES.get(kind.suffix, kind.suffix):
            notes = " ".join(str(tone.semitones) for tone in kind.tones)
            yield f"%%MIDI chordname {name} {notes}"


def _text(text: str) -> str:
    """Return a text on one line that holds no comment and no escape of its own."""
    return " ".join(text.split()).translate(SPECIAL)


def _music(part: WrittenPart) -> Iterator[str]:
    """Yield the lines of music, each as long as a line on paper."""
    heads = system_heads(part)
    line: list[str] = []
    for bar in part.bars:
        if bar.number in heads:
            yield " ".join(line)
            line = []
        chords = bar.symbols(heads_line=bar.number in heads)
        accidentals = Accidentals(part.fifths, known=part.mode not in UNKNOWN)
        text = bar_text(bar.events, chords, accidentals)
        line.append(f"{text} {'|]' if bar is part.bars[-1] else '|'}")
    yield " ".join(line)
