"""What a style does with the chords of any scale: how long they last, and which it likes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True, eq=False)
class Habits:
    """The habits of style ``id``, in odds.

    ``likes`` multiplies the odds of roots, ``stays`` those of a chord that stays. ``pauses``
    is how often a half close has two chords, ``turns`` how often a bar inside a phrase does.
    """

    id: str
    likes: Mapping[int, float] = field(default_factory=dict)
    stays: float = 1.0
    pauses: float = 0.2
    turns: float = 0.1

    def moved(self, moves: Mapping[int, Mapping[int, float]]) -> dict[int, dict[int, float]]:
        """Return which chord goes to which, as the style likes it."""
        return {
            root: {
                to: odds * self.likes.get(to, 1.0) * (self.stays if to == root else 1.0)
                for to, odds in row.items()
            }
            for root, row in moves.items()
        }


SONG: Final = Habits("song")
_TABLE: Final = (
    SONG,
    Habits("dance", pauses=0.0, turns=0.0),
    Habits("hymn", {1: 1.4, 2: 1.5, 5: 1.5}, 0.4, pauses=0.4, turns=0.4),
    Habits("blues", {1: 0.5, 2: 0.3, 3: 1.4}, 1.3, pauses=0.0, turns=0.0),
    Habits("riff", {1: 0.6, 3: 1.4, 5: 1.5, 6: 1.5}, 0.7, pauses=0.1, turns=0.15),
)
HABITS: Final[Mapping[str, Habits]] = {habits.id: habits for habits in _TABLE}
"""By style."""
