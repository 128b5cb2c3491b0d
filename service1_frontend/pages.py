"""The pages: the form, a melody, its files, and what went wrong."""

from datetime import datetime
from typing import Final, NamedTuple

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from melodie import __version__
from melodie.contract import Screen
from melodie.errors import MelodieError, StoreUnavailable, UnsupportedMediaType
from melodie.formats import BY_EXTENSION
from melodie.problems import Problem, error_headers, problem_of
from service1_frontend.current import file_path, page_address, studio
from service1_frontend.files import check_format, etag_of, formats_of
from service1_frontend.forms import RecipeForm, as_typed, blank_form, csrf_field, prefilled_form
from service1_frontend.melodies import Melody
from service1_frontend.serving import (
    Asked,
    answer_without,
    format_of,
    hand_out,
    is_conditional,
)
from service1_frontend.wording import out_of_range, picture_in_words, recipe_rows, respelled

FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")

AUDIO: Final = BY_EXTENSION["mp3"]
"""What the page's player plays."""

pages = Blueprint("pages", __name__)


class MelodyView(NamedTuple):
    """What the page of a melody shows."""

    id: str
    title: str
    address: str
    path: str
    recipe_rows: list[tuple[str, str]]
    remarks: list[str]
    """What is otherwise than was asked for, or than its player would like."""
    preview: str
    narrow_preview: str
    preview_alt: str
    audio: str | None
    """None for a melody that is too long to be played."""
    again: dict[str, str]
    """The fields that ask for another melody like it."""
    change: str
    """The path of the form filled in with its recipe."""
    downloads: list[tuple[str, str, str]]
    """Label, path and extension of each file."""
    made_at: datetime
    """In UTC."""


@pages.app_context_processor
def version() -> dict[str, str]:
    """Tell every page which version shows it."""
    return {"version": __version__}


@pages.get("/")
def index() -> str:
    """Show the form, ready to be pressed; a recipe in the query is filled in."""
    options = studio().options.get()
    given = request.args.to_dict()
    return _form_page(prefilled_form(options, given) if given else blank_form(options))


@pages.get("/melodies")
def melodies() -> AnyResponse:
    """Lead whoever reloads a refused form back to a fresh one."""
    return redirect(url_for("pages.index"))


@pages.post("/melodies")
def make() -> AnyResponse:
    """Make a melody and lead to its page; keep what was typed where that fails."""
    if request.mimetype not in FORMS:
        raise UnsupportedMediaType("This is for the form; programs use /api/v1/melodies.")
    form = RecipeForm(request.form)
    try:
        melody = studio().make(form.read(request.form), to_be_seen=True)
    except MelodieError as error:
        return _refused(form, error)
    return redirect(url_for("pages.melody", melody_id=melody.id), 303)


@pages.get("/melodies/<melody_id>")
def melody(melody_id: str) -> str:
    """Show a melody."""
    found = studio().library.find(melody_id)
    view = _view(found)
    shown = studio().can_show(found)
    return render_template(
        "melody.html",
        melody=view,
        shown=shown,
        systems=studio().systems(found) if shown else 0,
        csrf=csrf_field(),
    )


@pages.get("/melodies/<melody_id>/<name>")
def file(melody_id: str, name: str) -> Response:
    """Hand out a file of a melody; only the name's extension matters.

    A picture in SVG is for a wide screen unless ``screen=narrow`` is asked for.
    """
    file_format = format_of(name)
    melody = studio().library.find(melody_id)
    check_format(melody, file_format)
    screen: Screen = "narrow" if request.args.get("screen") == "narrow" else "wide"
    wanted = studio().wanted(melody, file_format, screen)
    asked = Asked(file_format, melody.recipe.name, download="download" in request.args)
    if is_conditional():
        answer = answer_without(studio().files.known(wanted), asked)
        if answer is not None:
            return answer
    content = studio().files.get(wanted)
    return hand_out(content, etag_of(wanted, content.edition), asked)


def error_page(error: Exception) -> Response:
    """Answer with a page that says what went wrong."""
    problem = problem_of(error)
    page = render_template("error.html", problem=problem, status=problem.status)
    return make_response(page, problem.status, error_headers(error))


def _refused(form: RecipeForm, error: MelodieError) -> Response:
    problem = problem_of(error)
    form.blame(problem)
    page = _form_page(form.offer(studio().options.find()), problem)
    return make_response(page, problem.status, error_headers(error))


def _form_page(form: RecipeForm, problem: Problem | None = None) -> str:
    return render_template("index.html", form=form, count=_count(), problem=problem)


def _count() -> int | None:
    """Return how many melodies there are, or None: a page without the number is a page."""
    try:
        return studio().library.count()
    except StoreUnavailable:
        return None


def _view(melody: Melody) -> MelodyView:
    options = studio().options.find()
    return MelodyView(
        id=melody.id,
        title=melody.recipe.name,
        address=page_address(melody.id),
        path=url_for("pages.melody", melody_id=melody.id),
        recipe_rows=recipe_rows(melody, options),
        remarks=[
            remark
            for remark in (respelled(melody, options), out_of_range(melody, options))
            if remark
        ],
        preview=file_path(melody, "svg"),
        narrow_preview=file_path(melody, "svg", screen="narrow"),
        preview_alt=picture_in_words(melody, options),
        audio=file_path(melody, "mp3") if AUDIO in formats_of(melody) else None,
        again=as_typed(melody.recipe, seed=False),
        change=url_for("pages.index", **as_typed(melody.recipe, seed=True)),  # type: ignore[arg-type] # its own options have other names
        downloads=[
            (kind.label, file_path(melody, kind.extension, download=True), kind.extension)
            for kind in formats_of(melody)
        ],
        made_at=melody.created_at,
    )
