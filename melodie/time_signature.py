"""Time signatures, and how their beats are grouped."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field

STRICT: Final = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class TimeSignature:
    """A time signature, and how its units are grouped: 7/8 as 2+2+3 has groups (2, 2, 3)."""

    __pydantic_config__ = STRICT

    beats: Annotated[int, Field(strict=True, ge=1, le=32)]
    unit: Literal[1, 2, 4, 8, 16, 32]
    groups: Annotated[
        tuple[Annotated[int, Field(strict=True, ge=1, le=32)], ...],
        Field(min_length=1, max_length=32),
    ]

    def __post_init__(self) -> None:
        if sum(self.groups) != self.beats:
            raise ValueError(f"the beat groups must add up to {self.beats}")

    @property
    def bar_length(self) -> Fraction:
        """Length of a full bar in whole notes."""
        return Fraction(self.beats, self.unit)

    @property
    def compound(self) -> bool:
        """Whether every beat is a dotted value that divides in three (6/8, 9/8, 12/8)."""
        return self.unit >= 8 and self.beats > 3 and set(self.groups) == {3}

    @property
    def can_swing(self) -> bool:
        """Whether its beats divide in two eighths, of which the first can be the longer one."""
        return self.unit <= 4

    @property
    def group_starts(self) -> tuple[Fraction, ...]:
        """Where each beat group begins, in whole notes from the barline."""
        sums = [sum(self.groups[:i]) for i in range(len(self.groups))]
        return tuple(Fraction(units, self.unit) for units in sums)

    def __str__(self) -> str:
        return f"{self.beats}/{self.unit}"
