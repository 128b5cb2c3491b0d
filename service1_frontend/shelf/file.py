"""A shelf as a small JSON file: which melodies stand on it, and how they came there."""

from collections.abc import Iterable
from typing import Annotated, Final, Literal

from pydantic import Field, ValidationError

from melodie.contract import Message
from melodie.errors import InvalidInput
from melodie.faults import faults_of
from service1_frontend.library.models import ID_LENGTH
from service1_frontend.library.shelf import HOWS, MOST, How, Standing

NAME: Final = "shelf-melodie.json"

MelodyId = Annotated[str, Field(pattern=rf"^[0-9A-Za-z]{{{ID_LENGTH}}}$")]
MelodyIds = Annotated[tuple[MelodyId, ...], Field(max_length=MOST)]


class ShelfFile(Message):
    """The melodies of a shelf by their ids, each list newest first."""

    format: Literal["melodie-shelf"]
    version: Literal[1]
    kept: MelodyIds = ()
    made: MelodyIds = ()
    opened: MelodyIds = ()


def written(standing: Iterable[Standing]) -> bytes:
    """Return the file of a shelf."""
    ids: dict[str, list[str]] = {how: [] for how in HOWS}
    for one in standing:
        ids[one.how].append(one.melody_id)
    file = ShelfFile.model_validate({"format": "melodie-shelf", "version": 1, **ids})
    return file.model_dump_json().encode()


def read(content: bytes) -> dict[str, How]:
    """Return the melodies that a file names, and how each came to the shelf.

    Raises ``InvalidInput`` for anything but the file of a shelf.
    """
    try:
        file = ShelfFile.model_validate_json(content)
    except ValidationError as error:
        first = next(iter(faults_of(error)))
        raise InvalidInput(
            "This is not the file of a shelf, or not all of it; nothing was changed.", [first]
        ) from error
    found: dict[str, How] = {}
    for how in HOWS:
        for melody_id in getattr(file, how):
            found.setdefault(melody_id, how)
    return found
