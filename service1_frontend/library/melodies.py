"""The library: every melody ever made, and its files. All SQL queries are here.

Every method is one transaction and raises ``StoreUnavailable`` when the
database does not answer.
"""

import hashlib
import logging
import re
from contextlib import AbstractContextManager
from typing import Final, NamedTuple

from sqlalchemy import Engine, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from melodie.errors import NotFound, StoreUnavailable
from service1_frontend.library.contents import InMemory
from service1_frontend.library.melody import Melody, melody_from, melody_row
from service1_frontend.library.models import ID_LENGTH, FileRow, MelodyRow
from service1_frontend.library.transactions import transaction

MAX_KEPT: Final = 4_000_000
"""Bytes of the largest file that is kept.

PyMySQL doubles bytes on their way, and a MariaDB takes 16 MiB at a time.
"""

_ID: Final = re.compile(rf"[0-9A-Za-z]{{{ID_LENGTH}}}")

_INSERT_MELODY: Final = insert(MelodyRow.__table__)  # type: ignore[arg-type] # it is a table
_INSERT_FILE: Final = insert(FileRow.__table__)  # type: ignore[arg-type]
"""To the tables: by way of the mapper an insertion takes three times as long."""

log = logging.getLogger(__name__)


class KeptFile(NamedTuple):
    """What is known of a kept file: the edition that made it, and its bytes' number."""

    edition: str
    size: int


class Library:
    """Melodies in a database; shared by all threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, melody: Melody) -> None:
        """Record a melody: all that is needed to have any file of it."""
        with self._transaction() as session:
            session.execute(_INSERT_MELODY, melody_row(melody))

    def find(self, melody_id: str) -> Melody:
        """Return a melody; raises ``NotFound`` if there is none, or ``MelodyUnreadable``."""
        if _ID.fullmatch(melody_id):
            with self._transaction() as session:
                row = session.get(MelodyRow, melody_id)
                if row is not None:
                    return melody_from(row)
        raise NotFound("There is no melody at this address. Was all of it copied?")

    def count(self) -> int:
        """Return how many melodies have been made."""
        with self._transaction() as session:
            return session.execute(select(func.count()).select_from(MelodyRow)).scalar_one()

    def look_up(self, melody_id: str, name: str) -> KeptFile | None:
        """Tell of a kept file without reading it, or return None."""
        kept = select(FileRow.edition, func.length(FileRow.content)).where(
            FileRow.melody_id == melody_id, FileRow.extension == name
        )
        with self._transaction() as session:
            found = session.execute(kept).one_or_none()
            return KeptFile(*found) if found else None

    def file(self, melody_id: str, name: str) -> InMemory | None:
        """Return a kept file, or None if there is none or it is no longer whole."""
        with self._transaction() as session:
            row = session.get(FileRow, (melody_id, name))
            if row is None:
                return None
            if row.sha256 != _digest(row.content):
                log.warning("a file is damaged", extra={"melody": melody_id, "file": name})
                return None
            return InMemory(row.edition, row.content)

    def keep(self, melody_id: str, name: str, made: InMemory) -> InMemory:
        """Keep a file, unless it is too large, and return the one that is kept.

        The first one stays: a file has one set of bytes.
        """
        if made.size > MAX_KEPT:
            return made
        try:
            with self._transaction() as session:
                session.execute(_INSERT_FILE, _file_row(melody_id, name, made))
        except StoreUnavailable as error:
            if not isinstance(error.__cause__, IntegrityError):
                raise
            # Another process has made and kept the same file meanwhile.
            return self.file(melody_id, name) or self._replace(melody_id, name, made)
        return made

    def _replace(self, melody_id: str, name: str, made: InMemory) -> InMemory:
        """Put a file in the place of one that is damaged, unless its melody is gone."""
        with self._transaction() as session:
            if session.get(FileRow, (melody_id, name)):
                session.merge(FileRow(**_file_row(melody_id, name, made)))
        return made

    def _transaction(self) -> AbstractContextManager[Session]:
        return transaction(self._engine)


def _file_row(melody_id: str, name: str, made: InMemory) -> dict[str, str | bytes]:
    return {
        "melody_id": melody_id,
        "extension": name,
        "edition": made.edition,
        "content": made.content,
        "sha256": _digest(made.content),
    }


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
