"""Making melodies of a melody: rolled again, one note another, or with other settings."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from melodie.errors import MelodieError, StoreUnavailable
from melodie.problems import error_headers
from service1_frontend.library.melody import Melody
from service1_frontend.recipes.completing import draw_seed
from service1_frontend.variations.recording import record_note, record_roll, record_settings
from service1_frontend.web.app_state import maker
from service1_frontend.web.choice_view import note_choice, sides_of
from service1_frontend.web.forms import check_signed, csrf_field
from service1_frontend.web.locks import along, locked_asked, locked_in, melody_path
from service1_frontend.web.melodies import melody_page
from service1_frontend.web.numbers import whole_number
from service1_frontend.web.putting import put_on_shelf
from service1_frontend.web.roll_forms import read_note, read_roll, read_settings
from service1_frontend.web.unkept import note_files, roll_files, settings_files
from service1_frontend.web.wording.faults import problem_in_words
from service1_frontend.web.wording.settings import instrument_name

variations = Blueprint("variations", __name__)


@variations.get("/melodies/<melody_id>/rolls")
@variations.get("/melodies/<melody_id>/settings", endpoint="back_from_settings")
def back(melody_id: str) -> AnyResponse:
    """Redirect to the melody's page.

    Reloading the page of a form that was refused leads here.
    """
    return redirect(url_for("melodies.melody", melody_id=melody_id))


@variations.post("/melodies/<melody_id>/rolls")
def roll(melody_id: str) -> AnyResponse:
    """Make bars of a melody anew and redirect to the page of what came of it."""
    parent = maker().find(melody_id)
    seed = draw_seed()
    return _recorded(
        parent,
        lambda: record_roll(maker(), parent, read_roll(request.form, seed), to_be_seen=True),
        lambda: roll_files(parent, read_roll(request.form, seed)),
    )


@variations.post("/melodies/<melody_id>/settings")
def settings(melody_id: str) -> AnyResponse:
    """Give a melody other settings, no note moving, and redirect to what came of it."""
    parent = maker().find(melody_id)
    return _recorded(
        parent,
        lambda: record_settings(
            maker(), parent, read_settings(request.form), instrument_name, to_be_seen=True
        ),
        lambda: settings_files(parent, read_settings(request.form)),
    )


@variations.get("/melodies/<melody_id>/note")
def note(melody_id: str) -> AnyResponse | str:
    """Offer what fits in the place of the note that the query names.

    Without one, redirect to where it is chosen.
    """
    found = maker().find(melody_id)
    typed = request.args.get("note")
    if typed is None:
        return redirect(f"{melody_path(found)}#roll")
    choice = note_choice(found, whole_number(typed) or 0)
    return render_template(
        "variations/note.html",
        melody=found,
        choice=choice,
        along=along(locked_asked(found.score)),
        csrf=csrf_field(),
    )


@variations.post("/melodies/<melody_id>/note")
def exchange(melody_id: str) -> AnyResponse:
    """Exchange one note of a melody and redirect to the page of what came of it."""
    parent = maker().find(melody_id)
    return _recorded(
        parent,
        lambda: record_note(maker(), parent, read_note(request.form), to_be_seen=True),
        lambda: note_files(parent, read_note(request.form)),
    )


@variations.get("/melodies/<melody_id>/compare")
def compare(melody_id: str) -> str:
    """Show a melody beside another, the one it was made from if none is named, to be heard."""
    found = maker().find(melody_id)
    other = request.args.get("other", found.parent_id or "")
    return render_template("variations/compare.html", sides=sides_of(found, maker().find(other)))


def _recorded(
    parent: Melody,
    make: Callable[[], Melody],
    unkept: Callable[[], Mapping[str, str]],
) -> AnyResponse:
    """Lead to what was made of a melody; where that fails, show the melody and what went wrong.

    ``unkept`` gives the addresses of files of what was made but could not be kept.
    """
    try:
        check_signed(request.form)
        made = make()
    except StoreUnavailable as error:
        return _refused(parent, error, unkept())
    except MelodieError as error:
        return _refused(parent, error, {})
    put_on_shelf(made, "made")
    return redirect(melody_path(made), 303)


def _refused(parent: Melody, error: MelodieError, unkept: Mapping[str, str]) -> Response:
    problem = problem_in_words(error)
    page = melody_page(parent, problem, request.form, locked_in(request.form), unkept)
    return make_response(page, problem.status, error_headers(error))
