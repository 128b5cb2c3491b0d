"""Making a melody from the form, and the page of a melody."""

from collections.abc import Collection, Mapping
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from melodie.errors import MelodieError, UnsupportedMediaType
from melodie.problems import Problem
from service1_frontend.library.melody import Melody
from service1_frontend.web.app_state import analyses, maker
from service1_frontend.web.as_typed import is_named
from service1_frontend.web.forms import RecipeForm, csrf_field
from service1_frontend.web.home import refusal
from service1_frontend.web.locks import Along, locked_asked
from service1_frontend.web.melody_view import MelodyView, melody_view, why_view
from service1_frontend.web.pictures import later_picture, score_pictures, screens_asked_for
from service1_frontend.web.putting import put_on_shelf
from service1_frontend.web.roll_forms import SettingsForm, settings_form
from service1_frontend.web.twist_view import twist_links
from service1_frontend.web.varied_view import variations_view
from service1_frontend.web.wording.faults import fault_in_words
from service1_frontend.web.wording.settings import instrument_name
from service1_frontend.web.wording.titles import own_title

FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")

FIGURE: Final = Markup("<figure></figure>")
"""Where the picture comes in a page; no text of anybody holds it, since that is escaped."""

NOTHING: Final[Mapping[str, str]] = {}

melodies = Blueprint("melodies", __name__)


@melodies.get("/melodies")
def to_the_form() -> AnyResponse:
    """Redirect to the form.

    Reloading the page of a form that was refused leads here.
    """
    return redirect(url_for("home.form"))


@melodies.post("/melodies")
def make() -> AnyResponse:
    """Compose a melody and redirect to its page; on errors, show the form again."""
    if request.mimetype not in FORMS:
        raise UnsupportedMediaType("This is for the form; programs use /api/v1/melodies.")
    form = RecipeForm(request.form)
    try:
        wanted = form.read(request.form)
        title = None if is_named(request.form) else own_title
        melody = maker().make(wanted, to_be_seen=True, naming=instrument_name, title=title)
    except MelodieError as error:
        options = maker().options.find()
        return refusal(form.offer(options), request.form.to_dict(), options, error)
    analyses().begin(melody, maker().pools.pictures)
    put_on_shelf(melody, "made")
    return redirect(url_for("melodies.melody", melody_id=melody.id), 303)


@melodies.get("/melodies/<melody_id>")
def melody(melody_id: str) -> str:
    """Show a melody's page."""
    found = maker().find(melody_id)
    put_on_shelf(found, "opened")
    return melody_page(found, locked=locked_asked(found.score))


def melody_page(
    melody: Melody,
    problem: Problem | None = None,
    typed: Mapping[str, str] = NOTHING,
    locked: Collection[int] | None = None,
    unkept: Mapping[str, str] = NOTHING,
) -> str:
    """Return the page of a melody, what went wrong with it, and what was typed then.

    ``unkept`` are addresses of files of what was made of it and could not be kept.
    """
    variations = variations_view(melody, locked)
    view = melody_view(melody, variations.way)
    settings = settings_form(melody, maker().options.find(), typed)
    faults = problem.errors if problem else ()
    settings.blame(faults)
    page = render_template(
        "melodies/melody.html",
        melody=view,
        figure=FIGURE,
        variations=variations,
        settings=settings,
        twists=twist_links(melody, variations.along),
        why=why_view(melody),
        problem=problem,
        unkept=unkept,
        faults=[(_place(fault.field, settings), fault_in_words(fault)) for fault in faults],
        csrf=csrf_field(),
    )
    # The picture is being drawn meanwhile, by another process.
    return page.replace(FIGURE, _figure(melody, view, variations.along), 1)


def _figure(melody: Melody, view: MelodyView, taken: Along) -> str:
    drawn = score_pictures(melody, view.picture_in_words, screens=screens_asked_for())
    later = later_picture(melody)
    return render_template(
        "melodies/_figure.html", melody=view, along=taken, pictures=drawn, later=later
    )


def _place(field: str, settings: SettingsForm) -> str:
    """Return the id of what a fault is about: a setting, or what is rolled."""
    return str(settings[field].id) if field in settings else "roll"
