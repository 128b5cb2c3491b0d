"""How willingly a line moves from one note of a scale to another.

The model is proximity (Temperley 2008) with a few facts about leaps: they join
notes of the triad, and they are never augmented in a scale of seven notes.
"""

from functools import lru_cache
from math import exp
from typing import Final

from service2_notes.character import Character
from service2_notes.degrees import DEGREE, TRIAD
from service2_notes.scales import DIATONIC, Scale
from service2_notes.styles import Style

LEAP: Final = 2
"""The least distance, in diatonic steps, that is a leap."""

WIDEST: Final = (0, 2, 4, 5, 7, 9, 11)
"""Semitones of the widest interval over so many staff steps that is not augmented."""

TO_FOREIGN: Final = -0.55
FROM_FOREIGN: Final = -0.5
"""Log-weights of a leap of a fifth or more to, and from, a note outside the triad."""
NAMED_MOVES: Final = (-3, -2, -1, 1, 2, 3)
"""The moves in diatonic steps that a style knows for every degree."""
AUGMENTED_SECOND: Final = -1.0
NEVER: Final = -1e3

Table = list[tuple[float, ...]]
"""Degree left (from 0) -> weights of the moves from ``-reach`` to ``reach`` scale steps."""


def table(scale: Scale, style: Style, character: Character, reach: int) -> Table:
    """Weigh every move of a melody of this character."""
    unit = DIATONIC / len(scale.degrees)
    near = [character.leap * _proximity(style, size * unit) for size in range(reach + 1)]
    near = [one + character.third * _like_a_third(size * unit) for size, one in enumerate(near)]
    near[0] = style.proximity[0] + character.repeat
    known = _knowledge(scale, style, reach)
    return [
        tuple(
            exp(near[abs(k)] + fact) for k, fact in zip(range(-reach, reach + 1), row, strict=True)
        )
        for row in known
    ]


def loosened(rows: Table, exponent: float) -> Table:
    """Weaken a table, as for the move from one phrase to the next."""
    return [tuple(weight**exponent for weight in row) for row in rows]


def _proximity(style: Style, distance: float) -> float:
    """Read the style's table between its entries too."""
    known = style.proximity
    below = min(int(distance), len(known) - 1)
    above = min(below + 1, len(known) - 1)
    return known[below] + (known[above] - known[below]) * (distance % 1)


def _like_a_third(distance: float) -> float:
    """Return 1 for a third, and less for what is not quite one, in any scale."""
    return max(0.0, 1 - abs(distance - LEAP))


@lru_cache(maxsize=256)
def _knowledge(scale: Scale, style: Style, reach: int) -> Table:
    """Say of every move from every degree what is the same for all melodies."""
    moves = range(-reach, reach + 1)
    return [
        tuple(_fact(scale, style, degree, move) for move in moves)
        for degree in range(len(scale.degrees))
    ]


def _fact(scale: Scale, style: Style, degree: int, move: int) -> float:
    size = len(scale.degrees)
    if abs(move) > size:
        return NEVER  # wider than an octave
    if is_augmented(scale, degree, move):
        return NEVER if abs(move) >= LEAP else AUGMENTED_SECOND
    here, there = scale.semitones[degree], scale.semitones[(degree + move) % size]
    diatonic = round(move * DIATONIC / size)
    fact = style.down * (move == -1)
    if diatonic in NAMED_MOVES:
        return fact + style.moves[DEGREE[here] - 1][NAMED_MOVES.index(diatonic)]
    if diatonic == 0:
        return fact
    return fact + TO_FOREIGN * (there not in TRIAD) + FROM_FOREIGN * (here not in TRIAD)


def is_augmented(scale: Scale, degree: int, move: int) -> bool:
    """Tell whether a move in a scale of seven notes is an augmented interval."""
    size = len(scale.degrees)
    if size != DIATONIC:
        return False  # where letters are left out or doubled, spelling says little
    octaves, reached = divmod(degree + move, size)
    semitones = abs(12 * octaves + scale.semitones[reached] - scale.semitones[degree])
    more_octaves, staff = divmod(abs(move), DIATONIC)
    return semitones > 12 * more_octaves + WIDEST[staff]
