"""Which bars are locked, as that goes along from page to page of a family."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from flask import request, url_for
from werkzeug.datastructures import MultiDict

from melodie.score import Score
from service1_frontend.library.change import Change
from service1_frontend.library.melody import Melody
from service1_frontend.variations.asked import bar_numbers
from service1_frontend.web.numbers import whole_number

LOCKED: Final = "locked"
"""The field, and the part of a query, that names a locked bar; empty where none is locked."""

NONE: Final = ("",)

Along = Mapping[str, Any]
"""The part of a query that takes locks along; empty where nothing is to be said of them."""


def locked_in(typed: "MultiDict[str, str]") -> set[int]:
    """Return the numbers of the bars that a form has locked."""
    return {number for text in typed.getlist(LOCKED) if (number := whole_number(text)) is not None}


def locked_asked(score: Score) -> set[int] | None:
    """Return the bars of ``score`` that the request locks; None where it says nothing of locks."""
    if LOCKED not in request.values:
        return None
    return locked_in(request.values) & set(bar_numbers(score))


def along(locked: Collection[int] | None) -> Along:
    """Return what takes ``locked`` along in an address or a form."""
    return {} if locked is None else {LOCKED: [*(sorted(locked) or NONE)]}


def melody_path(melody: Melody) -> str:
    """Return the path of a melody's page with the locks that the request has.

    A melody knows those itself that it was rolled with.
    """
    change, asked = Change.read(melody.change), locked_asked(melody.score)
    known = change is not None and asked == set(change.locked)
    return url_for("melodies.melody", melody_id=melody.id, **along(None if known else asked))
