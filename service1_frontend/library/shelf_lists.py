"""What stands on a shelf, looked for and listed. SQL, as all of ``library``."""

from collections.abc import Sequence
from datetime import UTC
from typing import Any, Final, cast

from pydantic import ValidationError
from sqlalchemy import Engine, and_, func, select
from sqlalchemy.orm import Session

from service1_frontend.library.models import FileRow, MelodyRow, ShelfMelodyRow, ShelfRow
from service1_frontend.library.shelf import (
    UNDO,
    How,
    Listing,
    Search,
    Standing,
    now_in_utc,
    searchable,
    shelf_id,
)
from service1_frontend.library.transactions import transaction
from service1_frontend.recipes.recipe import Recipe

_ROW: Final = ShelfMelodyRow


class ShelfLists:
    """Reads the shelves in a database; shared by all threads.

    Every method is one transaction and raises ``StoreUnavailable``.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def size(self, secret: str) -> int | None:
        """Return how many melodies stand on a shelf, None where there is no such shelf."""
        shelf = shelf_id(secret)
        with transaction(self._engine) as session:
            if session.get(ShelfRow, shelf) is None:
                return None
            return _count(session, standing_on(shelf))

    def find(self, secret: str, search: Search, first: int, most: int) -> Listing:
        """List up to ``most`` of the melodies looked for, from the one numbered ``first``."""
        shelf = shelf_id(secret)
        with transaction(self._engine) as session:
            wanted = _wanted(shelf, search)
            newest = select(_ROW).where(wanted).order_by(_ROW.put_at.desc(), _ROW.melody_id)
            lately = and_(_ROW.shelf_id == shelf, _ROW.removed_at >= now_in_utc() - UNDO)
            off = select(_ROW).where(lately).order_by(_ROW.removed_at.desc()).limit(most)
            return Listing(
                melodies=_standing(session, newest.offset(first).limit(most)),
                found=_count(session, wanted),
                standing=_count(session, standing_on(shelf)),
                keys=_distinct(session, _ROW.key_name, shelf),
                metres=_distinct(session, _ROW.metre, shelf),
                removed=_standing(session, off),
            )

    def kept_files(
        self, melody_ids: Sequence[str], names: Sequence[str]
    ) -> frozenset[tuple[str, str]]:
        """Return which of these files of these melodies are kept, by melody and name."""
        kept = select(FileRow.melody_id, FileRow.extension).where(
            FileRow.melody_id.in_(melody_ids), FileRow.extension.in_(names)
        )
        with transaction(self._engine) as session:
            return frozenset((row.melody_id, row.extension) for row in session.execute(kept))


def standing_on(shelf: str) -> Any:
    """Match what stands on a shelf, and was not taken off."""
    return and_(_ROW.shelf_id == shelf, _ROW.removed_at.is_(None))


def _wanted(shelf: str, search: Search) -> Any:
    wanted = [standing_on(shelf)]
    if name := searchable(search.name):
        wanted.append(_ROW.searched.contains(name, autoescape=True))
    if search.key:
        wanted.append(_ROW.key_name == search.key)
    if search.metre:
        wanted.append(_ROW.metre == search.metre)
    return and_(*wanted)


def _count(session: Session, wanted: Any) -> int:
    return session.execute(select(func.count()).select_from(_ROW).where(wanted)).scalar_one()


def _distinct(session: Session, column: Any, shelf: str) -> tuple[str, ...]:
    return tuple(sorted(session.scalars(select(column).where(standing_on(shelf)).distinct())))


def _standing(session: Session, rows: Any) -> tuple[Standing, ...]:
    found = session.scalars(rows).all()
    melodies = select(MelodyRow.id, MelodyRow.change, MelodyRow.recipe).where(
        MelodyRow.id.in_([row.melody_id for row in found])
    )
    known = {row.id: (row.change, _bars(row.recipe)) for row in session.execute(melodies)}
    return tuple(
        Standing(
            row.melody_id,
            row.name,
            row.key_name,
            row.metre,
            cast("How", row.how),
            row.put_at.replace(tzinfo=UTC),
            *known.get(row.melody_id, ()),
        )
        for row in found
    )


def _bars(recipe: str) -> int | None:
    try:
        return Recipe.model_validate_json(recipe, extra="ignore").bars
    except ValidationError:
        return None
