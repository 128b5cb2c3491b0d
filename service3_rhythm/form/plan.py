"""The plan of a melody: what every bar is to the others, before any has a rhythm."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from melodie.form import Cadence, Job, Relation

Place = Literal["opening", "inner", "half_close", "preparation", "close"]
"""Where a bar stands in its phrase, as the tables count it."""
PLACES: Final[tuple[Place, ...]] = get_args(Place)


@dataclass(frozen=True, slots=True)
class BarPlan:
    """One bar's part in the form; bars are counted from 0, an upbeat left out.

    ``rhythm_of`` is the bar whose rhythm it takes. Where that is None it has one of
    its own, or, where ``ending`` says so, the rhythm that the melody's phrases end with.
    """

    place: Place
    job: Job
    relation: Relation = "new"
    answers: int | None = None
    cadence: Cadence | None = None
    rhythm_of: int | None = None
    ending: bool = False
