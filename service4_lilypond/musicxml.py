"""A score as MusicXML 4.0, valid against the W3C's schema."""

from fractions import Fraction
from math import lcm
from typing import Final
from xml.etree import ElementTree as ET

from melodie.score import Clef, Score
from service4_lilypond.broken_bars import with_broken_bars
from service4_lilypond.hierarchy import printed_beats
from service4_lilypond.layout import PAGE, Format, system_heads
from service4_lilypond.musicxml_notes import add_note, add_value, child
from service4_lilypond.musicxml_page import add_credits, add_page_layout
from service4_lilypond.notation import notate
from service4_lilypond.written import WrittenBar, WrittenPart

PART: Final = "P1"
PLAYER: Final = "P1-I1"

CLEFS: Final[dict[Clef, tuple[str, int, int]]] = {
    "treble": ("G", 2, 0),
    "alto": ("C", 3, 0),
    "tenor": ("C", 4, 0),
    "bass": ("F", 4, 0),
    "treble_8": ("G", 2, -1),
    "bass_8": ("F", 4, -1),
}
"""Sign, line of the staff, octaves by which the notes sound elsewhere."""

PROLOGUE: Final = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN"'
    b' "http://www.musicxml.org/dtds/partwise.dtd">\n'
)


def musicxml(score: Score, picture: Format | None = None) -> bytes:
    """Return ``score`` as a MusicXML document in UTF-8.

    Its lines are laid out for a page, with title and player above the music;
    for a ``picture``, for that, unusual beat groups stand in the time signature,
    and bars too wide for a line are broken. In a file the groups are words above
    the first bar, for there are readers that lose count of such a signature.
    Notes bear ids: ``n3`` is the third sounding note, ``n3-2`` the first head
    tied to it. Raises ``InvalidInput`` when a pitch lies beyond what can be
    written.
    """
    part = notate(score)
    root = ET.Element("score-partwise", version="4.0")
    child(child(root, "work"), "work-title", score.title)
    child(child(child(root, "identification"), "encoding"), "software", "Mélodie")
    if picture is None:
        add_page_layout(root)
        add_credits(root, score)
    _add_part_list(root, score)
    _add_part(root, score, part, picture)
    if picture is None:
        ET.indent(root)  # for people; Verovio reads it either way
    document: bytes = ET.tostring(root, encoding="utf-8")
    return PROLOGUE + document + b"\n"


def _add_part_list(root: ET.Element, score: Score) -> None:
    player = child(child(root, "part-list"), "score-part", id=PART)
    # A part is headed by its instrument; a label on the staff would cost its width.
    child(player, "part-name", score.instrument.name, **{"print-object": "no"})
    child(child(player, "score-instrument", id=PLAYER), "instrument-name", score.instrument.name)
    sound = child(player, "midi-instrument", id=PLAYER)
    child(sound, "midi-channel", 1)
    child(sound, "midi-program", score.instrument.program + 1)  # counted from 1 here


def _add_part(root: ET.Element, score: Score, part: WrittenPart, picture: Format | None) -> None:
    element = child(root, "part", id=PART)
    heads = system_heads(part, picture or PAGE)
    divisions = _divisions(part)
    for bar in (with_broken_bars(part, picture) if picture else part).bars:
        measure = _add_measure(element, bar)
        if bar.events[0] is part.bars[0].events[0]:
            _add_opening(measure, score, part, divisions, picture)
        elif bar.continues or bar.number in heads:
            measure.insert(0, ET.Element("print", {"new-system": "yes"}))
        for event in bar.events:
            add_note(measure, event, divisions)
        if bar.continued:
            child(child(measure, "barline", location="right"), "bar-style", "none")
    child(child(measure, "barline", location="right"), "bar-style", "light-heavy")


def _divisions(part: WrittenPart) -> int:
    """Return the parts of a crotchet that make every duration a whole number."""
    durations = (event.duration * 4 for bar in part.bars for event in bar.events)
    return lcm(*(duration.denominator for duration in durations))


def _add_measure(element: ET.Element, bar: WrittenBar) -> ET.Element:
    uncounted = {"implicit": "yes"} if bar.continues or not bar.number else {}
    return child(element, "measure", number=str(bar.number), **uncounted)


def _add_opening(
    measure: ET.Element,
    score: Score,
    part: WrittenPart,
    divisions: int,
    picture: Format | None,
) -> None:
    plain, printed = str(score.time_signature.beats), printed_beats(score.time_signature)
    _add_attributes(measure, score, part, divisions, printed if picture else plain)
    _add_tempo(measure, score)
    if printed != plain and not picture:
        _add_words(measure, printed)


def _add_attributes(
    measure: ET.Element, score: Score, part: WrittenPart, divisions: int, beats: str
) -> None:
    attributes = child(measure, "attributes")
    child(attributes, "divisions", divisions)
    key = child(attributes, "key")
    child(key, "fifths", part.fifths)
    child(key, "mode", part.mode)
    time = child(attributes, "time")
    child(time, "beats", beats)
    child(time, "beat-type", score.time_signature.unit)
    _add_clef(attributes, score.clef)
    if part.diatonic or part.chromatic:
        _add_transposition(attributes, part)


def _add_clef(attributes: ET.Element, name: Clef) -> None:
    sign, line, octaves = CLEFS[name]
    clef = child(attributes, "clef")
    child(clef, "sign", sign)
    child(clef, "line", line)
    if octaves:
        child(clef, "clef-octave-change", octaves)


def _add_transposition(attributes: ET.Element, part: WrittenPart) -> None:
    """Say how to get from the written to the sounding pitch, whole octaves apart."""
    octaves = int(part.chromatic / 12)
    transpose = child(attributes, "transpose")
    child(transpose, "diatonic", part.diatonic - 7 * octaves)
    child(transpose, "chromatic", part.chromatic - 12 * octaves)
    if octaves:
        child(transpose, "octave-change", octaves)


def _add_tempo(measure: ET.Element, score: Score) -> None:
    direction = child(measure, "direction", placement="above")
    metronome = child(child(direction, "direction-type"), "metronome")
    add_value(metronome, score.tempo.beat_unit, "beat-unit", "beat-unit-dot")
    child(metronome, "per-minute", score.tempo.bpm)
    child(direction, "sound", tempo=_decimal(score.tempo.quarters_per_minute))


def _add_words(measure: ET.Element, words: str) -> None:
    direction = child(measure, "direction", placement="above")
    child(child(direction, "direction-type"), "words", words)


def _decimal(number: Fraction) -> str:
    """Write a number whose denominator is 1, 2 or 4."""
    return f"{float(number):g}"
