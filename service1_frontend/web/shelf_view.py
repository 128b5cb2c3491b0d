"""What the page of a shelf shows."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, Final, NamedTuple

from flask import request, url_for

from melodie.formats import file_name
from service1_frontend.library.change import Change
from service1_frontend.library.shelf import Listing, Search, Standing
from service1_frontend.recipes.options import Options
from service1_frontend.web.addresses import absolute
from service1_frontend.web.app_state import maker, shelf_lists
from service1_frontend.web.pictures import on_phone, whole_size
from service1_frontend.web.wording.changes import change_in_words
from service1_frontend.web.wording.shelf import how_in_words, key_in_words

PER_PAGE: Final = 24

SHORT: Final = 4
"""Bars, at most, that a small picture shows larger on short lines than on long ones."""

USUAL: Final = 8
"""Bars of a melody of which that is not known."""


class Row(NamedTuple):
    """A melody on a shelf."""

    id: str
    name: str
    path: str
    picture: str
    size: tuple[int, int]
    """Of the picture: its width and its height, about."""
    sound: str
    timeline: str
    key: str
    metre: str
    how: str
    change: str
    """How it was made of another, empty where it was not."""
    put_at: datetime
    """In UTC."""


class ShelfView(NamedTuple):
    """What the page of a shelf shows; ``address`` is the secret one, if there is a shelf."""

    rows: list[Row]
    removed: list[Row]
    found: int
    standing: int
    search: Search
    searched: bool
    looks: bool
    """Whether the fields to search by are unfolded: on a phone only where they are used."""
    keys: list[tuple[str, str]]
    """Value and words of each."""
    metres: tuple[str, ...]
    taken: dict[str, str]
    """The query that takes along what was found."""
    page: int
    earlier: str | None
    later: str | None
    address: str | None


NOTHING: Final = Listing((), 0, 0, (), (), ())


def search_asked() -> Search:
    """Return what the query of the request looks for."""
    return Search(*(request.args.get(name, "") for name in ("name", "key", "metre")))


def query_asked() -> dict[str, Any]:
    """Return the part of the query that looks for something, to take it along in a link."""
    return {name: text for name, text in asdict(search_asked()).items() if text}


def shelf_view(secret: str | None) -> ShelfView:
    """Return what the page of a shelf shows, by what the query of the request looks for."""
    search = search_asked()
    page = min(max(request.args.get("page", 1, type=int), 1), 1000)
    first = (page - 1) * PER_PAGE
    listing = shelf_lists().find(secret, search, first, PER_PAGE) if secret else NOTHING
    options = maker().options.find()
    return ShelfView(
        rows=[_row(one, options) for one in listing.melodies],
        removed=[_row(one, options) for one in listing.removed],
        found=listing.found,
        standing=listing.standing,
        search=search,
        searched=search != Search(),
        looks=search != Search() or not on_phone(),
        keys=[(key, key_in_words(key, options)) for key in listing.keys],
        metres=listing.metres,
        taken=query_asked(),
        page=page,
        earlier=_page(page - 1) if page > 1 else None,
        later=_page(page + 1) if first + PER_PAGE < listing.found else None,
        address=shelf_address(secret) if secret and listing.standing else None,
    )


def shelf_address(secret: str) -> str:
    """Return the secret address of a shelf."""
    return absolute(url_for("shelf.by_address", secret=secret))


def _page(number: int) -> str:
    here: dict[str, Any] = {**(request.view_args or {}), **query_asked(), "page": number}
    return url_for(request.endpoint or "", **here)


def _row(one: Standing, options: Options | None) -> Row:
    bars = one.bars or USUAL
    short = bars <= SHORT
    return Row(
        id=one.melody_id,
        name=one.name,
        path=url_for("melodies.melody", melody_id=one.melody_id),
        picture=url_for(
            "files.file",
            melody_id=one.melody_id,
            name=file_name(one.name, "svg"),
            screen="narrow" if short else None,
        ),
        size=whole_size(bars, "narrow" if short else "wide"),
        sound=url_for("playing.sound", melody_id=one.melody_id),
        timeline=url_for("playing.timeline", melody_id=one.melody_id),
        key=key_in_words(one.key, options),
        metre=one.metre,
        how=how_in_words(one.how),
        change=change_in_words(Change.read(one.change)) if one.change else "",
        put_at=one.put_at,
    )
