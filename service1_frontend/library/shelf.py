"""What a shelf is: its secret, what stands on it, and how one looks for something there."""

import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from pydantic import BaseModel, TypeAdapter

from melodie.pitch import Key
from melodie.text import MAX_TITLE, MOST_COMPOSED
from melodie.time_signature import TimeSignature
from service1_frontend.library.melody import ALPHABET

MOST: Final = 1000
"""Melodies on one shelf."""

UNDO: Final = timedelta(minutes=1)
"""How long a melody that was taken off can be put back."""

How = Literal["kept", "made", "opened"]
"""How a melody came to be on a shelf, from what was wanted most to what was wanted least."""

HOWS: Final[tuple[How, ...]] = ("kept", "made", "opened")

_SECRET_LENGTH: Final = 32
_SECRET: Final = re.compile(rf"[0-9A-Za-z]{{{_SECRET_LENGTH}}}")
_SEARCHED_LENGTH: Final = 255


def now_in_utc() -> datetime:
    """Return this moment as the database keeps moments: in UTC, without saying so."""
    return datetime.now(UTC).replace(tzinfo=None)


def new_secret() -> str:
    """Draw what opens a shelf: fit for an address, and not to be guessed (190 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(_SECRET_LENGTH))


def is_secret(text: str) -> bool:
    """Say whether ``text`` could open a shelf."""
    return _SECRET.fullmatch(text) is not None


def shelf_id(secret: str) -> str:
    """Return the digest that the database knows a shelf by, from which nobody finds its secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Standing:
    """A melody on a shelf; ``key`` is its tonic and scale, such as ``Bb dorian``.

    ``change`` is how it was made of another, as JSON; None for what was not. ``bars`` is how
    many its recipe has, None where this release cannot read it.
    """

    melody_id: str
    name: str
    key: str
    metre: str
    how: How
    put_at: datetime
    change: str | None = None
    bars: int | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for on a shelf; what is empty says nothing."""

    name: str = ""
    key: str = ""
    metre: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A part of what was found on a shelf, newest first.

    ``found`` is how many there are in all, of ``standing`` on the shelf;
    ``keys`` and ``metres`` are what can be looked for, and ``removed`` what was
    taken off so lately that it can be put back.
    """

    melodies: tuple[Standing, ...]
    found: int
    standing: int
    keys: tuple[str, ...]
    metres: tuple[str, ...]
    removed: tuple[Standing, ...]


class _Facts(BaseModel):
    """What a shelf says of a score; the rest of it is passed over."""

    key: Key
    time_signature: TimeSignature


class _Named(BaseModel):
    name: str


_FACTS: Final = TypeAdapter(_Facts)


def found_by(recipe_json: str, score_json: str) -> dict[str, str]:
    """Return the columns by which a melody is found, from its recipe and score as JSON.

    Raises ``ValueError`` for what this release cannot read.
    """
    facts = _FACTS.validate_json(score_json, extra="ignore")
    name = _Named.model_validate_json(recipe_json).name
    return {
        "name": name,
        "searched": searchable(name)[:_SEARCHED_LENGTH],
        "key_name": f"{facts.key.tonic} {facts.key.scale}",
        "metre": str(facts.time_signature),
    }


def searchable(name: str) -> str:
    """Return a name as it is looked for: without regard to case and accents."""
    parts = unicodedata.normalize("NFKD", name[: MOST_COMPOSED * MAX_TITLE])
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold().strip()
