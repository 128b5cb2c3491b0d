"""The front page: eight ideas, and beside them the form that says what they are made from."""

from collections.abc import Iterator, Mapping
from typing import Final

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from melodie import ENGINE_VERSION
from melodie.errors import InvalidInput, MelodieError, StoreUnavailable
from melodie.problems import Problem, error_headers, problem_of
from service1_frontend.recipes.options import Options
from service1_frontend.web.app_state import ideas, maker
from service1_frontend.web.forms import RecipeForm, csrf_field, prefilled_form
from service1_frontend.web.idea_links import (
    WAS,
    asked_wall,
    bars_in,
    earlier_engine_in,
    names_wall,
    query_held,
    wall_path,
)
from service1_frontend.web.ideas_view import WallView, wall_view
from service1_frontend.web.streaming import streamed
from service1_frontend.web.wording.faults import problem_in_words
from service1_frontend.web.wording.ideas import keys_in_words
from service1_frontend.web.wording.settings import instrument_name

SHOWN: Final = "shown"
"""The field that holds the query of the wall which is on the page, so that it can stay there."""

NUMBER: Final = "number"
"""The field that holds which idea of it was pressed."""

home = Blueprint("home", __name__)


@home.get("/")
def form() -> AnyResponse:
    """Show eight ideas of the recipe that the query gives, and the form filled in with it.

    An address without a seed leads to one that has a new one.
    """
    options = maker().options.get()
    given = request.args.to_dict()
    form = prefilled_form(options, given)
    if not form.errors and not names_wall(given):
        earlier = earlier_engine_in(given)
        fresh = asked_wall(given, options).query + (f"&{WAS}={earlier}" if earlier else "")
        return redirect(wall_path(fresh))
    try:
        return Response(front_page(form, given, composed(given, options)))
    except InvalidInput as error:
        form.blame(problem_of(error))
        return Response(front_page(form, given, shown_before(given, options)))
    except MelodieError as error:
        return refusal(form, given, options, error)


def composed(given: Mapping[str, str], options: Options) -> WallView:
    """Return the wall that an address names as the page shows it, once its first idea is there.

    Raises as ``Ideas.wall`` does.
    """
    asked = asked_wall(given, options)
    found = ideas().wall(asked.wall, asked.asked, options, instrument_name)
    return wall_view(asked.wall, asked.query, found, options)


def shown_before(given: Mapping[str, str], options: Options | None) -> WallView | None:
    """Return the wall that was on the page which was sent, None where it cannot be had now."""
    before = query_held(given, SHOWN)
    if options is None or not names_wall(before):
        return None
    try:
        return composed(before, options)
    except MelodieError:
        return None


def refusal(
    form: RecipeForm, given: Mapping[str, str], options: Options | None, error: MelodieError
) -> Response:
    """Answer with the page that was sent, all that was typed on it, and what went wrong."""
    problem = problem_in_words(error)
    form.blame(problem)
    page = front_page(form, given, shown_before(given, options), problem)
    return Response(page, problem.status, error_headers(error))


def front_page(
    form: RecipeForm,
    given: Mapping[str, str],
    wall: WallView | None,
    problem: Problem | None = None,
) -> Iterator[str]:
    """Return the front page, in pieces: a form, a wall if there is one, and what went wrong."""
    return streamed(
        "ideas/page.html",
        form=form,
        wall=wall,
        bars=wall.bars if wall else bars_in(given),
        unkept=given.get(NUMBER) if problem else None,
        earlier=given.get(WAS),
        count=melodies_made(),
        engine=ENGINE_VERSION,
        keys=keys_in_words(),
        csrf=csrf_field(),
        problem=problem,
    )


def melodies_made() -> int | None:
    """Return how many melodies there are, or None: a page without the number is a page."""
    try:
        return maker().library.count()
    except StoreUnavailable:
        return None
