"""Makes sure that a scale's characteristic degrees occur in a melody that is long enough."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from service2_notes.intervals import REACH, Costs
from service2_notes.line.compass import Compass
from service2_notes.writing import Note

OWN: Final[Mapping[str, tuple[int, ...]]] = {
    "natural_minor": (2, 5),
    "harmonic_minor": (2, 6),
    "melodic_minor": (2, 6),
    "harmonic_major": (2, 5),
    "dorian": (2, 5),
    "phrygian": (1, 2),
    "lydian": (2, 3),
    "mixolydian": (2, 6),
    "aeolian": (2, 5),
    "locrian": (1, 4),
}
"""Scale -> the degrees that tell it from its neighbours, 0 being the tonic."""
LONG_ENOUGH: Final = 12
"""Notes of a melody from which on its scale's own degrees sound."""
HIGH: Final = 2.0
"""What each step above the compass costs."""
STRONG: Final = 3.0
FREE_MOVE: Final = 2
"""What it costs to change a strong note; from how many steps on a move costs."""


def with_own_degrees(
    notes: list[Note], scale: str, costs: Costs, compass: Compass, settled: Collection[int]
) -> list[Note]:
    """Move a weak note to each degree of the scale's own that does not sound yet."""
    if len(notes) < LONG_ENOUGH:
        return notes
    size = len(costs)
    for degree in OWN.get(scale, ()):
        if all(note.degree % size != degree for note in notes):
            options = list(_options(notes, degree, costs, compass))
            options = [one for one in options if one[1] not in settled]
            if options:
                _, number, height = min(options)
                notes = [*notes]
                notes[number] = replace(notes[number], degree=height)
    return notes


def _options(
    notes: Sequence[Note], degree: int, costs: Costs, compass: Compass
) -> Iterator[tuple[float, int, int]]:
    """Yield what it costs to move each inner note to the degree, its number, the height."""
    size, last = len(costs), len(notes) - 1
    for number, note in enumerate(notes[1:last], start=1):
        if note.leads:
            continue
        down = (note.degree - degree) % size
        for height in (note.degree - down, note.degree - down + size):
            if not compass.floor <= height <= compass.ceiling:
                continue
            cost = (
                HIGH * max(0, height - compass.high)
                + STRONG * note.strength
                + abs(height - note.degree)
                - note.chord.has(height)
            )
            for before, after in (
                (notes[number - 1].degree, height),
                (height, notes[number + 1].degree),
            ):
                move = after - before
                cost += max(0, abs(move) - FREE_MOVE) + 0.5 * (move == 0)
                cost -= costs[before % size][max(-REACH, min(REACH, move)) + REACH]
            yield cost, number, height
