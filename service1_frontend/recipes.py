"""The recipe: everything that decides a melody, in one small frozen value."""

import secrets
from collections.abc import Callable, Mapping
from typing import Final

from pydantic import ValidationError

from melodie import ENGINE_VERSION
from melodie.contract import Message
from melodie.errors import MAX_FAULTS, FieldError, InvalidInput
from melodie.score import Pitch
from service1_frontend.fields import (
    Bars,
    Bpm,
    Choice,
    Flag,
    Name,
    Percentage,
    Seed,
    Spelled,
    usual,
)
from service1_frontend.options import Options
from service1_frontend.phrasing import NO_PHRASING

MAX_DRAWN: Final = 999_999_999
"""The largest seed that is drawn: few enough digits to be copied by hand."""


class Recipe(Message):
    """A complete recipe: with the same one, the same score is made again.

    Where ``lowest`` or ``highest`` is None, the instrument's own range ends
    there. What earlier recipes did not say is as the services take it.
    """

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
    style: Choice = usual("style")
    density: Percentage = usual("density")
    syncopation: Percentage = usual("syncopation")
    repetition: Percentage = usual("repetition")
    pickup: Flag = usual("pickup")
    phrasing: Choice = NO_PHRASING
    contour: Choice = usual("contour")
    leaps: Percentage = usual("leaps")
    lowest: Spelled | None = None
    highest: Spelled | None = None
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
    style: Choice | None = None
    density: Percentage | None = None
    syncopation: Percentage | None = None
    repetition: Percentage | None = None
    pickup: Flag | None = None
    phrasing: Choice | None = None
    contour: Choice | None = None
    leaps: Percentage | None = None
    lowest: Spelled | None = None
    highest: Spelled | None = None
    seed: Seed | None = None
    engine: Choice | None = None


def read_request(fields: Mapping[str, object]) -> RecipeRequest:
    """Read a request from plain values; raises ``InvalidInput`` that names every fault."""
    try:
        return RecipeRequest.model_validate(dict(fields))
    except ValidationError as error:
        told = error.errors(include_url=False, include_input=False)[:MAX_FAULTS]
        faults = [FieldError.found(str(fault["loc"][0]), fault["msg"]) for fault in told]
        raise InvalidInput.naming(faults, error.error_count()) from error


def draw_seed() -> int:
    """Draw a seed that nobody can foresee."""
    return secrets.randbelow(MAX_DRAWN + 1)


def complete(
    wanted: RecipeRequest, options: Options, draw: Callable[[], int] = draw_seed
) -> Recipe:
    """Fill in what was left out.

    Raises ``InvalidInput`` that names every field whose choice is not offered,
    or the ends of a range that holds nothing.
    """
    given = wanted.model_dump(exclude_none=True)
    filled = {**options.defaults.model_dump(), "engine": ENGINE_VERSION, **given}
    offered = options.offered() | {"engine": (ENGINE_VERSION,)}
    faults = [
        FieldError(field, f"choose one of {', '.join(choices)}")
        for field, choices in offered.items()
        if filled[field] not in choices
    ]
    if faults:
        raise InvalidInput.naming(faults)
    filled.setdefault("seed", draw())
    recipe = Recipe.model_validate(filled)
    _check_range(recipe, options)
    return recipe


def ambitus(recipe: Recipe, options: Options) -> tuple[Pitch, Pitch]:
    """Return the lowest and the highest pitch: those of the recipe, else the instrument's."""
    instrument = options.instrument(recipe.instrument)
    return recipe.lowest or instrument.lowest, recipe.highest or instrument.highest


def _check_range(recipe: Recipe, options: Options) -> None:
    lowest, highest = ambitus(recipe, options)
    if lowest.key_number < highest.key_number:
        return
    faults = []
    if recipe.lowest:
        faults.append(FieldError("lowest", f"must lie below {highest}, where the range ends"))
    if recipe.highest:
        faults.append(FieldError("highest", f"must lie above {lowest}, where the range begins"))
    raise InvalidInput.naming(faults)
