"""The library: every melody ever made, and its files. All SQL queries are here.

Every method is one transaction and raises ``StoreUnavailable`` when the
database does not answer.
"""

import hashlib
import logging
import re
import secrets
import string
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Final, NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from melodie.errors import NotFound, StoreUnavailable
from melodie.score import Score
from service1_frontend.contents import InMemory
from service1_frontend.models import ID_LENGTH, FileRow, MelodyRow
from service1_frontend.recipes import Recipe

ALPHABET: Final = string.digits + string.ascii_letters
MAX_KEPT: Final = 4_000_000
"""Bytes of the largest file that is kept.

PyMySQL doubles bytes on their way, and a MariaDB takes 16 MiB at a time.
"""

_ID: Final = re.compile(rf"[0-9A-Za-z]{{{ID_LENGTH}}}")
_SCORE: Final = TypeAdapter(Score)

log = logging.getLogger(__name__)


def new_id() -> str:
    """Draw an id that is short, fit for an address, and cannot be guessed (71 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))


@dataclass(frozen=True)
class Melody:
    """A melody as it is kept; ``score_json`` is its score as JSON, ``created_at`` in UTC."""

    id: str
    recipe: Recipe
    score_json: str
    created_at: datetime

    @classmethod
    def of(cls, recipe: Recipe, score: Score) -> "Melody":
        """Make a melody that is new now, with an id of its own."""
        return cls(new_id(), recipe, _SCORE.dump_json(score).decode(), datetime.now(UTC))

    @cached_property
    def score(self) -> Score:
        """The score, read once."""
        return _SCORE.validate_json(self.score_json)


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
        row = MelodyRow(
            id=melody.id,
            recipe=melody.recipe.model_dump_json(),
            score=melody.score_json,
            created_at=melody.created_at.astimezone(UTC).replace(tzinfo=None),
        )
        with self._transaction() as session:
            session.add(row)

    def find(self, melody_id: str) -> Melody:
        """Return a melody; raises ``NotFound`` if there is none of this id."""
        if _ID.fullmatch(melody_id):
            with self._transaction() as session:
                row = session.get(MelodyRow, melody_id)
                if row is not None:
                    return _melody(row)
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
                session.add(_file_row(melody_id, name, made))
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
                session.merge(_file_row(melody_id, name, made))
        return made

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        try:
            with Session(self._engine) as session, session.begin():
                yield session
        except SQLAlchemyError as error:
            log.warning("the database failed", exc_info=error)
            raise StoreUnavailable("The library of melodies does not answer.") from error


def _melody(row: MelodyRow) -> Melody:
    recipe = Recipe.model_validate_json(row.recipe)
    return Melody(row.id, recipe, row.score, row.created_at.replace(tzinfo=UTC))


def _file_row(melody_id: str, name: str, made: InMemory) -> FileRow:
    return FileRow(
        melody_id=melody_id,
        extension=name,
        edition=made.edition,
        content=made.content,
        sha256=_digest(made.content),
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
