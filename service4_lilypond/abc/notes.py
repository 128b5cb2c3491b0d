"""Notes, rests and chord names of ABC.

By the standard an accidental holds for its letter in every octave until the barline, and
some readers take it for one octave alone. So it is written wherever either would go wrong.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

from melodie.chord_kinds import kind_of
from melodie.harmony import Chord
from melodie.pitch import FIFTHS, STEPS, Spelling
from service4_lilypond.notation.chord_labels import NO_CHORD
from service4_lilypond.notation.written import Beam, WrittenChord, WrittenEvent

UNIT: Final = Fraction(1, 8)
"""The note that has no length written beside it."""

ACCIDENTALS: Final = {-2: "__", -1: "_", 0: "=", 1: "^", 2: "^^"}
MIDDLE_OCTAVE: Final = 4
BEAMED_ON: Final = {Beam.BEGIN, Beam.CONTINUE}

SUFFIXES: Final[Mapping[str, str]] = {
    "\N{DEGREE SIGN}": "dim",
    "\N{DEGREE SIGN}7": "dim7",
    "\N{LATIN SMALL LETTER O WITH STROKE}7": "m7b5",
    "+": "aug",
    "m(maj7)": "mM7",
    "m(maj9)": "mM9",
    "6/9": "6add9",
    "m6/9": "m6add9",
    "maj9": "M9",
    "maj13": "M13",
}
"""Suffixes that programs which read ABC know by another spelling."""


class _Piece(NamedTuple):
    """A note or rest, or a part of one that chords divide; lengths are as written."""

    event: WrittenEvent
    length: Fraction
    chord: WrittenChord | None
    first: bool
    last: bool


class Accidentals:
    """What a reader takes notes of a bar to be, by both ways to read an accidental.

    Where not every reader has ``known`` the key, every note has its accidental.
    """

    def __init__(self, fifths: int, *, known: bool = True) -> None:
        self._known = known
        self._signature = {step: (fifths - FIFTHS[step] + 5) // 7 for step in STEPS}
        self._by_letter: dict[str, int] = {}
        self._by_place: dict[int, int] = {}

    def before(self, pitch: Spelling) -> str:
        """Return the accidental that a note needs, and remember it."""
        usual = self._signature[pitch.step]
        by_letter = self._by_letter.get(pitch.step, usual)
        by_place = self._by_place.get(pitch.staff_step, usual)
        self._by_letter[pitch.step] = self._by_place[pitch.staff_step] = pitch.alter
        clear = self._known and by_letter == by_place == pitch.alter
        return "" if clear else ACCIDENTALS[pitch.alter]


def bar_text(
    events: Sequence[WrittenEvent], chords: Iterable[WrittenChord], accidentals: Accidentals
) -> str:
    """Return the notes of a bar with the chords over them, without its barline."""
    over = tuple(chords)
    pieces = [piece for event in events for piece in _pieces(event, over)]
    written = ""
    for number, piece in enumerate(pieces):
        opening = _tuplet(pieces[number:]) if piece.first and piece.event.tuplet_begins else ""
        written += opening + _piece(piece, accidentals) + " " * _ends_beam(piece)
    return written.rstrip()


def chord_text(chord: Chord | None) -> str:
    """Return a chord's name as it stands in quotes: ``Bbm7b5/D``, or ``N.C.``."""
    if chord is None:
        return NO_CHORD
    suffix = kind_of(chord).suffix
    bass = f"/{chord.bass}" if chord.bass else ""
    return f"{chord.root}{SUFFIXES.get(suffix, suffix)}{bass}"


def _pieces(event: WrittenEvent, chords: Sequence[WrittenChord]) -> Iterator[_Piece]:
    """Yield an event cut wherever a chord begins within it."""
    over = {chord.onset: chord for chord in chords if event.onset <= chord.onset < event.end}
    places = sorted({event.onset, *over, event.end})
    scale = event.value / event.duration
    for start, end in pairwise(places):
        yield _Piece(
            event, (end - start) * scale, over.get(start), start == event.onset, end == event.end
        )


def _piece(piece: _Piece, accidentals: Accidentals) -> str:
    event = piece.event
    chord = f'"{chord_text(piece.chord.chord)}"' if piece.chord else ""
    if event.pitch is None:
        return f"{chord}z{_length(piece.length)}"
    note = f"{accidentals.before(event.pitch)}{_name(event.pitch)}{_length(piece.length)}"
    tie = "-" if event.tied_to or not piece.last else ""
    closing = ")" if event.slur == "stop" and piece.last else ""
    breath = "!breath!" if event.breath and piece.last else ""
    opening = "(" if event.slur == "start" and piece.first else ""
    return f"{opening}{chord}{breath}{note}{tie}{closing}"


def _tuplet(pieces: Sequence[_Piece]) -> str:
    """Return what opens a tuplet: ``(3:2:4`` puts the next four in two thirds of their time."""
    ends = [piece.event.tuplet_ends and piece.last for piece in pieces]
    tuplet = pieces[0].event.tuplet
    return f"({tuplet.actual}:{tuplet.normal}:{ends.index(True) + 1}" if tuplet else ""


def _ends_beam(piece: _Piece) -> bool:
    beams = piece.event.beams
    return piece.last and not (beams and beams[0] in BEAMED_ON)


def _name(pitch: Spelling) -> str:
    """Return a letter with its octave: ``C`` is middle C, ``c`` the one above it."""
    octaves = pitch.octave - MIDDLE_OCTAVE
    if octaves > 0:
        return pitch.step.lower() + "'" * (octaves - 1)
    return pitch.step + "," * -octaves


def _length(value: Fraction) -> str:
    units = value / UNIT
    top = str(units.numerator) if units.numerator > 1 else ""
    return top if units.denominator == 1 else f"{top}/{units.denominator}"
