"""A melody as it is kept."""

import logging
import secrets
import string
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from functools import cached_property
from typing import Final

from pydantic import TypeAdapter, ValidationError

from melodie.errors import MelodyUnreadable
from melodie.score import Score
from melodie.sounding import SoundingNote, sounding_notes
from service1_frontend.library.models import ID_LENGTH, MelodyRow
from service1_frontend.recipes.recipe import Recipe

ALPHABET: Final = string.digits + string.ascii_letters

_SCORE: Final = TypeAdapter(Score)

log = logging.getLogger(__name__)


def new_id() -> str:
    """Draw an id that is short, fit for an address, and cannot be guessed (71 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))


@dataclass(frozen=True)
class Melody:
    """A melody as it is kept; ``score_json`` is its score as JSON, ``created_at`` in UTC.

    One that was made from another has that one's id as ``parent_id``, and as
    ``change`` what was changed, as JSON.
    """

    id: str
    recipe: Recipe
    score_json: str
    created_at: datetime
    parent_id: str | None = None
    change: str | None = None

    @classmethod
    def of(
        cls, recipe: Recipe, score: Score, parent_id: str | None = None, change: str | None = None
    ) -> "Melody":
        """Make a melody that is new now, with an id of its own."""
        written = _SCORE.dump_json(score, exclude_defaults=True)
        melody = cls(new_id(), recipe, written.decode(), datetime.now(UTC), parent_id, change)
        melody.__dict__["_read"] = score, True  # as reading it again would give
        return melody

    @property
    def score(self) -> Score:
        """The score, read once; what a newer release has added to it is passed over.

        Raises ``MelodyUnreadable`` where this release cannot read it.
        """
        return self._read[0]

    @property
    def whole(self) -> bool:
        """Whether this release knows all that the score says."""
        return self._read[1]

    @cached_property
    def notes(self) -> tuple[SoundingNote, ...]:
        """The notes as they sound; raises as ``score`` does."""
        return sounding_notes(self.score)

    @cached_property
    def seconds(self) -> Fraction:
        """How long it sounds; raises as ``score`` does."""
        return self.score.seconds

    @cached_property
    def _read(self) -> tuple[Score, bool]:
        try:
            return _SCORE.validate_json(self.score_json), True
        except ValidationError:
            with _readable(self.id):
                return _SCORE.validate_json(self.score_json, extra="ignore"), False


def melody_row(melody: Melody) -> dict[str, object]:
    """Return a melody as a row of its table."""
    return {
        "id": melody.id,
        "recipe": melody.recipe.model_dump_json(exclude_defaults=True),
        "score": melody.score_json,
        "created_at": melody.created_at.astimezone(UTC).replace(tzinfo=None),
        "parent_id": melody.parent_id,
        "change": melody.change,
    }


def melody_from(row: MelodyRow) -> Melody:
    """Read a melody from its row; raises ``MelodyUnreadable``."""
    with _readable(row.id):
        recipe = Recipe.model_validate_json(row.recipe, extra="ignore")
    made_at = row.created_at.replace(tzinfo=UTC)
    return Melody(row.id, recipe, row.score, made_at, row.parent_id, row.change)


@contextmanager
def _readable(melody_id: str) -> Iterator[None]:
    """Raise ``MelodyUnreadable`` for what is stored as this release cannot read it."""
    try:
        yield
    except ValidationError as error:
        log.exception("a melody cannot be read", extra={"melody": melody_id})
        raise MelodyUnreadable(
            "This melody is kept, but the release of Mélodie that answers cannot read it; "
            "a newer one may have made it. Please try again in a few minutes."
        ) from error
