"""Tells whether a person or the frontend asked for what a composing service refuses."""

from melodie.errors import InvalidInput, RequestRefused
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.recipes.request import RecipeRequest


def blame(refused: RequestRefused, wanted: RecipeRequest | Recipe) -> InvalidInput | RequestRefused:
    """Return ``InvalidInput`` for what a person asked for with that very value, else ``refused``.

    What was filled in, worked out or composed is ours, and so is a field that
    the service does not know: that one is older than we are.
    """
    theirs = [
        fault
        for fault in refused.faults
        if _value(wanted, fault.field) is not None
        and _value(wanted, fault.field) == _value(refused.asked, fault.field)
    ]
    return InvalidInput.naming(theirs) if theirs else refused


def _value(message: object, field: str) -> object:
    return getattr(message, field, None)
