"""The keys on offer, and which of two enharmonic spellings a melody is written in."""

from typing import Final

from mingus.core.notes import int_to_note, note_to_int, reduce_accidentals

from melodie.errors import InvalidInput
from melodie.pitch import Key
from service2_notes.pitch_units import Semitones
from service2_notes.scales import Scale

KEYS: Final = (
    "C", "C#", "Db", "D", "D#", "Eb", "E", "F", "F#", "Gb", "G", "G#", "Ab", "A", "A#", "Bb", "B",
)  # fmt: skip

SPELLED: Final = 2
"""Letters of a name with one accidental."""


def semitone_of(name: str) -> Semitones:
    """Return how far a note lies above C, within an octave."""
    return int(note_to_int(name))


def root_name(name: str) -> str:
    """Return the name of a chord's root, with one accidental at most.

    C flat stays what it is, for B is no degree of G flat; B double flat becomes A.
    """
    return name if len(name) <= SPELLED else str(reduce_accidentals(name))


def key_for(tonic: str, scale: Scale) -> Key:
    """Return the key of ``scale`` on ``tonic``, respelled where no signature can write it.

    G sharp major would need eight sharps and becomes A flat major. Raises
    ``InvalidInput`` for a tonic that is not offered.
    """
    if tonic not in KEYS:
        known = ", ".join(KEYS)
        detail = f"{tonic} is not offered; choose one of {known}"
        raise InvalidInput.of("key", detail, "not_offered", offered=known)
    try:
        return Key(tonic, scale.id, scale.mode)
    except ValueError:
        return Key(_enharmonic_twin(tonic), scale.id, scale.mode)


def _enharmonic_twin(tonic: str) -> str:
    other = "b" if tonic.endswith("#") else "#"
    return str(int_to_note(semitone_of(tonic), other))
