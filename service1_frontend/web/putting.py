"""What a visitor makes, keeps or opens, put on their shelf; and the cookie that names the shelf."""

import logging
from typing import Final

from flask import Response, after_this_request, current_app, g, request

from melodie.errors import MelodieError
from service1_frontend.library.melody import Melody
from service1_frontend.library.shelf import How, is_secret, new_secret
from service1_frontend.web.app_state import shelves

COOKIE: Final = "melodie_shelf"
"""Holds the secret of the visitor's shelf."""

COOKIE_SECONDS: Final = 400 * 86_400
"""As long as browsers keep any cookie; every visit begins it anew."""

log = logging.getLogger(__name__)


def put_on_shelf(melody: Melody, how: How) -> bool:
    """Put a melody on the visitor's shelf; return whether it stands there now.

    Call it from any view once the melody is recorded, with ``how`` it came there:

    - ``"kept"`` when a person asked for it to be kept, as with a heart;
    - ``"made"`` for one that they made: from the form, from an idea, or as a
      roll, twist or growth of another, once that is kept as a melody;
    - ``"opened"`` when its page is shown.

    One that stands there already moves only for a stronger reason, so that any
    view may call this at any time. The answer gets the cookie by itself,
    whatever the view returns. Nothing is raised: where this returns False, the
    melody is recorded all the same, and its address is what to offer.

    Who only opens a page gets a shelf no sooner than they have shown a cookie
    of ours, so a crawler gets none.
    """
    secret = shelf_secret()
    if secret is None:
        if how == "opened" and not _has_been_here():
            return False
        secret = new_secret()
    try:
        shelves().put(secret, melody, how)
    except (MelodieError, ValueError) as error:
        log.warning("not put on a shelf", exc_info=error, extra={"melody": melody.id})
        return False
    remember_shelf(secret)
    return True


def shelf_secret() -> str | None:
    """Return the secret of the visitor's shelf, None where they have shown none."""
    if "shelf_secret" in g:
        return str(g.shelf_secret)
    shown = request.cookies.get(COOKIE, "")
    return shown if is_secret(shown) else None


def remember_shelf(secret: str) -> None:
    """Have the visitor's browser keep the secret of their shelf."""
    if "shelf_secret" not in g:
        after_this_request(_send_cookie)
    g.shelf_secret = secret


def _send_cookie(response: Response) -> Response:
    response.set_cookie(
        COOKIE,
        g.shelf_secret,
        max_age=COOKIE_SECONDS,
        path=request.root_path or "/",
        secure=request.is_secure or bool(current_app.config["SESSION_COOKIE_SECURE"]),
        httponly=True,
        samesite="Lax",
    )
    return response


def _has_been_here() -> bool:
    return current_app.config["SESSION_COOKIE_NAME"] in request.cookies
