"""The metres on offer, with the ways their units can be grouped."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from melodie.chance import Chance
from melodie.errors import InvalidInput
from melodie.score import TimeSignature

QUARTER: Final = Fraction(1, 4)
DOTTED_QUARTER: Final = Fraction(3, 8)
HALF: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Metre:
    """A metre; ``groupings`` are in units, ``beat_unit`` is what its tempo counts."""

    beats: int
    unit: Literal[2, 4, 8]
    groupings: tuple[tuple[int, ...], ...]
    beat_unit: Fraction

    @property
    def id(self) -> str:
        """The metre as it is asked for, such as ``6/8``."""
        return f"{self.beats}/{self.unit}"


_TABLE: Final = (
    Metre(4, 4, ((2, 2),), QUARTER),
    Metre(3, 4, ((3,),), QUARTER),
    Metre(2, 4, ((2,),), QUARTER),
    Metre(5, 4, ((3, 2), (2, 3)), QUARTER),
    Metre(6, 8, ((3, 3),), DOTTED_QUARTER),
    Metre(12, 8, ((3, 3, 3, 3),), DOTTED_QUARTER),
    Metre(2, 2, ((1, 1),), HALF),
    Metre(3, 8, ((3,),), DOTTED_QUARTER),
    Metre(5, 8, ((3, 2), (2, 3)), QUARTER),
    Metre(7, 8, ((2, 2, 3), (2, 3, 2), (3, 2, 2)), QUARTER),
    Metre(9, 8, ((3, 3, 3),), DOTTED_QUARTER),
)
METRES: Final = {metre.id: metre for metre in _TABLE}


def metre_named(name: str) -> Metre:
    """Return the metre ``name``; raises ``InvalidInput`` for one that is not offered."""
    metre = METRES.get(name)
    if metre is None:
        known = ", ".join(METRES)
        raise InvalidInput.of("time_signature", f"{name} is not offered; choose one of {known}")
    return metre


def time_signature(metre: Metre, chance: Chance) -> TimeSignature:
    """Settle on one grouping for a whole melody."""
    return TimeSignature(metre.beats, metre.unit, chance.one_of(metre.groupings))
