"""A walking bass: root to root by the shortest steps, through notes of the chord.

The way with the least cost is found exactly, as that of the voices is. The last note over
a chord may lie a step beside the next root, as players come to it (Levine 1995).
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from melodie.chord_kinds import chord_tones
from melodie.harmony import Chord
from melodie.pitch import FIFTHS, STEPS, Pitch, Spelling
from service2_notes.accompanying.basses import BELOW, note_from, root_note

SPAN: Final = 14
"""Semitones that it moves within, from ``BELOW`` the octave of the roots on."""
MOVES: Final = (6, 1, 1, 2, 2, 3, 4, 4)
"""What a move of so many semitones costs; standing still is no walking."""
LEAP: Final = 6
"""What any wider move costs."""
WIDEST: Final = 127
COSTS: Final = tuple(
    MOVES[wide] if wide < len(MOVES) else LEAP
    for wide in (*range(WIDEST + 1), *range(WIDEST, 0, -1))
)
"""What a move costs by its semitones; those of a move down are counted from the end."""
ALIEN: Final = 1
"""What a note outside the chord costs beside its move."""
AT_HOME: Final = 2
"""What the root costs where the chord is no new one: it is known by then."""
TONES: Final = 4
"""Notes of a chord that it goes through: what lies above the seventh is for the chords."""


class Step(NamedTuple):
    """A note that can be gone to, its MIDI key, and what it costs beside the move."""

    pitch: Pitch
    key: int
    cost: int


class Reached(NamedTuple):
    """A note, what all moves to it cost, and the place of the note before in its column."""

    cost: int
    step: Step
    origin: int


def walk(chords: Sequence[Chord], lowest: int, fifths: int) -> list[Pitch]:
    """Return a note of the bass for each of ``chords``, which may follow each other alike.

    Roots lie in the octave from the MIDI key ``lowest`` on; ``fifths`` is the key signature.
    """
    columns: list[list[Reached]] = []
    before: Chord | None = None
    for chord, after in zip(chords, (*chords[1:], None), strict=False):
        goal = after if after != chord else None
        steps = _roots(chord, lowest) if chord != before else _ways(chord, goal, lowest, fifths)
        last = columns[-1] if columns else []
        columns.append([_reached(last, step) for step in steps])
        before = chord
    return _traced(columns)


def _reached(last: Sequence[Reached], step: Step) -> Reached:
    if not last:
        return Reached(step.cost, step, 0)
    costs = [one.cost + COSTS[step.key - one.step.key] for one in last]
    least = min(costs)
    return Reached(least + step.cost, step, costs.index(least))


def _traced(columns: Sequence[Sequence[Reached]]) -> list[Pitch]:
    found: list[Pitch] = []
    place: int | None = None
    for column in reversed(columns):
        reached = min(column) if place is None else column[place]
        found.append(reached.step.pitch)
        place = reached.origin
    return found[::-1]


@lru_cache(maxsize=1024)
def _roots(chord: Chord, lowest: int) -> tuple[Step, ...]:
    root = root_note(chord, lowest)
    lower = note_from(root.name, lowest - BELOW)
    return tuple(Step(pitch, pitch.key_number, 0) for pitch in dict.fromkeys((root, lower)))


@lru_cache(maxsize=1024)
def _ways(chord: Chord, goal: Chord | None, lowest: int, fifths: int) -> tuple[Step, ...]:
    """Return what can follow a note over the same chord, on the way to a ``goal``."""
    keys: dict[int, Step] = {}
    for degree, name in enumerate(chord_tones(chord)[:TONES]):
        pitch = note_from(name, lowest - BELOW)
        while pitch.key_number < lowest - BELOW + SPAN:
            keys[pitch.key_number] = Step(pitch, pitch.key_number, 0 if degree else AT_HOME)
            pitch = note_from(name, pitch.key_number + 1)
    if goal is not None:
        for root in _roots(goal, lowest):
            for pitch in _beside(root.pitch, fifths):
                keys.setdefault(pitch.key_number, Step(pitch, pitch.key_number, ALIEN))
    return tuple(keys.values())


def _beside(root: Pitch, fifths: int) -> tuple[Pitch, ...]:
    """Return the notes of the key a step above and below a root, and the leading note to it."""
    near = [_in_key(root.staff_step + way, fifths) for way in (-1, 1)]
    leading = Spelling.spelled_near(root.staff_step - 1, root.key_number - 1)
    return (*near, Pitch(leading.octave, leading.step, leading.alter))


def _in_key(staff_step: int, fifths: int) -> Pitch:
    octave, step = divmod(staff_step, len(STEPS))
    alter = (fifths - FIFTHS[STEPS[step]] + 5) // 7
    return Pitch(octave, STEPS[step], alter)
