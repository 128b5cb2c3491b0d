"""The second staff of a piano as MusicXML elements, in the measure of the first."""

from dataclasses import replace
from typing import Final
from xml.etree import ElementTree as ET

from service4_lilypond.musicxml.notes import Place, add_note, child
from service4_lilypond.notation.written import ChordEvent, StaffBar

STAFF: Final = 2
FIRST_VOICE: Final = 5
"""Voices 1 to 4 are the first staff's, as MuseScore and others count them."""


def add_second_staff(measure: ET.Element, bar: StaffBar, divisions: int) -> None:
    """Append a bar of the second staff: a way back for each voice, and the voice."""
    length = bar.length * 4 * divisions
    for number, voice in enumerate(bar.voices, start=FIRST_VOICE):
        child(child(measure, "backup"), "duration", length)
        for event in voice:
            _add_event(measure, event, divisions, number)


def _add_event(measure: ET.Element, event: ChordEvent, divisions: int, voice: int) -> None:
    if not event.heads:
        add_note(measure, event.rhythm, divisions, Place(STAFF, voice))
    for place, head in enumerate(event.heads):
        note = replace(
            event.rhythm,
            id=event.rhythm.id + f"-{place + 1}" * (place > 0),
            pitch=head.pitch,
            accidental=head.accidental,
            beams=() if place else event.rhythm.beams,
        )
        add_note(measure, note, divisions, Place(STAFF, voice, in_chord=place > 0))
