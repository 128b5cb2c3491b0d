"""Every note of a scale within a range, spelled for its key and counted in scale steps."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mingus.core.intervals import from_shorthand
from mingus.core.notes import note_to_int

from melodie.errors import FieldError, InvalidInput
from melodie.pitch import SEMITONES, Pitch
from service2_notes.pitch_units import LadderStep
from service2_notes.scales import Scale

MIDI_KEYS: Final = 128
DOUBLE: Final = 2
"""Sharps or flats of what is called a double one."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The notes of a scale from ``lowest`` upwards without a gap.

    Notes are counted in scale steps: 0 is the tonic in the octave of MIDI
    key 0, ``size`` steps make an octave, so every multiple of it is a tonic.
    """

    scale: Scale
    lowest: LadderStep
    pitches: tuple[Pitch, ...]

    @property
    def size(self) -> int:
        """Scale steps in an octave."""
        return len(self.scale.degrees)

    @property
    def steps(self) -> range:
        """Every step on the ladder, from the lowest to the highest."""
        return range(self.lowest, self.lowest + len(self.pitches))

    @property
    def tonics(self) -> tuple[LadderStep, ...]:
        """The steps that are the tonic."""
        return tuple(step for step in self.steps if step % self.size == 0)

    def pitch(self, step: LadderStep) -> Pitch:
        """Return the spelled pitch of a step on the ladder."""
        return self.pitches[step - self.lowest]


@lru_cache(maxsize=1024)
def ladder_in(tonic: str, scale: Scale, lowest: Pitch, highest: Pitch) -> Ladder:
    """Raise the ladder of ``scale`` on ``tonic`` between two pitches, both included.

    Raises ``InvalidInput`` where the range holds no tonic to come home to.
    """
    inside = [
        (step, spelled(tonic, scale, step))
        for step in range((MIDI_KEYS // 12 + 1) * len(scale.degrees))
        if lowest.key_number <= _key_number(tonic, scale, step) <= highest.key_number
    ]
    ladder = Ladder(scale, inside[0][0] if inside else 0, tuple(pitch for _, pitch in inside))
    if not ladder.tonics:
        detail = f"the range from {lowest} to {highest} holds no {tonic} to end on"
        said = {"lowest": str(lowest), "highest": str(highest), "tonic": tonic}
        bounds = ("lowest", "highest")
        raise InvalidInput(detail, [FieldError(b, detail, "no_tonic", said) for b in bounds])
    return ladder


def spelled(tonic: str, scale: Scale, step: LadderStep) -> Pitch:
    """Spell a scale step as its key is spelled: the raised seventh of D minor is C sharp.

    In a plain scale A natural stands for B double flat.
    """
    name = from_shorthand(tonic, scale.degrees[step % len(scale.degrees)])
    alter = name.count("#") - name.count("b")
    # B sharp sounds above the barrier between two octaves, and is written below it.
    octave = (_key_number(tonic, scale, step) - alter - SEMITONES[name[0]]) // 12 - 1
    pitch = Pitch(octave, name[0], alter)
    return simpler(pitch) if scale.plain else pitch


def simpler(pitch: Pitch) -> Pitch:
    """Spell a pitch that needs two sharps or two flats by the next letter instead."""
    if abs(pitch.alter) < DOUBLE:
        return pitch
    return Pitch.spelled(pitch.staff_step + pitch.alter // DOUBLE, pitch.key_number)


def _key_number(tonic: str, scale: Scale, step: LadderStep) -> int:
    octave, degree = divmod(step, len(scale.degrees))
    return 12 * octave + int(note_to_int(tonic)) + scale.semitones[degree]
