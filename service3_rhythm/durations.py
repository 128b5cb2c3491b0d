"""How often each length is heard at each place of the bar.

The model is the first-order metrical-duration model of Temperley, "Modeling
common-practice rhythm" (Music Perception 27, 2010): the time to the next onset
depends on the metrical level of this onset. Its strongest fact is in the lower
rows: a note off the beat lasts to the next beat.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Final

from service3_rhythm.grid import BARLINE, BEAT, DIVISION, FINER, GROUP, Grid

Row = Mapping[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class DurationTable:
    """Level -> length -> share: in quarters, and in eighths where beats are groups of them."""

    simple: Mapping[int, Row]
    additive: Mapping[int, Row]


SONG: Final = DurationTable(
    simple={
        BARLINE: {0.25: 0.006, 0.5: 0.24, 0.75: 0.086, 1: 0.454, 1.5: 0.19, 2: 0.023},
        GROUP: {0.25: 0.001, 0.5: 0.063, 0.75: 0.061, 1: 0.773, 1.5: 0.083, 2: 0.018},
        BEAT: {0.25: 0.005, 0.5: 0.353, 0.75: 0.032, 1: 0.5, 1.5: 0.109},
        DIVISION: {0.25: 0.034, 0.5: 0.966},
        FINER: {0.25: 1},
    },
    additive={
        BARLINE: {0.5: 0.007, 1: 0.335, 1.5: 0.149, 2: 0.479, 3: 0.03},
        GROUP: {0.5: 0.01, 1: 0.43, 1.5: 0.08, 2: 0.46, 3: 0.02},
        BEAT: {0.5: 0.009, 1: 0.513, 1.5: 0.094, 2: 0.373, 3: 0.012},
        DIVISION: {0.5: 0.039, 1: 0.961},
        FINER: {0.5: 1},
    },
)
"""Counted in the 8-bar songs of the Essen collection (Schaffrath, 1995), ABC edition, then
adjusted until composed songs, whose bars must come out even, have these shares."""

DANCE: Final = DurationTable(
    simple={
        BARLINE: {0.25: 0.035, 0.5: 0.24, 0.75: 0.558, 1: 0.144, 1.5: 0.022, 2: 0.002},
        GROUP: {0.25: 0.014, 0.5: 0.31, 0.75: 0.527, 1: 0.13, 1.5: 0.019, 2: 0.001},
        BEAT: {0.25: 0.026, 0.5: 0.292, 0.75: 0.646, 1: 0.037},
        DIVISION: {0.25: 0.126, 0.5: 0.874},
        FINER: {0.25: 1},
    },
    additive={
        BARLINE: {0.5: 0.007, 1: 0.535, 1.5: 0.073, 2: 0.345, 3: 0.038},
        GROUP: {0.5: 0.01, 1: 0.67, 1.5: 0.03, 2: 0.27, 3: 0.02},
        BEAT: {0.5: 0.005, 1: 0.597, 1.5: 0.025, 2: 0.356, 3: 0.018},
        DIVISION: {0.5: 0.008, 1: 0.992},
        FINER: {0.5: 1},
    },
)
"""The same of the first strains of O'Neill (1850 tunes), Ryan and Aird."""

SYNCOPATED: Final[Row] = {1: 2.0, 1.5: 0.8}
"""Length in quarters -> weight of a note off the beat that lasts over the beat."""

SYNCOPATED_ADDITIVE: Final[Row] = {2: 2.0, 3: 0.4}
"""The same where beats are groups of eighths, in eighths."""

HALF_A_GROUP: Final = 1.5
"""Eighths in each half of a duplet, which divides a beat of three in two."""

DUPLET: Final = 0.002
"""Weight of its second half, where a duplet may stand at all."""

FOREIGN: Final = 0.05
"""Weight of one unit that the tables lack, where it starts on a multiple of itself."""


def share(
    table: DurationTable, grid: Grid, tick: int, length: int, *, syncopation: float = 0
) -> float:
    """Weigh a note of ``length`` ticks at ``tick``; 0 for what the model never plays."""
    level = grid.levels[tick]
    units = length / grid.unit
    if level == DIVISION and syncopation and _crosses(grid, tick, length):
        return syncopation * (SYNCOPATED_ADDITIVE if grid.additive else SYNCOPATED).get(units, 0)
    if grid.additive and level == FINER and units == HALF_A_GROUP:
        return DUPLET
    aligned = tick % length == 0
    if level == FINER and not aligned:
        return 0
    if (grid.additive or level >= DIVISION) and _crosses(grid, tick, length):
        return 0
    row = table.additive[level] if grid.additive else table.simple[level]
    known = row.get(units)
    return FOREIGN * sqrt(units) * aligned if known is None else known


def _crosses(grid: Grid, tick: int, length: int) -> bool:
    """Tell whether a note lasts over the head of a beat without ending on another."""
    heads = (*grid.beats, grid.length)
    return tick + length not in heads and any(tick < head < tick + length for head in heads)
