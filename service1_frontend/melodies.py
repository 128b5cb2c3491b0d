"""The library: every melody ever made, and its files. All SQL queries are here.

Every method is one transaction and raises ``StoreUnavailable`` when the
database does not answer.
"""

import hashlib
import logging
import re
import secrets
import string
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from melodie.errors import NotFound, StoreUnavailable
from melodie.score import Score
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


@dataclass(frozen=True, slots=True)
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

    @property
    def score(self) -> Score:
        """The score, read anew at each call."""
        return _SCORE.validate_json(self.score_json)


class Library:
    """Melodies in a database; shared by all threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, melody: Melody, files: Mapping[str, bytes]) -> None:
        """Record a melody with its files by extension: all of it, or nothing."""
        row = MelodyRow(
            id=melody.id,
            recipe=melody.recipe.model_dump_json(),
            score=melody.score_json,
            created_at=melody.created_at.astimezone(UTC).replace(tzinfo=None),
        )
        with self._transaction() as session:
            session.add(row)
            session.flush()  # the melody before what refers to it
            session.add_all(
                _file_row(melody.id, extension, content)
                for extension, content in files.items()
                if len(content) <= MAX_KEPT
            )

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

    def file(self, melody_id: str, extension: str) -> bytes | None:
        """Return a file's bytes, or None if it is not kept or no longer whole."""
        with self._transaction() as session:
            row = session.get(FileRow, (melody_id, extension))
            if row is None:
                return None
            if row.sha256 != _digest(row.content):
                log.warning("a file is damaged", extra={"melody": melody_id, "file": extension})
                return None
            return row.content

    def keep(self, melody_id: str, extension: str, content: bytes) -> None:
        """Keep a file of a melody, unless it is too large; a newer one replaces an older one."""
        if len(content) > MAX_KEPT:
            return
        try:
            with self._transaction() as session:
                session.merge(_file_row(melody_id, extension, content))
        except StoreUnavailable as error:
            if not isinstance(error.__cause__, IntegrityError):
                raise
            # Another thread has rendered and kept the same file meanwhile.

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


def _file_row(melody_id: str, extension: str, content: bytes) -> FileRow:
    return FileRow(
        melody_id=melody_id, extension=extension, content=content, sha256=_digest(content)
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
