"""How a harmonisation comes home: the last chord is the tonic, and a cadence leads to it.

To the states of a model others are added, one for each chord to close on. They are reached
from chords that lead home alone and are never left, so whatever ends in one has a cadence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from melodie.harmony import Quality
from service2_notes.harmonising.drawing import IMPOSSIBLE, Likely
from service2_notes.harmonising.modelling import Model
from service2_notes.harmonising.roman import Figure

LEADING: Final = frozenset[Quality]({"major", "dominant7"})
"""Dominants that have the leading note."""
DOMINANT: Final = 7
RESTLESS: Final = frozenset[Quality]({"dominant7"})
"""What a tune closes on only where its tonic has nothing else, as in a blues."""


@dataclass(frozen=True, slots=True)
class Closing:
    """The states of a model by their figures, and which of them are ``homes`` and ``leads``."""

    figures: tuple[Figure, ...]
    homes: tuple[int, ...]
    leads: frozenset[int]

    @property
    def numbers(self) -> list[int]:
        """Return for every state, the added ones last, the number of its figure."""
        return [*range(len(self.figures)), *self.homes]

    def heard(self, odds: Sequence[float], *, first: bool, last: bool) -> list[float]:
        """Return the odds of all states; the last is an added one, the first is none."""
        # It is worse not to come home than to come there without a cadence.
        own = [IMPOSSIBLE**2 * one for one in odds] if last else odds
        begun = IMPOSSIBLE if first and not last else 1.0
        closed = [begun * odds[home] for home in self.homes]
        return [*own, *closed]

    def moves(self, rows: Likely) -> list[list[float]]:
        """Return the odds of coming to all states, from those of coming to each chord."""
        free = [[*row, *(IMPOSSIBLE for _ in self.homes)] for row in rows]
        return free + [
            [
                *(one if lead in self.leads else IMPOSSIBLE for lead, one in enumerate(rows[home])),
                *(rows[home][home] if other == home else IMPOSSIBLE for other in self.homes),
            ]
            for home in self.homes
        ]


def closing_of(model: Model, count: int) -> Closing:
    """Return how the first ``count`` chords of a model close: on anything without a tonic."""
    figures = model.figures[:count]
    tonics = [number for number, one in enumerate(figures) if one.root == 0]
    calm = [number for number in tonics if figures[number].quality not in RESTLESS]
    leads = [number for number, one in enumerate(figures) if one.root in model.pauses]
    strong = [n for n in leads if figures[n].root == DOMINANT and figures[n].quality in LEADING]
    others = [number for number, one in enumerate(figures) if one.root]
    return Closing(
        figures=model.figures,
        homes=tuple(calm or tonics or others),
        leads=frozenset(strong or leads or others),
    )
