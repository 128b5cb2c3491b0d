"""A recipe as it is asked for, before it is completed."""

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING

from pydantic import ValidationError

from melodie.errors import MAX_FAULTS, InvalidInput
from melodie.faults import faults_of
from service1_frontend.recipes.derived import Derived, derive
from service1_frontend.recipes.recipe import Recipe

if TYPE_CHECKING:
    RecipeRequest = Derived
else:
    RecipeRequest = derive(
        "RecipeRequest",
        """A recipe as asked for; whatever is left out is the default of ``/api/v1/options``.

        A ``seed`` that is left out is drawn, so the melody is a new one. ``engine``
        can only be the one that composes now; it is taken so that the recipe of a
        melody can be sent again as it was given.
        """,
        {
            name: (found, ...) if name == "name" else (found | None, None)
            for name, field in Recipe.model_fields.items()
            if (found := field.rebuild_annotation())
        },
    )


def read_request(fields: Mapping[str, object]) -> RecipeRequest:
    """Read a request from plain values; raises ``InvalidInput`` that names every fault."""
    try:
        return RecipeRequest.model_validate(dict(fields))
    except ValidationError as error:
        found = list(islice(faults_of(error), MAX_FAULTS))
        raise InvalidInput.naming(found, error.error_count()) from error
