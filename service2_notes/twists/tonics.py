"""Names of tonics: what each is called where it is offered, and how far it is to one."""

from mingus.core.notes import int_to_note

from melodie.interval import Interval
from melodie.pitch import Pitch
from service2_notes.keys import KEYS, semitone_of
from service2_notes.pitch_units import Semitones


def offered(name: str, *, flat: bool = False) -> str:
    """Return a note that is offered as a key: this one, or the one that sounds the same."""
    return name if name in KEYS else str(int_to_note(semitone_of(name), "b" if flat else "#"))


def to_named(start: Pitch, semitones: Semitones, name: str) -> Interval:
    """Return the interval of so many semitones from ``start`` to a note that is called ``name``."""
    key_number = start.key_number + semitones
    named = (Pitch.parse(f"{name}{octave}") for octave in range(9))
    return Interval.between(start, next(one for one in named if one.key_number == key_number))


def middle_pitch(name: str) -> Pitch:
    """Return the note of a name in the octave from middle C up."""
    return Pitch.parse(f"{name}4")
