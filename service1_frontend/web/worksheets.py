"""Several melodies of one recipe on one sheet for pupils, and one that tells what they are."""

from typing import Final, NamedTuple

from flask import Blueprint, Response, make_response, render_template, request

from melodie import ENGINE_VERSION
from melodie.errors import InvalidInput, MelodieError
from melodie.formats import BY_EXTENSION, file_name
from melodie.problems import error_headers
from service1_frontend.making.composing import Naming
from service1_frontend.making.worksheets import FEWEST, MOST, USUAL, Worksheet
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.web.addresses import worksheet_path
from service1_frontend.web.app_state import maker, printing
from service1_frontend.web.as_typed import as_typed
from service1_frontend.web.forms import asked_in
from service1_frontend.web.languages import gettext
from service1_frontend.web.wording.faults import problem_in_words
from service1_frontend.web.wording.notes import with_signs
from service1_frontend.web.wording.settings import chosen, instrument_name

ENGINE: Final = "engine"
MELODIES: Final = "melodies"
"""The field that holds how many melodies there are."""

PDF: Final = BY_EXTENSION["pdf"]

worksheets = Blueprint("worksheets", __name__, url_prefix="/worksheet")


class WorksheetView(NamedTuple):
    """What the page of a worksheet shows."""

    title: str
    answers: list[tuple[str, str]]
    sheet_path: str
    answers_path: str
    fields: dict[str, str]
    """The recipe, as fields that a form sends along."""


@worksheets.get("")
def page() -> Response:
    """Show what is on the worksheet of a recipe, with its two files."""
    try:
        sheet, problem = _asked(), None
    except InvalidInput as error:
        sheet, problem = None, error
    shown = render_template(
        "worksheets/worksheet.html",
        sheet=_view(sheet) if sheet else None,
        melodies=request.args.get(MELODIES, str(USUAL)),
        given={name: text for name, text in request.args.items() if name != MELODIES},
        fewest=FEWEST,
        most=MOST,
        problem=problem_in_words(problem) if problem else None,
    )
    return make_response(shown, *_refused(problem))


@worksheets.get("/printing")
def progress() -> str:
    """Show how far the printing of a worksheet is, which goes on in the background."""
    asked = _asked()
    first, number = asked.recipes[0], len(asked.recipes)
    return render_template(
        "worksheets/progress.html",
        progress=printing().progress(asked, *_printed_with(asked)),
        title=asked.title,
        file=worksheet_path("sheet", first, number),
        back=worksheet_path("page", first, number),
    )


@worksheets.get("/sheet.pdf")
def sheet() -> Response:
    """Send the melodies of a worksheet as one PDF, each under its number."""
    asked = _asked()
    return _sent(printing().get(asked, *_printed_with(asked)), asked.title)


def _printed_with(asked: Worksheet) -> tuple[str, Naming]:
    """Return the foot line of a worksheet, and how its instrument is printed, in words of now."""
    seeds = gettext("seeds from %(first)s on", first=asked.recipes[0].seed)
    player = instrument_name(maker().options.get().instrument(asked.recipes[0].instrument))
    return f"Mélodie {ENGINE_VERSION} · {seeds}", lambda _: player


@worksheets.get("/answers.pdf")
def answers() -> Response:
    """Send a PDF that tells the name and the seed of each melody of a worksheet."""
    asked = _asked()
    lines = tuple(_answer(number, recipe) for number, recipe in enumerate(asked.recipes, start=1))
    title = gettext("%(title)s, answers", title=asked.title)
    return _sent(asked.print_answers(maker(), lines), title)


def _asked() -> Worksheet:
    given = request.args.to_dict()
    if given.get(ENGINE, ENGINE_VERSION) != ENGINE_VERSION:
        raise InvalidInput(
            "Another engine composed this worksheet, and composes no more. Without the engine in "
            "its address, engine %(now)s makes another one.",
            now=ENGINE_VERSION,
        )
    wanted = asked_in(given)
    return Worksheet.of(wanted, request.args.get(MELODIES, USUAL, type=int), maker())


def _view(sheet: Worksheet) -> WorksheetView:
    first, number = sheet.recipes[0], len(sheet.recipes)
    return WorksheetView(
        title=sheet.title,
        answers=[_answer(place, recipe) for place, recipe in enumerate(sheet.recipes, start=1)],
        sheet_path=worksheet_path("progress", first, number),
        answers_path=worksheet_path("answers", first, number),
        fields=as_typed(first, seed=True) | {ENGINE: ENGINE_VERSION},
    )


def _answer(number: int, recipe: Recipe) -> tuple[str, str]:
    """Return what a line tells of a melody, and its seed."""
    text = gettext(
        "%(number)s. %(name)s: %(key)s %(scale)s, %(time)s",
        number=number,
        name=recipe.name,
        key=with_signs(recipe.key),
        scale=chosen(recipe, "scale", maker().options.find()).lower(),
        time=recipe.time_signature,
    )
    return text, gettext("seed %(seed)s", seed=recipe.seed)


def _refused(error: MelodieError | None) -> tuple[int, dict[str, str]]:
    return (error.status, error_headers(error)) if error else (200, {})


def _sent(pdf: bytes, title: str) -> Response:
    response = Response(pdf, mimetype=PDF.media_type)
    name = file_name(title, PDF.extension)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
