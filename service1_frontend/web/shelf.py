"""A visitor's shelf: what they kept, made and opened."""

from collections.abc import Callable

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request
from flask import url_for as url
from werkzeug.wrappers import Response as AnyResponse

from melodie.errors import InvalidInput, MelodieError, NotFound
from melodie.problems import error_headers
from service1_frontend.library.shelf import MOST, Search, is_secret, new_secret
from service1_frontend.shelf import file as shelf_file
from service1_frontend.web.app_state import shelf_lists, shelves
from service1_frontend.web.forms import check_signed, csrf_field
from service1_frontend.web.headers import keep_secret
from service1_frontend.web.languages import gettext, ngettext
from service1_frontend.web.putting import remember_shelf, shelf_secret
from service1_frontend.web.shelf_view import shelf_view
from service1_frontend.web.wording.faults import problem_in_words

shelf = Blueprint("shelf", __name__, url_prefix="/shelf")


shelf.after_request(keep_secret)


@shelf.get("")
def mine() -> AnyResponse:
    """Show the visitor's shelf, or what is looked for on it."""
    secret = shelf_secret()
    if secret and shelf_lists().size(secret) is not None:
        remember_shelf(secret)
    return _page(secret)


@shelf.get("/<secret>")
def by_address(secret: str) -> AnyResponse:
    """Show the shelf that has this secret address, and offer to use it in this browser."""
    if secret == shelf_secret():
        return redirect(url("shelf.mine"))
    _check_there(secret)
    own = shelf_secret()
    mine = (shelf_lists().size(own) or 0) if own else 0
    page = render_template(
        "shelf/other.html", shelf=shelf_view(secret), secret=secret, mine=mine, csrf=csrf_field()
    )
    return make_response(page)


@shelf.post("/use")
def use() -> AnyResponse:
    """Use a shelf in this browser from now on, or put all that stands on it on one's own."""
    try:
        check_signed(request.form)
        secret, own = request.form.get("secret", ""), shelf_secret()
        _check_there(secret)
        if own and "together" in request.form:
            shelves().bring_together(own, secret)
            flash(gettext("All that stands on the other shelf stands on yours now, too."))
        else:
            remember_shelf(secret)
            flash(gettext("This browser uses this shelf now."))
    except MelodieError as error:
        return _refused(error)
    return redirect(url("shelf.mine"), 303)


@shelf.post("/remove")
def remove() -> AnyResponse:
    """Take a melody off the visitor's shelf; for a minute it can be put back."""
    return _changed(lambda secret, melody_id: shelves().remove(secret, melody_id))


@shelf.post("/put-back")
def put_back() -> AnyResponse:
    """Put back a melody that was taken off the visitor's shelf within the last minute."""

    def change(secret: str, melody_id: str) -> None:
        if not shelves().put_back(secret, melody_id):
            flash(gettext("The minute is over. The melody still has its address, though."))

    return _changed(change)


@shelf.get("/file")
def file() -> Response:
    """Send the visitor's shelf as a JSON file, to be kept and brought back."""
    secret = shelf_secret()
    standing = shelf_lists().find(secret, Search(), 0, MOST).melodies if secret else ()
    response = Response(shelf_file.written(standing), mimetype="application/json")
    response.headers.set("Content-Disposition", "attachment", filename=shelf_file.NAME)
    return response


@shelf.post("/file")
def bring_back() -> AnyResponse:
    """Put all that the file of a shelf names on the visitor's shelf."""
    try:
        check_signed(request.form)
        sent = request.files.get("file")
        if sent is None or not sent.filename:
            raise InvalidInput("Choose the file of a shelf first.")
        wanted = shelf_file.read(sent.read())
        secret = shelf_secret() or new_secret()
        known = shelves().add(secret, wanted)
        if known:
            remember_shelf(secret)
        flash(_brought_back(known, len(wanted)))
    except MelodieError as error:
        return _refused(error)
    return redirect(url("shelf.mine"), 303)


def _brought_back(known: int, wanted: int) -> str:
    if known < wanted:
        return ngettext(
            "The file names one melody, which is not in this library.",
            "The file names %(wanted)s melodies, and %(known)s of them are in this library.",
            wanted,
            wanted=wanted,
            known=known,
        )
    return ngettext(
        "The one melody of the file stands on your shelf.",
        "All %(known)s melodies of the file stand on your shelf.",
        known,
        known=known,
    )


def _check_there(secret: str) -> None:
    if not is_secret(secret) or shelf_lists().size(secret) is None:
        raise NotFound("There is no shelf at this address. Was all of it copied?")


def _changed(change: Callable[[str, str], object]) -> AnyResponse:
    """Have the melody changed that the form names, and show the shelf again."""
    try:
        check_signed(request.form)
        secret = shelf_secret()
        if secret:
            change(secret, request.form.get("melody", ""))
    except MelodieError as error:
        return _refused(error)
    return redirect(url("shelf.mine"), 303)


def _page(secret: str | None, error: MelodieError | None = None) -> Response:
    problem = problem_in_words(error) if error else None
    page = render_template(
        "shelf/mine.html", shelf=shelf_view(secret), csrf=csrf_field(), problem=problem
    )
    if error is None or problem is None:
        return make_response(page)
    return make_response(page, problem.status, error_headers(error))


def _refused(error: MelodieError) -> Response:
    return _page(shelf_secret(), error)
