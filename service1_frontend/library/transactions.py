"""One transaction with the database, and the error that callers get where it fails."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from melodie.errors import StoreUnavailable

log = logging.getLogger(__name__)


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Yield a session whose changes are all made at its end, or none of them.

    Raises ``StoreUnavailable`` when the database does not answer or refuses.
    """
    try:
        with Session(engine) as session, session.begin():
            yield session
    except SQLAlchemyError as error:
        log.warning("the database failed", exc_info=error)
        raise StoreUnavailable("The library of melodies does not answer.") from error
