"""What one melody's rhythm is made of, drawn once: how busy, how it leads on, how it ends."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

from melodie.chance import Chance
from melodie.contract import RhythmRequest
from melodie.time_signature import TimeSignature
from service3_rhythm.bars.choosing import RESTLESS, holds
from service3_rhythm.cells.bank import upbeats_of
from service3_rhythm.cells.cell import Cell, Lengths
from service3_rhythm.cells.ending import Ending
from service3_rhythm.cells.motifs import motifs_of
from service3_rhythm.cells.pools import Pool, pool_of, values_in
from service3_rhythm.form.ideas import IDEA
from service3_rhythm.grid import Grid, grid_of
from service3_rhythm.styles import Style
from service3_rhythm.vocabularies import VOCABULARIES

ENDING_NOTES: Final = 3
"""Notes in the rhythm that phrases end with, at most, where they come to rest."""
LONG: Final = 0.4
"""The share of the bar that a phrase's last note has where it comes to rest."""
FEMININE: Final = 1.2
"""Odds of an ending whose long note is followed by another one."""
HURRIED: Final = 0.2
"""Odds of an ending whose last note begins after the last beat."""
IDEAS: Final = 1.15
"""How many times as many notes an idea has as a tune."""
EVERY_PHRASE: Final = 0.85
"""How often every phrase of a melody with an upbeat begins with one."""


@dataclass(frozen=True, slots=True)
class RhythmCharacter:
    """``notes`` is how many a bar has; ``ending`` the rhythm that phrases end with.

    ``lead`` are the lengths that lead on to the next phrase, none where nothing does;
    with ``often`` they do so after every phrase, and else after halves and wholes.
    ``idea`` says that it is a few bars, to be remembered by their rhythm.
    ``dotted`` says that pairs of half beats are long and short.
    """

    style: Style
    pool: Pool
    grid: Grid
    vocabulary: str
    values: frozenset[int]
    notes: float
    spread: float
    ending: Cell
    upbeat: Lengths
    lead: Lengths
    often: bool
    dotted: bool
    idea: bool


def draw_character(wanted: RhythmRequest, style: Style, time: TimeSignature) -> RhythmCharacter:
    """Draw what all bars of a melody have in common."""
    chance = Chance("rhythm", wanted.seed)
    grid, vocabulary = grid_of(time), VOCABULARIES[wanted.rhythm]
    idea = wanted.bars <= IDEA
    pool = (motifs_of if idea else pool_of)(time, style.id, wanted.rhythm)
    values = values_in(vocabulary, grid)
    doublings = 2 * (wanted.density / 100) - 1 + style.spread * chance.normal()
    upbeat = _upbeat(time, style, values, chance)
    leads, often = chance.happens(style.leads), chance.happens(EVERY_PHRASE)
    lead = upbeat if wanted.pickup or leads else ()
    return RhythmCharacter(
        style=style,
        pool=pool,
        grid=grid,
        vocabulary=wanted.rhythm,
        values=values,
        notes=pool.mean * style.busy * 2**doublings * (IDEAS if idea else 1.0),
        spread=vocabulary.spread,
        ending=_ending(pool, style, grid, chance, lead),
        upbeat=upbeat,
        lead=lead,
        often=often and wanted.pickup,
        dotted=time.bar_length == 1 and Chance("dotted", wanted.seed).happens(style.dotted),
        idea=idea,
    )


def _upbeat(time: TimeSignature, style: Style, values: frozenset[int], chance: Chance) -> Lengths:
    """Draw an upbeat, as long as a beat at most."""
    counted = {
        lengths: count
        for lengths, count in upbeats_of(time, style.tables)
        if lengths and set(lengths) <= values
    }
    if counted:
        return chance.weighted(list(counted), list(counted.values()))
    return _plain_upbeat(grid_of(time), values)


def _plain_upbeat(grid: Grid, values: frozenset[int]) -> Lengths:
    """Return half a beat in notes of the longest value that divides it, or one note."""
    half = grid.half_beat
    fitting = [value for value in values if half % value == 0]
    if fitting:
        return (max(fitting),) * (half // max(fitting))
    shortest = min(values)
    return (shortest,) if 2 * shortest <= grid.length else (half,)


def _ending(pool: Pool, style: Style, grid: Grid, chance: Chance, lead: Lengths) -> Cell:
    """Draw the rhythm that phrases end with: it closes well, and half-way too."""
    closes = zip(pool.cells, pool.endings, pool.odds["half_close"], pool.odds["close"], strict=True)
    weights = [
        sqrt(half * close) * _rest(cell, ending, lead) * _bare(cell, style)
        if style.holds
        else close * _stop(cell, style, grid)
        for cell, ending, half, close in closes
    ]
    return chance.weighted(pool.cells, weights)


def _stop(cell: Cell, style: Style, grid: Grid) -> float:
    """Return how willingly a rhythm ends a melody that does not come to rest on a long note."""
    beat = grid.length // len(grid.beats)
    return _bare(cell, style) * (HURRIED if cell.length - cell.last_onset < beat else 1.0)


def _bare(cell: Cell, style: Style) -> float:
    return style.bare if cell.onsets < ENDING_NOTES else 1.0


def _rest(cell: Cell, ending: Ending, lead: Lengths) -> float:
    """Return how willingly a rhythm is taken for how it comes to rest, 1 for a long note."""
    if cell.onsets > ENDING_NOTES or ending.lead:
        return RESTLESS
    if holds(ending, LONG * cell.length, lead):
        return 1.0
    return FEMININE if cell.longest >= LONG * cell.length else RESTLESS
