"""A pitch as a step of its scale and what it is raised by, and back."""

from functools import lru_cache
from typing import Final, NamedTuple

from melodie.pitch import Key, Pitch, Spelling
from service2_notes.ladder import Ladder, ladder_in, simpler
from service2_notes.pitch_units import LadderStep, Semitones
from service2_notes.scales import scale_named

LOWEST: Final = Pitch.parse("C-1")
HIGHEST: Final = Pitch.parse("G9")
"""The MIDI keys 0 and 127: all that can sound lies between."""
OCTAVE: Final = 12


class Degree(NamedTuple):
    """A step of the scale, and how many semitones the note lies above it."""

    step: LadderStep
    raised: Semitones = 0


def ladder_of(key: Key) -> Ladder:
    """Return every note of a key; raises ``InvalidInput`` for a scale that is not offered."""
    return ladder_in(key.tonic, scale_named(key.scale), LOWEST, HIGHEST)


@lru_cache(maxsize=4096)
def degree_of(pitch: Pitch, key: Key) -> Degree:
    """Find a pitch in the scale of ``key``.

    A note outside it is one of the same letter raised or lowered; where the scale has
    no such letter, the nearest one.
    """
    ladder = ladder_of(key)
    near = [step for step in ladder.steps if _apart(ladder.pitch(step), pitch) < OCTAVE]
    step = min(near, key=lambda step: _unlike(ladder.pitch(step), pitch))
    return Degree(step, pitch.key_number - ladder.pitch(step).key_number)


def pitch_at(degree: Degree, key: Key) -> Pitch:
    """Return the pitch of a degree, spelled as its key is.

    Raises ``ValueError`` beyond the MIDI keys 0 to 127.
    """
    ladder = ladder_of(key)
    octaves = 0
    while degree.step + octaves * ladder.size not in ladder.steps:
        octaves += 1 if degree.step < ladder.steps[0] else -1
    on_it = ladder.pitch(degree.step + octaves * ladder.size)
    sounding = on_it.key_number - octaves * OCTAVE + degree.raised
    found = Pitch.spelled_near(on_it.staff_step - 7 * octaves, sounding)
    return simpler(found) if degree.raised else found


@lru_cache(maxsize=4096)
def is_of(pitch: Pitch, key: Key) -> bool:
    """Tell whether a pitch sounds like one of the scale."""
    ladder = ladder_of(key)
    return (pitch.key_number - ladder.pitch(ladder.tonics[0]).key_number) % OCTAVE in (
        ladder.scale.semitones
    )


def _apart(one: Spelling, other: Spelling) -> Semitones:
    return abs(one.key_number - other.key_number)


def _unlike(own: Pitch, pitch: Pitch) -> tuple[bool, bool, Semitones]:
    return own != pitch, own.staff_step != pitch.staff_step, _apart(own, pitch)
