"""The recipe: everything that decides a melody, in one small frozen value."""

import secrets
from collections.abc import Callable, Mapping

from pydantic import ValidationError

from melodie import ENGINE_VERSION
from melodie.contract import MAX_SEED, Message
from melodie.errors import FieldError, InvalidInput
from service1_frontend.fields import Bars, Bpm, Choice, Name, Percentage, Seed
from service1_frontend.options import Options


class Recipe(Message):
    """A complete recipe: with the same one, the same score is made again."""

    name: Name
    key: Choice
    scale: Choice
    rhythm: Choice
    time_signature: Choice
    tempo: Bpm
    bars: Bars
    instrument: Choice
    wildness: Percentage
    rests: Percentage
    seed: Seed
    engine: Choice = ENGINE_VERSION


class RecipeRequest(Message):
    """A recipe as asked for; whatever is left out is the default of ``/api/v1/options``.

    A ``seed`` that is left out is drawn, so the melody is a new one. ``engine``
    can only be the one that composes now; it is taken so that the recipe of a
    melody can be sent again as it was given.
    """

    name: Name
    key: Choice | None = None
    scale: Choice | None = None
    rhythm: Choice | None = None
    time_signature: Choice | None = None
    tempo: Bpm | None = None
    bars: Bars | None = None
    instrument: Choice | None = None
    wildness: Percentage | None = None
    rests: Percentage | None = None
    seed: Seed | None = None
    engine: Choice | None = None


def read_request(fields: Mapping[str, object]) -> RecipeRequest:
    """Read a request from plain values; raises ``InvalidInput`` that names every fault."""
    try:
        return RecipeRequest.model_validate(dict(fields))
    except ValidationError as error:
        faults = [_fault(str(found["loc"][0]), found["msg"]) for found in error.errors()]
        sentence = "; ".join(f"{fault.field}: {fault.detail}" for fault in faults[:3])
        raise InvalidInput(sentence, faults) from error


def draw_seed() -> int:
    """Draw a seed that nobody can foresee."""
    return secrets.randbelow(MAX_SEED + 1)


def complete(
    wanted: RecipeRequest, options: Options, draw: Callable[[], int] = draw_seed
) -> Recipe:
    """Fill in what was left out.

    Raises ``InvalidInput`` that names every field whose choice is not offered.
    """
    given = wanted.model_dump(exclude_none=True)
    filled = {**options.defaults.model_dump(), "engine": ENGINE_VERSION, **given}
    offered = options.offered() | {"engine": (ENGINE_VERSION,)}
    faults = [
        _fault(field, f"choose one of {', '.join(choices)}")
        for field, choices in offered.items()
        if filled[field] not in choices
    ]
    if faults:
        raise InvalidInput("; ".join(f"{f.field}: {f.detail}" for f in faults), faults)
    filled.setdefault("seed", draw())
    return Recipe.model_validate(filled)


def _fault(field: str, message: str) -> FieldError:
    return FieldError(field, message.removeprefix("Value error, "))
