"""Melodies twisted: what a twist does is seen and heard, and kept only then."""

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from melodie.errors import InvalidInput, StoreUnavailable
from melodie.problems import error_headers
from service1_frontend.variations.harmonies import to_be_heard
from service1_frontend.variations.twisting import HARMONISE, Wish
from service1_frontend.web.app_state import maker, twister
from service1_frontend.web.forms import check_signed, csrf_field
from service1_frontend.web.locks import along, locked_asked, melody_path
from service1_frontend.web.playing import sound_of, timeline_of
from service1_frontend.web.putting import put_on_shelf
from service1_frontend.web.twist_view import twist_links, twist_view
from service1_frontend.web.unkept import twist_files
from service1_frontend.web.wording.faults import problem_in_words

twists = Blueprint("twists", __name__, url_prefix="/melodies/<melody_id>/twists")


@twists.get("")
def show(melody_id: str) -> str:
    """Show what a twist makes of a melody; nothing is recorded."""
    return _page(melody_id, request.args.get("twist"), request.args.get("option"))


@twists.post("")
def keep(melody_id: str) -> AnyResponse:
    """Keep what a twist makes of a melody as a melody of its own, and redirect to its page."""
    check_signed(request.form)
    wish = Wish(request.form.get("twist", ""), request.form.get("option") or None)
    try:
        made = twister().keep(maker().find(melody_id), wish)
    except InvalidInput as error:
        # Where several are shown side by side, none of them says why it was refused.
        problem = problem_in_words(error) if wish.twist == HARMONISE else None
        return make_response(_page(melody_id, *wish, problem=problem), 422)
    except StoreUnavailable as error:
        return _unkept(melody_id, wish, error)
    put_on_shelf(made, "made")
    return redirect(melody_path(made), 303)


@twists.get("/<twist>/<option>/sound.wav")
def sound(melody_id: str, twist: str, option: str) -> Response:
    """Send a melody as a twist would make it, as it is played; nothing is recorded.

    The query says how, as that of the melody's own sound does.
    """
    melody = maker().find(melody_id)
    return sound_of(to_be_heard(twister(), melody, Wish(twist, option)), melody.recipe.name)


@twists.get("/<twist>/<option>/timeline.json")
def timeline(melody_id: str, twist: str, option: str) -> Response:
    """Tell when what sounds in what ``sound.wav`` plays for the same query."""
    return timeline_of(to_be_heard(twister(), maker().find(melody_id), Wish(twist, option)))


def _unkept(melody_id: str, wish: Wish, error: StoreUnavailable) -> Response:
    """Show the twist again, and offer as files what cannot be kept now."""
    problem = problem_in_words(error)
    files = twist_files(maker().find(melody_id), wish)
    page = _page(melody_id, *wish, problem=problem, unkept=files)
    return make_response(page, problem.status, error_headers(error))


def _page(melody_id: str, twist: str | None, option: str | None, **trouble: object) -> str:
    melody = maker().find(melody_id)
    view = twist_view(melody, twist, option) if twist else None
    taken = along(locked_asked(melody.score))
    return render_template(
        "twists/page.html",
        title=melody.recipe.name,
        melody_id=melody.id,
        twists=twist_links(melody, taken),
        along=taken,
        twist=view,
        csrf=csrf_field(),
        **trouble,
    )
