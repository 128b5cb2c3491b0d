"""How much a benchmark does: what ``scripts/bench`` was asked for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Amounts:
    """``melodies`` of a long run, ``scores`` engraved in a row, ``clients`` at a time."""

    melodies: int
    scores: int
    clients: int
