"""Durations as fractions of a whole note, and the tuplets that shorten them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Annotated, Final

from pydantic import ConfigDict, Field, PlainSerializer, PlainValidator, WithJsonSchema

STRICT: Final = ConfigDict(extra="forbid")

QUARTER: Final = Fraction(1, 4)

DURATION_PATTERN: Final = r"^[0-9]{1,5}(/[1-9][0-9]{0,4})?$"


def _read_duration(value: object) -> Fraction:
    if isinstance(value, Fraction):
        return value
    if not isinstance(value, str) or not re.match(DURATION_PATTERN, value):
        raise ValueError('must be a fraction of a whole note, such as "3/8"')
    return _fraction(value)


@lru_cache(maxsize=1024)
def _fraction(text: str) -> Fraction:
    """Return the fraction that ``text`` is: a melody has few durations, each of them often."""
    return Fraction(text)


Duration = Annotated[
    Fraction,
    PlainValidator(_read_duration),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": DURATION_PATTERN, "examples": ["3/8"]}),
]
Count = Annotated[int, Field(strict=True)]


@dataclass(frozen=True, slots=True)
class Tuplet:
    """``actual`` notes in the time of ``normal``: a triplet is 3 in the time of 2."""

    __pydantic_config__ = STRICT

    actual: Count
    normal: Count

    def __post_init__(self) -> None:
        if (self.actual, self.normal) not in {(3, 2), (5, 4)}:
            raise ValueError("only 3 in the time of 2 and 5 in the time of 4 can be written")

    @property
    def ratio(self) -> Fraction:
        """Sounding time over written time."""
        return Fraction(self.normal, self.actual)


TRIPLET: Final = Tuplet(3, 2)


def total(durations: Iterable[Fraction]) -> Fraction:
    """Return the sum of ``durations``, as ``sum`` does, which would reduce it after each."""
    ratios = [duration.as_integer_ratio() for duration in durations]
    whole = lcm(*(denominator for _, denominator in ratios))
    return Fraction(sum(numerator * (whole // part) for numerator, part in ratios), whole)


def is_dyadic(number: Fraction) -> bool:
    """Whether halving a whole note often enough leads to ``number``."""
    return number.denominator & (number.denominator - 1) == 0
