"""The time signatures on offer, with the ways their units can be grouped."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from melodie.errors import InvalidInput

QUARTER: Final = Fraction(1, 4)
DOTTED_QUARTER: Final = Fraction(3, 8)
HALF: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class OfferedTimeSignature:
    """A time signature on offer: ``groupings`` in units, and the note value its tempo counts."""

    beats: int
    unit: Literal[2, 4, 8]
    groupings: tuple[tuple[int, ...], ...]
    beat_unit: Fraction

    @property
    def id(self) -> str:
        """The text that it is asked for by, such as ``6/8``."""
        return f"{self.beats}/{self.unit}"


_TABLE: Final = (
    OfferedTimeSignature(4, 4, ((2, 2),), QUARTER),
    OfferedTimeSignature(3, 4, ((3,),), QUARTER),
    OfferedTimeSignature(2, 4, ((2,),), QUARTER),
    OfferedTimeSignature(5, 4, ((3, 2), (2, 3)), QUARTER),
    OfferedTimeSignature(6, 8, ((3, 3),), DOTTED_QUARTER),
    OfferedTimeSignature(12, 8, ((3, 3, 3, 3),), DOTTED_QUARTER),
    OfferedTimeSignature(2, 2, ((1, 1),), HALF),
    OfferedTimeSignature(3, 8, ((3,),), DOTTED_QUARTER),
    OfferedTimeSignature(5, 8, ((3, 2), (2, 3)), QUARTER),
    OfferedTimeSignature(7, 8, ((2, 2, 3), (2, 3, 2), (3, 2, 2)), QUARTER),
    OfferedTimeSignature(9, 8, ((3, 3, 3),), DOTTED_QUARTER),
)
TIME_SIGNATURES: Final = {offered.id: offered for offered in _TABLE}


def time_signature_named(name: str) -> OfferedTimeSignature:
    """Return the time signature ``name``; raises ``InvalidInput`` for one that is not offered."""
    offered = TIME_SIGNATURES.get(name)
    if offered is None:
        known = ", ".join(TIME_SIGNATURES)
        detail = f"{name} is not offered; choose one of {known}"
        raise InvalidInput.of("time_signature", detail, "not_offered", offered=known)
    return offered
