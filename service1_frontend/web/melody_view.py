"""What the page of a melody shows."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from flask import url_for

from service1_frontend.library.change import Change
from service1_frontend.library.melody import Melody
from service1_frontend.making.files import formats_of
from service1_frontend.making.maker import SCREENS
from service1_frontend.web.addresses import file_path, page_address, worksheet_path
from service1_frontend.web.app_state import analyses, maker
from service1_frontend.web.as_typed import as_typed
from service1_frontend.web.heard import Heard, heard
from service1_frontend.web.languages import gettext
from service1_frontend.web.wording.changes import other_chords
from service1_frontend.web.wording.melody import (
    cut_chords,
    earlier_engine,
    out_of_range,
    picture_in_words,
    recipe_rows,
    respelled,
)
from service1_frontend.web.wording.titles import is_own_title
from service1_frontend.web.wording.why import Reason, why_it_works


class MelodyView(NamedTuple):
    """What the page of a melody shows."""

    id: str
    title: str
    address: str
    path: str
    recipe_rows: list[tuple[str, str]]
    remarks: list[str]
    """What is otherwise than was asked for, or than its player would like."""
    picture_in_words: str
    heard: Heard | None
    """None for a melody that is too long to be played."""
    again: dict[str, str]
    """The fields that ask for another melody like it."""
    change: str
    """The path of the form filled in with its recipe."""
    worksheet: str
    """The path of a worksheet of its recipe."""
    earlier_engine: str | None
    """That another like it comes from another engine, where that is so."""
    downloads: list[tuple[str, str, str]]
    """Label, path and extension of each file."""
    made_at: datetime
    """In UTC."""


def melody_view(melody: Melody, way: Sequence[Change | None] = ()) -> MelodyView:
    """Return what the page of ``melody`` shows; ``way`` are the changes that led to it."""
    since = other_chords(way)
    options = maker().options.find()
    return MelodyView(
        id=melody.id,
        title=melody.recipe.name,
        address=page_address(melody.id),
        path=url_for("melodies.melody", melody_id=melody.id),
        recipe_rows=recipe_rows(melody, options, since),
        remarks=[
            remark
            for remark in (
                respelled(melody, options),
                out_of_range(melody, options),
                None if since else cut_chords(melody, options),
            )
            if remark
        ],
        picture_in_words=picture_in_words(melody, options),
        heard=heard(melody, options, " ".join(SCREENS)),
        again=_typed(melody, seed=False),
        change=url_for("home.form", **_typed(melody, seed=True)),  # type: ignore[arg-type] # its own options have other names
        worksheet=worksheet_path("page", melody.recipe),
        earlier_engine=earlier_engine(melody),
        downloads=[
            (gettext(kind.label), file_path(melody, kind.extension, download=True), kind.extension)
            for kind in formats_of(melody)
        ],
        made_at=melody.created_at,
    )


def _typed(melody: Melody, *, seed: bool) -> dict[str, str]:
    """Return its recipe as it was typed: a name of its own was not."""
    typed = as_typed(melody.recipe, seed=seed)
    if is_own_title(melody.recipe, maker().options.find()):
        typed.pop("name", None)
    return typed


def why_view(melody: Melody) -> list[Reason]:
    """Return why ``melody`` works; nothing where that cannot be told now."""
    found = analyses().find(melody)
    return why_it_works(melody.score, found) if found else []
