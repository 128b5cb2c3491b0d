"""Which notes get an accidental: the needed ones and the courteous ones.

An accidental holds for its line or space until the barline. A reader who saw
another one on the same note in the bar before, or at another octave in the
same bar, is reminded.
"""

from collections.abc import Iterable
from dataclasses import replace

from melodie.pitch import FIFTHS, STEPS
from service4_lilypond.notation.written import Accidental, WrittenBar, WrittenEvent


def with_accidentals(bars: Iterable[WrittenBar], fifths: int) -> tuple[WrittenBar, ...]:
    """Return ``bars`` with every accidental that is to be printed under that signature."""
    reader = AccidentalReader(fifths)
    marked = []
    for bar in bars:
        reader.cross_barline()
        marked.append(replace(bar, events=tuple(reader.read(event) for event in bar.events)))
    return tuple(marked)


class AccidentalReader:
    """The accidentals that a reader still has in mind, by line or space of the staff."""

    def __init__(self, fifths: int) -> None:
        self._signature = [(fifths - FIFTHS[step] + 5) // 7 for step in STEPS]
        self._valid: dict[int, int] = {}
        self._heard: dict[int, int] = {}
        self._before: dict[int, int] = {}

    def cross_barline(self) -> None:
        """Forget the accidentals, but remember the notes of the bar that ends."""
        self._before, self._heard, self._valid = self._heard, {}, {}

    def read(self, event: WrittenEvent) -> WrittenEvent:
        """Return ``event`` with the accidental it needs, and remember it."""
        if event.pitch is None:
            return event
        place, alter = event.pitch.staff_step, event.pitch.alter
        accidental = None if event.tied_from else self._accidental(place, alter)
        if not event.tied_from:
            self._valid[place] = alter
        self._heard[place] = alter
        return replace(event, accidental=accidental) if accidental else event

    def _accidental(self, place: int, alter: int) -> Accidental | None:
        expected = self._valid.get(place, self._signature[place % 7])
        if alter != expected:
            return Accidental.NEEDED
        if place not in self._valid and self._misleads(place, alter):
            return Accidental.COURTESY
        return None

    def _misleads(self, place: int, alter: int) -> bool:
        octaves = [heard for other, heard in self._heard.items() if (other - place) % 7 == 0]
        return any(heard != alter for heard in (*octaves, self._before.get(place, alter)))
