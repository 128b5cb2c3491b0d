"""A score as MusicXML 4.0, valid against the W3C's schema."""

from fractions import Fraction
from itertools import chain
from math import lcm
from typing import Final
from xml.etree import ElementTree as ET

from melodie.clef import STAVES, Clef
from melodie.contract import ChordSymbols, Paper
from melodie.interval import UNISON
from melodie.score import Score
from service4_lilypond.layout.broken_bars import with_broken_bars
from service4_lilypond.layout.line_breaks import PAGE, LineLayout, system_heads
from service4_lilypond.musicxml.harmony import add_harmonies
from service4_lilypond.musicxml.notes import ALONE, Place, add_note, add_value, child
from service4_lilypond.musicxml.page import add_credits, add_page_layout
from service4_lilypond.musicxml.second_staff import add_second_staff
from service4_lilypond.notation.notation import notate
from service4_lilypond.notation.printed_beats import printed_beats
from service4_lilypond.notation.written import WrittenBar, WrittenPart

PART: Final = "P1"
PLAYER: Final = "P1-I1"

SWING: Final = "Swing "
"""What is printed before the tempo of a score whose eighths are played long and short."""

PROLOGUE: Final = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN"'
    b' "http://www.musicxml.org/dtds/partwise.dtd">\n'
)


def musicxml(
    score: Score,
    picture: LineLayout | None = None,
    *,
    paper: Paper = "a4",
    symbols: ChordSymbols = "names",
) -> bytes:
    """Return ``score`` as a MusicXML document in UTF-8.

    Chords have roots and kinds, whichever ``symbols`` show them; for a picture they are words.
    Its lines are laid out for a page of ``paper``, with title and instrument above the
    music. For a ``picture`` they are laid out for that, unusual beat groups are part of
    the time signature, and bars too wide for a line are broken. In a file the groups are
    words above the first bar, as some readers miscount with such a signature. Notes have
    ids: ``n3`` is the third sounding note, ``n3-2`` the first head tied to it; for a picture
    bars have them too: ``b3`` is the one numbered 3, ``b3-2`` what stands of it in the next
    line. An accompaniment stands on a second staff of the part. Raises ``InvalidInput`` when
    a pitch lies beyond what can be written.
    """
    part = notate(score, symbols)
    root = ET.Element("score-partwise", version="4.0")
    child(child(root, "work"), "work-title", score.title)
    child(child(child(root, "identification"), "encoding"), "software", "Mélodie")
    if picture is None:
        add_page_layout(root, paper)
        add_credits(root, score, paper)
    _add_part_list(root, score)
    _add_part(root, score, part, picture)
    if picture is None:
        ET.indent(root)  # for people; Verovio reads it either way
    document: str = ET.tostring(root, encoding="unicode")  # which is quicker than bytes
    return PROLOGUE + document.encode() + b"\n"


def _add_part_list(root: ET.Element, score: Score) -> None:
    player = child(child(root, "part-list"), "score-part", id=PART)
    # A part is headed by its instrument; a label on the staff would cost its width.
    child(player, "part-name", score.instrument.name, **{"print-object": "no"})
    child(child(player, "score-instrument", id=PLAYER), "instrument-name", score.instrument.name)
    sound = child(player, "midi-instrument", id=PLAYER)
    child(sound, "midi-channel", 1)
    child(sound, "midi-program", score.instrument.program + 1)  # counted from 1 here


def _add_part(
    root: ET.Element, score: Score, part: WrittenPart, picture: LineLayout | None
) -> None:
    element = child(root, "part", id=PART)
    heads = system_heads(part, picture or PAGE)
    divisions = _divisions(part)
    part_of_bar, second = 0, iter(part.below)
    for bar in (with_broken_bars(part, picture) if picture else part).bars:
        measure = _add_measure(element, bar)
        if picture:
            part_of_bar = part_of_bar + 1 if bar.continues else 1
            measure.set("id", f"b{bar.number}" + f"-{part_of_bar}" * bar.continues)
        if bar.events[0] is part.bars[0].events[0]:
            _add_opening(measure, score, part, divisions, picture)
        elif bar.continues or bar.number in heads:
            measure.insert(0, ET.Element("print", {"new-system": "yes"}))
        chords = bar.symbols(heads_line=bar.number in heads)
        place = Place(staff=1) if part.below else ALONE
        for event in bar.events:
            add_harmonies(measure, chords, event, divisions, drawn=picture is not None)
            add_note(measure, event, divisions, place)
        if below := next(second, None):
            add_second_staff(measure, below, divisions)
        if bar.continued:
            child(child(measure, "barline", location="right"), "bar-style", "none")
    if not (picture and picture.fragment and _is_open(score)):
        child(child(measure, "barline", location="right"), "bar-style", "light-heavy")


