"""The family of a melody: all that was made of what it was made of, without their scores."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from pydantic import ValidationError
from sqlalchemy import Engine, Row, Select, literal, select
from sqlalchemy.orm import Session

from service1_frontend.library.change import Change
from service1_frontend.library.models import MelodyRow
from service1_frontend.library.transactions import transaction
from service1_frontend.recipes.recipe import Recipe

MOST: Final = 100
"""Members that are told of, and generations that are walked upwards, at most."""
GENERATIONS: Final = 25
"""Generations that are walked downwards, at most."""

_COLUMNS: Final = (
    MelodyRow.id,
    MelodyRow.parent_id,
    MelodyRow.change,
    MelodyRow.recipe,
    MelodyRow.created_at,
)


class Relative(NamedTuple):
    """A member of a family: what it was made from, and how; ``made_at`` is in UTC.

    ``name`` is the melody's, empty where this release cannot read it.
    """

    id: str
    parent_id: str | None
    change: Change | None
    name: str
    made_at: datetime


class Families:
    """The families of melodies in a database; shared by all threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, melody_id: str) -> list[Relative]:
        """Return the family of a melody, oldest first; raises ``StoreUnavailable``.

        Of a very large one it is the part around the melody: what it was made from comes
        before what was made from it, and that before all others.
        """
        with transaction(self._engine) as session:
            rows = list(session.execute(_line(melody_id)))
            found = {row.id: row for row in rows}
            parents: Collection[str] = list(found)
            for _ in range(GENERATIONS):
                children = _children(session, parents, MOST - len(found))
                found |= {row.id: row for row in children}
                parents = [row.id for row in children if row.id not in parents]
                if not parents:
                    break
        return sorted(map(_relative, found.values()), key=lambda one: (one.made_at, one.id))


def _line(melody_id: str) -> Select[*tuple[Any, ...]]:
    """Select a melody and all that it was made from."""
    start = select(MelodyRow.id, MelodyRow.parent_id, literal(0).label("age"))
    line = start.where(MelodyRow.id == melody_id).cte("line", recursive=True)
    older = select(MelodyRow.id, MelodyRow.parent_id, (line.c.age + 1).label("age"))
    line = line.union_all(older.where(MelodyRow.id == line.c.parent_id, line.c.age < MOST))
    return select(*_COLUMNS).join(line, line.c.id == MelodyRow.id).order_by(line.c.age).limit(MOST)


def _children(session: Session, parents: Collection[str], most: int) -> list[Row[Any]]:
    if most <= 0:
        return []
    youngest_first = MelodyRow.created_at.desc()
    made = select(*_COLUMNS).where(MelodyRow.parent_id.in_(parents)).order_by(youngest_first)
    return list(session.execute(made.limit(most)))


def _relative(row: Row[Any]) -> Relative:
    try:
        name = Recipe.model_validate_json(row.recipe, extra="ignore").name
    except ValidationError:
        name = ""
    made_at = row.created_at.replace(tzinfo=UTC)
    return Relative(row.id, row.parent_id, Change.read(row.change), name, made_at)
