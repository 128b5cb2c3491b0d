"""What stands in a bar: notes and rests, and the marks of phrases on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from operator import not_
from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field, StrictBool

from melodie.duration import Duration, Tuplet, is_dyadic
from melodie.pitch import SpelledPitch

STRICT: Final = ConfigDict(extra="forbid")

Slur = Literal["start", "stop"]
"""The part that a note has in a slur: it begins there, or it ends there."""


@dataclass(frozen=True, slots=True)
class Event:
    """A note, or a rest where ``pitch`` is None.

    ``duration`` is the time it takes (a triplet's eighth takes 1/12); ``tie``
    says that it is held on into the next event, which has the same pitch.
    After it a ``breath`` mark is printed; a ``slur`` over the phrase starts or
    stops with it. Neither changes what sounds. A ``foreign`` note lies outside the
    scale, and is meant to. All three are left out of JSON where there is none.
    """

    __pydantic_config__ = STRICT

    pitch: SpelledPitch | None
    duration: Duration
    tie: StrictBool = False
    tuplet: Tuplet | None = None
    breath: Annotated[StrictBool, Field(exclude_if=not_)] = False
    slur: Annotated[Slur | None, Field(exclude_if=not_)] = None
    foreign: Annotated[StrictBool, Field(exclude_if=not_)] = False

    def __post_init__(self) -> None:
        written = self.written
        if not 0 < written <= 8:
            raise ValueError("a duration must be more than 0 and at most 8 whole notes")
        if not is_dyadic(written) or written.denominator > 256:
            raise ValueError(f"no note value, not even tied, can write {self.duration}")
        if self.tie and self.pitch is None:
            raise ValueError("a rest cannot be tied")
        if (self.breath or self.slur) and self.pitch is None:
            raise ValueError("a rest has no breath mark and no slur")
        if self.foreign and self.pitch is None:
            raise ValueError("a rest lies in every scale")
        if self.tie and (self.breath or self.slur == "stop"):
            raise ValueError("a phrase ends with the last of the notes that are tied")

    @property
    def written(self) -> Fraction:
        """The duration as written, before a tuplet shortens it."""
        return self.duration / self.tuplet.ratio if self.tuplet else self.duration


def check_ties(events: Sequence[Event]) -> None:
    """Raise ``ValueError`` unless every tie leads to a note of the same pitch."""
    if events[-1].tie:
        raise ValueError("the last note is tied to nothing")
    for held, following in pairwise(events):
        if held.tie and following.pitch != held.pitch:
            raise ValueError("a tie must lead to the same pitch")


def check_slurs(events: Sequence[Event]) -> None:
    """Raise ``ValueError`` unless slurs follow each other, each from one note to another."""
    begun = alone = held = False
    for event in events:
        if event.pitch is not None and not held:
            alone = False
        if event.slur == "start" and (begun or held):
            raise ValueError("a slur starts on a struck note, after the one before has stopped")
        if event.slur == "stop" and (alone or not begun):
            raise ValueError("a slur stops on another note than the one that it starts on")
        if event.slur:
            begun = alone = event.slur == "start"
        held = event.tie
    if begun:
        raise ValueError("a slur does not stop")
