"""How a line is spelled: as its key is, and chromatic notes by where they lead.

A note between two of the key's own that goes up a semitone is the lower one
raised, and one that goes down is the upper one lowered, as every primer of
harmony has it, unless that takes two sharps or two flats. One that leaps away
is as the scale spells it, and blue notes are flat whatever follows: both scales
of the blues say so themselves.
"""

from collections.abc import Sequence

from melodie.pitch import Pitch
from service2_notes.ladder import Ladder, simpler
from service2_notes.pitch_units import LadderStep


def spell(steps: Sequence[LadderStep | None], ladder: Ladder) -> list[Pitch | None]:
    """Spell a line of scale steps; None is a rest and stays one."""
    spelled: list[Pitch | None] = []
    note: Pitch | None = None
    goal: Pitch | None = None  # the next note that is another one
    for step in reversed(steps):
        if step is None:
            spelled.append(None)
            continue
        pitch = ladder.pitch(step)
        if note is None or note.key_number != pitch.key_number:
            note, goal = pitch, note
        foreign = ladder.scale.is_foreign(step)
        spelled.append(_led(pitch, goal) if foreign and goal else pitch)
    return spelled[::-1]


def _led(pitch: Pitch, goal: Pitch) -> Pitch:
    """Spell ``pitch`` as the neighbour of a ``goal`` that is a semitone away."""
    way = goal.key_number - pitch.key_number
    if abs(way) != 1:
        return pitch
    return simpler(Pitch.spelled(goal.staff_step - way, pitch.key_number))
