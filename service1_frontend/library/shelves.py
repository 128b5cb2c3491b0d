"""Shelves: what is put on them, taken off and put back. SQL, as all of ``library``.

Every method is one transaction and raises ``StoreUnavailable`` when the
database does not answer. A shelf is named by its secret, which is not stored.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, cast

from sqlalchemy import CursorResult, Engine, delete, func, insert, literal, select, update
from sqlalchemy.orm import Session

from melodie.errors import InvalidInput
from service1_frontend.library.melody import Melody
from service1_frontend.library.models import MelodyRow, ShelfMelodyRow, ShelfRow
from service1_frontend.library.shelf import (
    HOWS,
    MOST,
    UNDO,
    How,
    found_by,
    now_in_utc,
    shelf_id,
)
from service1_frontend.library.shelf_lists import standing_on
from service1_frontend.library.transactions import transaction

_ROW: Final = ShelfMelodyRow


class Shelves:
    """The shelves in a database; shared by all threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, secret: str, melody: Melody, how: How) -> None:
        """Put a melody on a shelf, which is made if there is none; what stands there stays.

        Raises ``InvalidInput``, or ``ValueError`` for a melody that this release cannot read.
        """
        shelf, now = shelf_id(secret), now_in_utc()
        with transaction(self._engine) as session:
            before = session.get(_ROW, (shelf, melody.id))
            if before is None:
                found = found_by(melody.recipe.model_dump_json(), melody.score_json)
                _make_room(session, shelf, 1, now)
                row = {"shelf_id": shelf, "melody_id": melody.id, "how": how, "put_at": now}
                session.execute(_put(), row | found)
            elif before.removed_at is not None or how in _weaker_to(before.how):
                before.how, before.put_at, before.removed_at = how, now, None

    def remove(self, secret: str, melody_id: str) -> bool:
        """Take a melody off, so that it can be put back for a minute; say whether it was there."""
        shelf, now = shelf_id(secret), now_in_utc()
        with transaction(self._engine) as session:
            gone = delete(_ROW).where(_ROW.shelf_id == shelf, _ROW.removed_at < now - UNDO)
            session.execute(gone)
            off = update(_ROW).where(standing_on(shelf), _ROW.melody_id == melody_id)
            return _changed(session.execute(off.values(removed_at=now))) > 0

    def put_back(self, secret: str, melody_id: str) -> bool:
        """Put back what was taken off within the last minute; say whether it stands there again."""
        shelf, now = shelf_id(secret), now_in_utc()
        with transaction(self._engine) as session:
            back = update(_ROW).where(
                _ROW.shelf_id == shelf,
                _ROW.melody_id == melody_id,
                _ROW.removed_at >= now - UNDO,
            )
            return _changed(session.execute(back.values(removed_at=None))) > 0

    def add(self, secret: str, wanted: Mapping[str, How]) -> int:
        """Put melodies on by their ids, in their order; return how many of them there are at all.

        Raises ``InvalidInput`` where not all have room; then none is put on.
        """
        shelf, now = shelf_id(secret), now_in_utc()
        with transaction(self._engine) as session:
            known = select(MelodyRow.id, MelodyRow.recipe, MelodyRow.score)
            rows = session.execute(known.where(MelodyRow.id.in_(wanted))).all()
            here = select(_ROW.melody_id).where(standing_on(shelf), _ROW.melody_id.in_(wanted))
            standing = set(session.scalars(here))
            new = {
                row.id: found_by(row.recipe, row.score) for row in rows if row.id not in standing
            }
            _make_room(session, shelf, len(new), now)
            _forget(session, shelf, new)
            for place, (melody_id, how) in enumerate(wanted.items()):
                if melody_id in new:
                    at = now - timedelta(microseconds=place)
                    row = {"shelf_id": shelf, "melody_id": melody_id, "how": how, "put_at": at}
                    session.execute(_put(), row | new[melody_id])
            return len(rows)

    def bring_together(self, secret: str, other: str) -> None:
        """Put all that stands on the shelf ``other`` on this one too; raises ``InvalidInput``."""
        mine, theirs, now = shelf_id(secret), shelf_id(other), now_in_utc()
        with transaction(self._engine) as session:
            here = select(_ROW.melody_id).where(standing_on(mine))
            new = select(_ROW.melody_id).where(standing_on(theirs), _ROW.melody_id.not_in(here))
            ids = list(session.scalars(new))
            _make_room(session, mine, len(ids), now)
            _forget(session, mine, ids)
            columns = [c for c in _ROW.__table__.columns if c.name != "shelf_id"]
            copies = select(literal(mine), *columns).where(
                standing_on(theirs), _ROW.melody_id.in_(ids)
            )
            into = ["shelf_id", *(c.name for c in columns)]
            session.execute(insert(_ROW.__table__).from_select(into, copies))  # type: ignore[arg-type] # it is a table


def _weaker_to(how: str) -> tuple[How, ...]:
    """Return the ways that say more of a melody than ``how`` does."""
    return HOWS[: HOWS.index(cast("How", how))]


def _begin(session: Session, shelf: str, now: datetime) -> None:
    # Two requests of one visitor may begin the same shelf at the same moment.
    session.execute(_unless_there(insert(ShelfRow)), {"id": shelf, "created_at": now})


def _put() -> Any:
    return _unless_there(insert(_ROW))


def _unless_there(insertion: Any) -> Any:
    return insertion.prefix_with("OR IGNORE", dialect="sqlite").prefix_with(
        "IGNORE", dialect="mysql"
    )


def _make_room(session: Session, shelf: str, more: int, now: datetime) -> None:
    """Begin a shelf, if need be, or let go of what was only opened, longest ago first."""
    standing = session.execute(select(func.count()).where(standing_on(shelf))).scalar_one()
    if not standing:
        _begin(session, shelf, now)
    beyond = standing + more - MOST
    if beyond <= 0:
        return
    opened = select(_ROW.melody_id).where(standing_on(shelf), _ROW.how == "opened")
    going = list(session.scalars(opened.order_by(_ROW.put_at).limit(beyond)))
    if len(going) < beyond:
        raise InvalidInput(
            "A shelf holds %(most)s melodies. Take some off to make room.", most=MOST
        )
    _forget(session, shelf, going)


def _forget(session: Session, shelf: str, melody_ids: Any) -> None:
    gone = delete(_ROW).where(_ROW.shelf_id == shelf, _ROW.melody_id.in_(list(melody_ids)))
    session.execute(gone)


def _changed(result: Any) -> int:
    return cast("CursorResult[Any]", result).rowcount
