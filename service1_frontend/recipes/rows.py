"""Rows of a choice that a recipe offers, looked up by what the recipe says."""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Row(Protocol):
    """Something that can be chosen by its id."""

    @property
    def id(self) -> str:
        """What a recipe says."""


R = TypeVar("R", bound=Row)


def row_of(rows: Sequence[R], wanted: str) -> R:
    """Return the row of this id; the first, the default, for one of a newer release."""
    return next((row for row in rows if row.id == wanted), rows[0])
