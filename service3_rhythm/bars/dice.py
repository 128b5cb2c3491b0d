"""The dice of the first version: any value of the vocabulary that still fits, all alike."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from melodie.chance import Chance
from melodie.metre import Level
from service3_rhythm.cells.cell import laid_out
from service3_rhythm.grid import Grid, ticks
from service3_rhythm.spans import Span
from service3_rhythm.vocabularies import VOCABULARIES

THIRDS: Final = ((1, 1, 1), (2, 1), (1, 2))
"""Ways to fill a triplet, in thirds of its time."""
LONG_THIRDS: Final = ((1, 1, 1),)


@dataclass(frozen=True, slots=True)
class Face:
    """What one throw gives: one note value, or a complete triplet; ``lengths`` are in ticks."""

    lengths: tuple[int, ...]
    triplet: bool = False

    @property
    def total(self) -> int:
        """The time it takes as a whole."""
        return sum(self.lengths)


Faces = dict[int, tuple[Face, ...]]
"""For every tick: the faces that can begin there."""


def throw(start: int, end: int, vocabulary: str, grid: Grid, chance: Chance) -> tuple[Span, ...]:
    """Fill from ``start`` to ``end``, in ticks, face by face.

    What is too short for any value is closed by one note, tied over the beat groups.
    """
    faces = _faces(grid, vocabulary)
    spans: list[Span] = []
    while start < end:
        fitting = [face for face in faces[start] if start + face.total <= end]
        if not fitting:
            edges = [start, *(g for g in grid.groups if start < g < end), end]
            spans += [Span(a, b - a, tie=b < end) for a, b in pairwise(edges)]
            break
        face = chance.one_of(fitting)
        spans += laid_out(face.lengths, start, triplet=face.triplet)
        start += face.total
    return tuple(spans)


@lru_cache(maxsize=512)
def _faces(grid: Grid, vocabulary: str) -> Faces:
    faces = _all_faces(grid, vocabulary)
    return {
        tick: tuple(face for face in faces if _can_begin(grid, tick, face))
        for tick in range(grid.length)
    }


def _all_faces(grid: Grid, vocabulary: str) -> list[Face]:
    row = VOCABULARIES[vocabulary]
    faces = [Face((ticks(value),)) for value in row.values]
    if not row.triplets:
        return faces
    if grid.compound:
        half = 3 * grid.unit // 2
        return [*faces, Face((half, half))]
    if grid.additive:
        return faces
    beat = 2 * grid.half_beat
    wholes = ((beat, THIRDS), (2 * beat, LONG_THIRDS))
    return faces + [
        Face(tuple(third * whole // 3 for third in ways), triplet=True)
        for whole, thirds in wholes
        for ways in thirds
    ]


def _can_begin(grid: Grid, tick: int, face: Face) -> bool:
    if face.triplet or len(face.lengths) > 1:
        return _takes_triplet(grid, tick, face.total)
    # Half a group after half a group makes a duplet, which even dice do not throw anywhere.
    halves = grid.additive and 2 * face.total == 3 * grid.unit and tick % grid.unit
    return not halves or grid.takes_duplet(tick - face.total)


def _takes_triplet(grid: Grid, tick: int, total: int) -> bool:
    """Keep triplets whole inside a beat, or inside a beat group of two beats."""
    weakest = Level.BEAT if total <= max(grid.unit, 3 * grid.half_beat) else Level.STRONG_BEAT
    inside = not any(tick < start < tick + total for start in grid.groups)
    return grid.levels[tick] <= weakest and inside and tick + total <= grid.length
