"""Which ideas a visitor has recorded and kept: told to the browser alone, so that none is twice."""

import hashlib
from typing import Final, NamedTuple

from flask import session

from service1_frontend.ideas.sources import Source
from service1_frontend.web.idea_links import source_query

RECORDED: Final = "kept"
MOST: Final = 24
"""Ideas that a cookie has room for; an earlier one that is kept again is recorded again."""

DIGEST: Final = 10
NOT_KEPT: Final = "-"
"""Stands before the id of what was opened or grown only, or taken back; no id begins with it."""


class Recorded(NamedTuple):
    """The melody that an idea was recorded as, and whether its heart is full."""

    melody_id: str
    kept: bool


def find_recorded(source: Source) -> Recorded | None:
    """Return as what an idea was recorded, None where it was not."""
    found = str(session.get(RECORDED, {}).get(_digest(source), ""))
    if not found:
        return None
    return Recorded(found.removeprefix(NOT_KEPT), kept=not found.startswith(NOT_KEPT))


def note_recorded(source: Source, melody_id: str, *, kept: bool) -> None:
    """Remember as what an idea was recorded, and whether it is kept."""
    noted = session.get(RECORDED, {}) | {_digest(source): f"{'' if kept else NOT_KEPT}{melody_id}"}
    session[RECORDED] = dict(list(noted.items())[-MOST:])


def _digest(source: Source) -> str:
    return hashlib.sha256(source_query(source).encode()).hexdigest()[:DIGEST]
