"""The rhythm vocabularies on offer: which note values, and how dear each is.

To offer another, add a row. A value is a fraction of a whole note; the number
beside it multiplies how often the bars that have it are drawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from melodie.errors import InvalidInput

TRIPLET_VALUES: Final = (Fraction(1, 6), Fraction(1, 12))
DUPLET_VALUE: Final = Fraction(3, 16)
"""Half a beat of three eighths."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Note values with their emphasis.

    ``triplets`` adds complete triplets where the beat divides in two; where it
    divides in three, two notes share it. ``recasts`` name what makes bars of these values
    of those that are counted (``cells.recast``). Where a bar is shorter than a whole
    note, ``fills`` lets one note fill it. ``spread`` is how much its bars differ in their
    number of notes, in doublings.
    """

    id: str
    name: str
    description: str
    values: Mapping[Fraction, float] = field(hash=False)
    triplets: bool = False
    recasts: tuple[str, ...] = ("plain",)
    fills: bool = False
    spread: float = 0.3

    @property
    def durations(self) -> tuple[Fraction, ...]:
        """Every duration in it, the longest first."""
        others = (*TRIPLET_VALUES, DUPLET_VALUE) if self.triplets else ()
        return tuple(sorted({*self.values, *others}, reverse=True))


def _values(**emphasis: float) -> Mapping[Fraction, float]:
    return {_BY_NAME[name]: weight for name, weight in emphasis.items()}


_BY_NAME: Final = {
    "whole": Fraction(1),
    "dotted_half": Fraction(3, 4),
    "half": Fraction(1, 2),
    "dotted_quarter": Fraction(3, 8),
    "quarter": Fraction(1, 4),
    "dotted_eighth": Fraction(3, 16),
    "eighth": Fraction(1, 8),
    "sixteenth": Fraction(1, 16),
    "thirty_second": Fraction(1, 32),
    "sixty_fourth": Fraction(1, 64),
    "hundred_twenty_eighth": Fraction(1, 128),
}

_TABLE: Final = (
    Vocabulary(
        "gentle",
        "Gentle",
        "Mostly quarter and eighth notes, with a dotted or a short note now and then.",
        _values(
            whole=1,
            dotted_half=1,
            half=1,
            dotted_quarter=1,
            quarter=1,
            dotted_eighth=1,
            eighth=1,
            sixteenth=1,
        ),
    ),
    Vocabulary(
        "standard",
        "Standard",
        "Half, quarter, eighth and sixteenth notes, none of them dotted.",
        _values(half=1, quarter=1, eighth=1, sixteenth=1),
    ),
    Vocabulary(
        "long",
        "Long",
        "Whole, half and quarter notes: slow and broad.",
        _values(whole=2, half=3, quarter=1),
        recasts=("plain", "doubled"),
    ),
    Vocabulary(
        "short",
        "Short",
        "Quarter notes down to thirty-seconds: quick and busy.",
        _values(quarter=1, eighth=1, sixteenth=3, thirty_second=4),
        recasts=("halved", "quartered"),
        spread=0.5,
    ),
    Vocabulary(
        "dotted",
        "Dotted",
        "Dotted notes with their short companions: a skipping or a stately gait.",
        _values(dotted_half=2, dotted_quarter=6, quarter=1, dotted_eighth=8, eighth=1, sixteenth=1),
        recasts=("skipping",),
    ),
    Vocabulary(
        "triplet",
        "Triplets",
        "Three notes in the time of two, among quarters and eighths; in 6/8 two for three.",
        _values(whole=1, dotted_half=1, half=1, dotted_quarter=1, quarter=1, eighth=1),
        triplets=True,
        recasts=("thirds",),
    ),
    Vocabulary(
        "syncopated",
        "Syncopated",
        "Notes that begin off the beat and last over it.",
        _values(half=1, dotted_quarter=2, quarter=1, eighth=1, sixteenth=1),
        recasts=("offbeat",),
    ),
    Vocabulary(
        "extremes",
        "Extremes",
        "Whole notes and flurries of thirty-seconds and shorter, nothing between.",
        _values(whole=4, thirty_second=1, sixty_fourth=1, hundred_twenty_eighth=1),
        recasts=(),
        fills=True,
        spread=3.0,
    ),
)
VOCABULARIES: Final = {row.id: row for row in _TABLE}


def vocabulary_named(name: str) -> Vocabulary:
    """Return the vocabulary ``name``; raises ``InvalidInput`` for one that is not offered."""
    found = VOCABULARIES.get(name)
    if found is None:
        known = ", ".join(VOCABULARIES)
        detail = f"{name} is not offered; choose one of {known}"
        raise InvalidInput.of("rhythm", detail, "not_offered", offered=known)
    return found
