"""All melodies of a shelf in one file, and the page that says how far the making of it is."""

from typing import NamedTuple

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service1_frontend.library.shelf import Listing
from service1_frontend.shelf.taking import MOST, Progress, Take
from service1_frontend.web.app_state import shelf_lists, taking
from service1_frontend.web.headers import keep_secret
from service1_frontend.web.languages import gettext
from service1_frontend.web.putting import shelf_secret
from service1_frontend.web.serving import Asked, send_content
from service1_frontend.web.shelf_view import NOTHING, query_asked, search_asked

shelf_files = Blueprint("shelf_files", __name__, url_prefix="/shelf/take")
shelf_files.after_request(keep_secret)


class Volume(NamedTuple):
    """One of the files that a long shelf is divided into."""

    first: int
    last: int
    path: str
    chosen: bool


@shelf_files.get("/<any(pdf, zip):extension>")
def progress(extension: str) -> AnyResponse:
    """Show how far a file of all melodies on the visitor's shelf is, and go on making it."""
    listing = _listing()
    if not listing.melodies:
        return redirect(url_for("shelf.mine"))
    take = _take(extension, listing)
    return _page(extension, taking().progress(take), _volumes(extension, listing.found))


@shelf_files.get("/<any(pdf, zip):extension>/file")
def file(extension: str) -> AnyResponse:
    """Send a file of all melodies on the visitor's shelf, or show how far it is."""
    listing = _listing()
    take = _take(extension, listing)
    if not listing.melodies or not taking().can_be_sent(take):
        return redirect(_path("progress", extension))
    content = taking().get(take)
    return send_content(content, content.edition, Asked(take.format, take.title, download=True))


def _page(extension: str, progress: Progress, volumes: list[Volume]) -> AnyResponse:
    page = render_template(
        "shelf/take.html",
        extension=extension,
        progress=progress,
        volumes=volumes,
        file=_path("file", extension),
    )
    return make_response(page)


def _take(extension: str, listing: Listing) -> Take:
    title = gettext("My shelf")
    if listing.found > MOST:
        title = f"{title} {_volume() + 1}"
    return Take(extension, title, listing.melodies)


def _listing() -> Listing:
    secret = shelf_secret()
    if secret is None:
        return NOTHING
    return shelf_lists().find(secret, search_asked(), _volume() * MOST, MOST)


def _volume() -> int:
    return min(max(request.args.get("volume", 1, type=int), 1), 1000) - 1


def _path(view: str, extension: str, volume: int | None = None) -> str:
    number = (_volume() if volume is None else volume) + 1
    query = query_asked() | ({"volume": number} if number > 1 else {})
    return url_for(f"shelf_files.{view}", extension=extension, **query)


def _volumes(extension: str, found: int) -> list[Volume]:
    chosen = _volume()
    starts = range(0, found, MOST) if found > MOST else ()
    return [
        Volume(
            first + 1,
            min(first + MOST, found),
            _path("progress", extension, number),
            number == chosen,
        )
        for number, first in enumerate(starts)
    ]