def _is_open(score: Score) -> bool:
    """Tell whether a score ends without its final close."""
    form = score.bars[-1].form
    return not (form and form.phrase_end and form.phrase_end.cadence == "final")


def _divisions(part: WrittenPart) -> int:
    """Return the parts of a quarter that make every duration and place a whole number."""
    durations = (event.duration * 4 for bar in part.bars for event in bar.events)
    places = (chord.onset * 4 for bar in part.bars for chord in bar.chords)
    voices = (voice for bar in part.below for voice in bar.voices)
    below = (event.rhythm.duration * 4 for voice in voices for event in voice)
    return lcm(*(length.denominator for length in chain(durations, places, below)))


def _add_measure(element: ET.Element, bar: WrittenBar) -> ET.Element:
    uncounted = {"implicit": "yes"} if bar.continues or not bar.number else {}
    return child(element, "measure", number=str(bar.number), **uncounted)


def _add_opening(
    measure: ET.Element,
    score: Score,
    part: WrittenPart,
    divisions: int,
    picture: LineLayout | None,
) -> None:
    plain, printed = str(score.time_signature.beats), printed_beats(score.time_signature)
    _add_attributes(measure, score, part, divisions, printed if picture else plain)
    if not (picture and picture.fragment):
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
    if part.below:
        child(attributes, "staves", 2)
        _add_clef(attributes, score.clef, number="1")
        _add_clef(attributes, "bass", number="2")
    else:
        _add_clef(attributes, score.clef)
    if part.transposition != UNISON:
        _add_transposition(attributes, part)


def _add_clef(attributes: ET.Element, name: Clef, **number: str) -> None:
    staff = STAVES[name]
    clef = child(attributes, "clef", **number)
    child(clef, "sign", staff.sign)
    child(clef, "line", staff.line)
    if staff.octaves:
        child(clef, "clef-octave-change", staff.octaves)


def _add_transposition(attributes: ET.Element, part: WrittenPart) -> None:
    """Append the interval from the written to the sounding pitch, with whole octaves apart."""
    octaves = int(part.transposition.semitones / 12)
    transpose = child(attributes, "transpose")
    child(transpose, "diatonic", part.transposition.steps - 7 * octaves)
    child(transpose, "chromatic", part.transposition.semitones - 12 * octaves)
    if octaves:
        child(transpose, "octave-change", octaves)


def _add_tempo(measure: ET.Element, score: Score) -> None:
    direction = child(measure, "direction", placement="above")
    if score.swung:
        words = child(child(direction, "direction-type"), "words", SWING)
        words.set("font-weight", "bold")
    metronome = child(child(direction, "direction-type"), "metronome")
    add_value(metronome, score.tempo.beat_unit, "beat-unit", "beat-unit-dot")
    child(metronome, "per-minute", score.tempo.bpm)
    sound = child(direction, "sound", tempo=_decimal(score.tempo.quarters_per_minute))
    if score.swung:
        _add_swing(sound)


def _add_swing(sound: ET.Element) -> None:
    """Append that eighths are long and short, in the ratio that is meant where none is said."""
    swing = child(sound, "swing")
    child(swing, "first", 2)
    child(swing, "second", 1)
    child(swing, "swing-type", "eighth")


def _add_words(measure: ET.Element, words: str) -> None:
    direction = child(measure, "direction", placement="above")
    child(child(direction, "direction-type"), "words", words)


def _decimal(number: Fraction) -> str:
    """Write a number whose denominator is 1, 2 or 4."""
    return f"{float(number):g}"
