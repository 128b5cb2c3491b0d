"""How often each length is heard at each place of the bar.

The model is the first-order metrical-duration model of Temperley, "Modeling
common-practice rhythm" (Music Perception 27, 2010): the time to the next onset
depends on the metrical level of this onset. Its strongest fact is in the last
rows: a note off the beat lasts to the next beat.
"""

from collections.abc import Mapping
from math import sqrt
from typing import Final

from service3_rhythm.grid import BARLINE, BEAT, DIVISION, FINER, GROUP, Grid

Row = Mapping[float, float]

SIMPLE: Final[Mapping[int, Row]] = {
    BARLINE: {0.25: 0.02, 0.5: 0.40, 0.75: 0.07, 1: 0.36, 1.5: 0.10, 2: 0.04},
    GROUP: {0.25: 0.03, 0.5: 0.45, 0.75: 0.03, 1: 0.42, 1.5: 0.05, 2: 0.02},
    BEAT: {0.25: 0.01, 0.5: 0.42, 0.75: 0.03, 1: 0.50, 1.5: 0.03, 2: 0.01},
    DIVISION: {0.25: 0.08, 0.5: 0.92},
    FINER: {0.25: 1},
}
"""Level -> length in beats -> share, counted in German folk songs and dance tunes."""

ADDITIVE: Final[Mapping[int, Row]] = {
    BARLINE: {0.5: 0.01, 1: 0.36, 1.5: 0.12, 2: 0.42, 3: 0.09},
    GROUP: {0.5: 0.01, 1: 0.45, 1.5: 0.10, 2: 0.42, 3: 0.02},
    BEAT: {0.5: 0.01, 1: 0.45, 1.5: 0.10, 2: 0.42, 3: 0.02},
    DIVISION: {0.5: 0.04, 1: 0.96},
    FINER: {0.5: 1},
}
"""The same where beats are groups of eighths: level -> length in eighths -> share."""

SYNCOPATED: Final[Row] = {1: 0.9, 1.5: 0.4}
"""Length in quarters -> weight of a note off the beat that lasts over the beat."""

SYNCOPATED_ADDITIVE: Final[Row] = {2: 0.9, 3: 0.2}
"""The same where beats are groups of eighths, in eighths."""

FOREIGN: Final = 0.05
"""Weight of one unit that the tables lack, where it starts on a multiple of itself."""


def share(grid: Grid, tick: int, length: int, *, syncopation: float = 0) -> float:
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
    row = ADDITIVE[level] if grid.additive else SIMPLE[level]
    known = row.get(units)
    return FOREIGN * sqrt(units) * aligned if known is None else known


def _crosses(grid: Grid, tick: int, length: int) -> bool:
    """Tell whether a note lasts over the head of a beat without ending on another."""
    heads = (*grid.beats, grid.length)
    return tick + length not in heads and any(tick < head < tick + length for head in heads)
