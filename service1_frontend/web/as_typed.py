"""A recipe as people would type it into the form."""

from collections.abc import Mapping
from typing import Final

from service1_frontend.recipes.recipe import KNOBS, Recipe, default_of

YES: Final = "yes"
"""What a ticked box sends."""


def as_typed(recipe: Recipe, *, seed: bool) -> dict[str, str]:
    """Return a recipe as it would be typed into the form, with its seed or without."""
    left_out = {"engine"} if seed else {"engine", "seed"}
    values = recipe.model_dump(exclude=left_out, exclude_none=True)
    # A box that is not ticked sends nothing, and an empty field means what is taken by default.
    unsaid = {field for field in values if KNOBS[field].suggestions}
    return {
        field: YES if value is True else str(value)
        for field, value in values.items()
        if value is not False and not (field in unsaid and value == default_of(field))
    }


def is_named(given: Mapping[str, str]) -> bool:
    """Tell whether somebody has chosen the name of what they ask for."""
    return bool(given.get("name", "").strip())
