"""What made one melody of another, as it is kept with the one that came of it."""

from typing import Annotated, Final, Self

from pydantic import Field, ValidationError

from melodie.contract import Identifier, Message

MAX_WORD: Final = 100
"""Characters of a value that a change is told with, at most."""

Told = Annotated[str, Field(max_length=MAX_WORD)] | int | None


class Change(Message):
    """How a melody was made of its parent; by this and the parent it can be made again.

    ``kind`` is the way, such as ``roll``, ``twist`` or ``settings``, and ``what`` the one of
    its kind: what is rolled, which twist. ``bars`` are the bars that were to be made anew, and
    ``locked`` those that were not to be, by the numbers that are printed, an upbeat being 0;
    ``told`` is what else there is to tell, such as an interval. Chance came from ``seed``
    through ``engine``, where any did.
    """

    kind: Identifier
    what: Identifier | None = None
    bars: tuple[int, ...] = ()
    locked: tuple[int, ...] = ()
    told: dict[str, Told] = Field(default_factory=dict)
    seed: int | None = None
    engine: str | None = None

    def as_json(self) -> str:
        """Return it as it is kept."""
        return self.model_dump_json(exclude_defaults=True)

    @classmethod
    def read(cls, kept: str | None) -> Self | None:
        """Return the change that was kept; None where there is none that this release knows."""
        if kept is None:
            return None
        try:
            return cls.model_validate_json(kept, extra="ignore")
        except ValidationError:
            return None
