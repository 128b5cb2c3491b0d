"""Chooses a cell for a bar: how often it stands there, how busy it is, what it is kin to."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log2
from typing import Final

from melodie.chance import Chance
from service3_rhythm.cells.cell import Cell, Lengths
from service3_rhythm.cells.ending import Ending
from service3_rhythm.cells.pools import Pool
from service3_rhythm.form.plan import Place

COMMONNESS: Final = 0.8
"""The exponent of a count: what is rare is a little less so in one melody."""
KIN: Final = 2.0
"""Odds of a cell that begins or ends as one that was heard."""
STRANGER: Final = 0.7
"""Odds of one that does neither."""
RESTLESS: Final = 0.005
"""Odds of a cell without a long note, where one is wanted."""
LEADS: Final = 3.0
"""Odds of a cell that leads on as the melody does."""
MISLEADS: Final = 0.4
"""Odds of one that leads on otherwise."""
REPOSE: Final = ((1 / 3, 1.6), (1 / 4, 1.0), (0.0, 0.6))
"""Share of the bar after the last onset, at least, and odds of it in a bar that answers."""
FEW: Final = 4
"""Notes of a bar that are dull when they are all equal, at most."""
SILENT: Final = 1e-4
"""Odds of a cell with rests inside a phrase."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a bar should be: ``notes`` of them, give or take ``spread`` doublings.

    ``ends`` says that a phrase may end in it, ``restful``, from 0 to 1, how much it should
    come to rest; ``held`` is how long its last note lasts, in ticks, at least, and ``lead``
    what leads on from it. ``even`` is the odds of a bar of few and equal notes, ``again``
    those of a bar that is ``known``.
    """

    place: Place
    notes: float
    spread: float
    even: float = 1.0
    ends: bool = False
    restful: float = 0.0
    held: float = 0
    lead: Lengths = ()
    again: float = 1.0
    known: frozenset[Lengths] = frozenset()


def choose(pool: Pool, wanted: Wanted, heard: Sequence[Cell], chance: Chance) -> Cell:
    """Draw a cell from ``pool``, kin to those that were ``heard``."""
    odds = pool.odds[wanted.place]
    heads, tails = {cell.head for cell in heard}, {cell.tail for cell in heard}
    weights = [
        _weight(cell, ending, counted, wanted) * _kinship(cell, heads, tails) if counted else 0.0
        for cell, ending, counted in zip(pool.cells, pool.endings, odds, strict=True)
    ]
    if not any(weights):
        weights = [1e-9 + counted for counted in odds]
    return chance.weighted(pool.cells, weights)


def holds(ending: Ending, held: float, lead: Lengths) -> bool:
    """Tell whether a phrase's last note lasts as long as ``held``, the ``lead`` left out."""
    room = ending.held if ending.lead else min(ending.held, ending.after - sum(lead))
    return room >= held


def _weight(cell: Cell, ending: Ending, counted: float, wanted: Wanted) -> float:
    apart = log2(max(cell.onsets, 1) / wanted.notes) / wanted.spread
    weight: float = counted**COMMONNESS * exp(-apart * apart / 2)
    if cell.even and cell.onsets <= FEW:
        weight *= wanted.even
    if cell.rests and not wanted.ends:
        weight *= SILENT
    if wanted.held and not holds(ending, wanted.held, wanted.lead):
        weight *= RESTLESS
    if wanted.restful:
        after = (cell.length - cell.last_onset) / cell.length
        weight *= next(odds for share, odds in REPOSE if after >= share) ** wanted.restful
    if wanted.lead and ending.lead:
        weight *= LEADS if ending.lead == wanted.lead else MISLEADS
    return weight * wanted.again if cell.lengths in wanted.known else weight


def _kinship(cell: Cell, heads: set[tuple[int, ...]], tails: set[tuple[int, ...]]) -> float:
    if not heads:
        return 1.0
    return KIN if cell.head in heads or cell.tail in tails else STRANGER
