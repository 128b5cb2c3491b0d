"""How an idea becomes another: what is made anew of it, from nearly the same to quite new."""

from collections.abc import Iterator
from itertools import repeat
from typing import Final

from melodie.score import Score
from service1_frontend.ideas.sources import Kind, Source
from service1_frontend.services import Services
from service1_frontend.variations.kinship import Aspect
from service1_frontend.variations.rolling import Roll, roll
from service1_frontend.variations.tune import Tune

MOST: Final = 100
"""The dial's end at which all is new; at 0 nearly all stays."""

KINDS: Final[tuple[Kind | None, ...]] = ("bar", "half", "rhythm", "pitches", None)
"""From nearly the same to quite new, which is no step but an idea of its own."""

SPREAD: Final = 1.2
"""How far the ideas of one wall lie apart on ``KINDS``, on either side of the dial."""

TRIES: Final = 6
"""How many ideas further off are tried of each kind, to fill up a wall."""

ASPECTS: Final[dict[Kind, Aspect]] = {
    "bar": "pitches",
    "half": "everything",
    "pitches": "pitches",
    "rhythm": "rhythm",
}


def kind_at(near: int, place: float) -> Kind | None:
    """Return what is made anew where the dial stands ``near``, 0 to 100.

    ``place`` is that of an idea on its wall, from 0 for the nearest to 1.
    """
    mark = near / MOST * (len(KINDS) - 1) + SPREAD * (2 * place - 1)
    return KINDS[min(max(round(mark), 0), len(KINDS) - 1)]


def further(near: int) -> Iterator[Kind | None]:
    """Yield what is made anew beyond all that ``kind_at`` gives for ``near``, the nearest first.

    The last of it is quite new, of which there is always more.
    """
    first = min(KINDS.index(kind_at(near, 1)) + 1, len(KINDS) - 1)
    for kind in KINDS[first:]:
        yield from repeat(kind, TRIES)


def next_score(tune: Tune, source: Source, services: Services) -> Score:
    """Return the score after the last step of ``source`` from that of ``tune`` before it.

    Raises what ``roll`` does.
    """
    step = source.steps[-1]
    bars = len(tune.score.bars)
    one = step.seed % bars
    anew = {"bar": range(one, one + 1), "half": range((bars + 1) // 2, bars)}
    wanted = Roll(frozenset(anew.get(step.kind, range(bars))), step.seed, ASPECTS[step.kind])
    return roll(tune, wanted, services)
