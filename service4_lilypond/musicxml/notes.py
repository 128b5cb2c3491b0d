"""Notes, rests and their marks as MusicXML elements."""

from fractions import Fraction
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from melodie.pitch import Spelling
from service4_lilypond.notation.written import Accidental, WrittenEvent

TYPES: Final = {
    Fraction(2): "breve",
    Fraction(1): "whole",
    Fraction(1, 2): "half",
    Fraction(1, 4): "quarter",
    Fraction(1, 8): "eighth",
    Fraction(1, 16): "16th",
    Fraction(1, 32): "32nd",
    Fraction(1, 64): "64th",
    Fraction(1, 128): "128th",
    Fraction(1, 256): "256th",
}
ACCIDENTALS: Final = {
    -2: "flat-flat",
    -1: "flat",
    0: "natural",
    1: "sharp",
    2: "double-sharp",
}


def child(parent: ET.Element, tag: str, text: object = None, **attributes: str) -> ET.Element:
    """Return a new element that is appended to ``parent`` and holds ``text``."""
    element = ET.SubElement(parent, tag, attributes)
    element.text = None if text is None else str(text)
    return element


class Place(NamedTuple):
    """Where a note stands: on a ``staff``, if there are several, in a voice, in a chord."""

    staff: int | None = None
    voice: int = 1
    in_chord: bool = False


ALONE: Final = Place()


def add_note(
    measure: ET.Element, event: WrittenEvent, divisions: int, place: Place = ALONE
) -> None:
    """Append the note or rest that ``event`` is; the order of its parts is the schema's."""
    note = child(measure, "note", id=event.id)
    if place.in_chord:
        child(note, "chord")
    if event.pitch is None:
        child(note, "rest", **({"measure": "yes"} if event.fills_bar else {}))
    else:
        _add_pitch(note, event.pitch)
    child(note, "duration", event.duration * 4 * divisions)
    for kind in _ties(event):
        child(note, "tie", type=kind)
    child(note, "voice", place.voice)
    if not event.fills_bar:
        _add_looks(note, event)
    if place.staff is not None:
        child(note, "staff", place.staff)
    for number, part in enumerate(event.beams, start=1):
        child(note, "beam", part, number=str(number))
    _add_notations(note, event)


def add_value(parent: ET.Element, value: Fraction, tag: str, dot: str) -> None:
    """Append a note value under the tags that its place in the schema asks for."""
    dotted = value.numerator == 3
    child(parent, tag, TYPES[value * Fraction(2, 3) if dotted else value])
    if dotted:
        child(parent, dot)


def _add_pitch(note: ET.Element, written: Spelling) -> None:
    pitch = child(note, "pitch")
    child(pitch, "step", written.step)
    if written.alter:
        child(pitch, "alter", written.alter)
    child(pitch, "octave", written.octave)


def _add_looks(note: ET.Element, event: WrittenEvent) -> None:
    add_value(note, event.value, "type", "dot")
    if event.pitch and event.accidental:
        courtesy = event.accidental is Accidental.COURTESY
        cautionary = {"cautionary": "yes"} if courtesy else {}
        child(note, "accidental", ACCIDENTALS[event.pitch.alter], **cautionary)
    if event.tuplet:
        modification = child(note, "time-modification")
        child(modification, "actual-notes", event.tuplet.actual)
        child(modification, "normal-notes", event.tuplet.normal)


def _add_notations(note: ET.Element, event: WrittenEvent) -> None:
    ties = _ties(event)
    if not (ties or event.tuplet_begins or event.tuplet_ends or event.slur or event.breath):
        return
    notations = child(note, "notations")
    for kind in ties:
        child(notations, "tied", type=kind)
    if event.slur:
        child(notations, "slur", type=event.slur, number="1")
    if event.tuplet_begins:
        child(notations, "tuplet", type="start", bracket="yes" if event.bracket else "no")
    if event.tuplet_ends:
        child(notations, "tuplet", type="stop")
    if event.breath:
        child(child(notations, "articulations"), "breath-mark", "comma")


def _ties(event: WrittenEvent) -> list[str]:
    return ["stop"] * event.tied_from + ["start"] * event.tied_to
