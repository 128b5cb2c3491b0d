"""A request made a recipe: what was left out filled in, what was chosen checked."""

import secrets
from collections.abc import Callable, Sequence
from typing import Final

from melodie import ENGINE_VERSION
from melodie.errors import FieldError, InvalidInput
from melodie.pitch import Pitch
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.recipes.request import RecipeRequest

MAX_DRAWN: Final = 999_999_999
"""The largest seed that is drawn: few enough digits to be copied by hand."""


EARLIER_ENGINES: Final = tuple(str(number) for number in range(1, int(ENGINE_VERSION)))
"""Engines that have made melodies, and compose no more."""


def draw_seed() -> int:
    """Draw an unpredictable seed."""
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
        _not_offered(field, filled[field], choices)
        for field, choices in offered.items()
        if filled[field] not in choices
    ]
    if faults:
        raise InvalidInput.naming(faults)
    filled.setdefault("seed", draw())
    recipe = Recipe.model_validate(filled)
    _check_range(recipe, options)
    return recipe


def _not_offered(field: str, choice: str, choices: Sequence[str]) -> FieldError:
    if field == "engine" and choice in EARLIER_ENGINES:
        detail = (
            f"engine {choice} no longer composes, and a melody that it made keeps its score; "
            f"leave this out to have another one from engine {ENGINE_VERSION}"
        )
        return FieldError(field, detail, "earlier_engine", {"made": choice, "now": ENGINE_VERSION})
    known = ", ".join(choices)
    return FieldError(field, f"choose one of {known}", "not_offered", {"offered": known})


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
        detail = f"must lie below {highest}, where the range ends"
        faults.append(FieldError("lowest", detail, "not_below", {"highest": str(highest)}))
    if recipe.highest:
        detail = f"must lie above {lowest}, where the range begins"
        faults.append(FieldError("highest", detail, "not_above", {"lowest": str(lowest)}))
    raise InvalidInput.naming(faults)
