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
        BARLINE: {0.25: 0.02, 0.5: 0.37, 0.75: 0.05, 1: 0.39, 1.5: 0.10, 2: 0.07},
        GROUP: {0.25: 0.01, 0.5: 0.18, 0.75: 0.02, 1: 0.69, 1.5: 0.05, 2: 0.05},
        BEAT: {0.25: 0.02, 0.5: 0.48, 0.75: 0.02, 1: 0.46, 1.5: 0.02},
        DIVISION: {0.25: 0.08, 0.5: 0.92},
        FINER: {0.25: 1},
    },
    additive={
        BARLINE: {0.5: 0.02, 1: 0.36, 1.5: 0.12, 2: 0.40, 3: 0.10},
        GROUP: {0.5: 0.01, 1: 0.43, 1.5: 0.08, 2: 0.46, 3: 0.02},
        BEAT: {0.5: 0.01, 1: 0.43, 1.5: 0.08, 2: 0.46, 3: 0.02},
        DIVISION: {0.5: 0.06, 1: 0.94},
        FINER: {0.5: 1},
    },
)
"""Counted in the 8-bar songs of the Essen collection (Schaffrath, 1995), ABC edition."""

DANCE: Final = DurationTable(
    simple={
        BARLINE: {0.25: 0.23, 0.5: 0.38, 0.75: 0.15, 1: 0.20, 1.5: 0.03, 2: 0.01},
        GROUP: {0.25: 0.02, 0.5: 0.46, 0.75: 0.21, 1: 0.27, 1.5: 0.03, 2: 0.01},
        BEAT: {0.25: 0.15, 0.5: 0.55, 0.75: 0.21, 1: 0.09},
        DIVISION: {0.25: 0.28, 0.5: 0.72},
        FINER: {0.25: 1},
    },
    additive={
        BARLINE: {0.5: 0.02, 1: 0.67, 1.5: 0.07, 2: 0.21, 3: 0.03},
        GROUP: {0.5: 0.01, 1: 0.67, 1.5: 0.03, 2: 0.27, 3: 0.02},
        BEAT: {0.5: 0.01, 1: 0.67, 1.5: 0.03, 2: 0.27, 3: 0.02},
        DIVISION: {0.5: 0.02, 1: 0.98},
        FINER: {0.5: 1},
    },
)
"""Counted in the first strains of O'Neill (1850 tunes), Ryan and Aird, the dev halves."""

SYNCOPATED: Final[Row] = {1: 2.0, 1.5: 0.8}
"""Length in quarters -> weight of a note off the beat that lasts over the beat."""

SYNCOPATED_ADDITIVE: Final[Row] = {2: 2.0, 3: 0.4}
"""The same where beats are groups of eighths, in eighths."""

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
    aligned = tick % length == 0
    if level == FINER and not aligned:
        return 0
    if grid.additive and _crosses(grid, tick, length):
        return 0
    row = table.additive[level] if grid.additive else table.simple[level]
    known = row.get(units)
    return FOREIGN * sqrt(units) * aligned if known is None else known


def _crosses(grid: Grid, tick: int, length: int) -> bool:
    """Tell whether a note lasts over the head of a beat without ending on another."""
    heads = (*grid.beats, grid.length)
    return tick + length not in heads and any(tick < head < tick + length for head in heads)
