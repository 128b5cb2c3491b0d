"""The form of a melody, bar by bar: which bar answers which, and where phrases end.

The composing services say it to each other, and a score keeps it, so that bars
can be composed again, chords placed and words set from the stored score alone.
"""

from dataclasses import dataclass
from operator import not_
from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field

STRICT: Final = ConfigDict(extra="forbid")

MAX_EVENTS: Final = 1024
"""Events in one bar, at most."""
MAX_BARS: Final = 64
"""Bars in one melody, at most, an upbeat not counted."""

Relation = Literal["new", "literal", "moved", "head", "head_moved", "tail", "rhythm", "fragment"]
"""What a bar takes from the earlier bar that it answers.

``new`` takes nothing; ``literal`` rhythm and pitches; ``moved`` both on other degrees,
as a sequence does; ``head`` the beginning, ``head_moved`` the same on other degrees;
``tail`` the end; ``rhythm`` the rhythm alone; ``fragment`` a part of it, said again.
"""

Job = Literal["open", "half_close", "departure", "close"]
"""What the phrase of a bar does: it opens, pauses half-way, leads away, or closes."""

Cadence = Literal["inner", "half", "section", "final"]
"""What the last note of a phrase closes: a phrase, half a period, a period, the melody."""


def is_none(value: object) -> bool:
    """Tell whether a field has no value, and is to be left out of JSON: 0 has one."""
    return value is None


@dataclass(frozen=True, slots=True)
class PhraseEnd:
    """Where a phrase ends in a bar: the index of its last note's first event."""

    __pydantic_config__ = STRICT

    event: Annotated[int, Field(strict=True, ge=0, lt=MAX_EVENTS)]
    cadence: Cadence


@dataclass(frozen=True, slots=True)
class BarForm:
    """The part that one bar has in the form.

    ``answers`` is the index of the earlier bar that the ``relation`` is to, counted
    through all bars, an upbeat included; a ``new`` bar answers none. Raises
    ``ValueError`` where one is given without the other.
    """

    __pydantic_config__ = STRICT

    relation: Relation = "new"
    answers: Annotated[
        Annotated[int, Field(strict=True, ge=0, lt=MAX_BARS)] | None, Field(exclude_if=is_none)
    ] = None
    job: Annotated[Job | None, Field(exclude_if=not_)] = None
    phrase_end: Annotated[PhraseEnd | None, Field(exclude_if=not_)] = None

    def __post_init__(self) -> None:
        if (self.relation == "new") != (self.answers is None):
            raise ValueError("a bar that is not new answers an earlier bar, and a new one none")
