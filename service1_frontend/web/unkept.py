"""Files of what could not be kept, made again from addresses that say how it was made."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from flask import Blueprint, Response, request, url_for

from melodie.contract import ScoreRequest, Screen
from melodie.errors import InvalidInput, NotFound
from melodie.formats import BY_EXTENSION
from melodie.score import Score
from service1_frontend.library.melody import Melody
from service1_frontend.making.rendering import rendered
from service1_frontend.recipes.symbols import symbols_of
from service1_frontend.variations.asked import NoteRequest, RollRequest, SettingsRequest
from service1_frontend.variations.recording import note_unkept, roll_unkept, settings_unkept
from service1_frontend.variations.twisting import Wish
from service1_frontend.web.app_state import maker, twister
from service1_frontend.web.pictures import screen_asked
from service1_frontend.web.roll_forms import read_note, read_roll, read_settings
from service1_frontend.web.serving import Asked, for_an_hour, send_content
from service1_frontend.web.wording.settings import instrument_name

UNKEPT: Final = ("mid", "musicxml", "svg")
"""The files that are offered; all of them are quick to make."""

unkept = Blueprint("unkept", __name__, url_prefix="/melodies/<melody_id>")


def roll_files(parent: Melody, wanted: RollRequest) -> Mapping[str, str]:
    """Return the addresses of files of what a roll with a seed gives, by extension."""
    return _files("roll", parent, wanted.model_dump(exclude_none=True))


def note_files(parent: Melody, wanted: NoteRequest) -> Mapping[str, str]:
    """Return the addresses of files of a melody with one note exchanged, by extension."""
    return _files("note", parent, wanted.model_dump(mode="json"))


def settings_files(parent: Melody, wanted: SettingsRequest) -> Mapping[str, str]:
    """Return the addresses of files of a melody with other settings, by extension."""
    return _files("settings", parent, wanted.model_dump(exclude_none=True))


def twist_files(parent: Melody, wish: Wish, screen: Screen | None = None) -> Mapping[str, str]:
    """Return the addresses of files of what a twist gives, by extension."""
    return _files("twist", parent, {**wish._asdict(), "screen": screen})


@unkept.get("/rolls/<extension>")
def roll(melody_id: str, extension: str) -> Response:
    """Send what a roll gives as a file, where it could not be kept; the query is that of a roll."""
    parent, wanted = maker().find(melody_id), read_roll(request.args)
    if wanted.seed is None:
        raise InvalidInput.of("seed", "is missing", "missing")
    return _sent(parent, roll_unkept(maker(), parent, wanted), extension)


@unkept.get("/note/<extension>")
def note(melody_id: str, extension: str) -> Response:
    """Send a melody with one note exchanged as a file, where it could not be kept."""
    parent = maker().find(melody_id)
    return _sent(parent, note_unkept(maker(), parent, read_note(request.args)), extension)


@unkept.get("/settings/<extension>")
def settings(melody_id: str, extension: str) -> Response:
    """Send a melody with other settings as a file, where it could not be kept."""
    parent, wanted = maker().find(melody_id), read_settings(request.args)
    made = settings_unkept(maker(), parent, wanted, instrument_name)
    return _sent(parent, made.score, extension)


@unkept.get("/twists/<extension>")
def twist(melody_id: str, extension: str) -> Response:
    """Send what a twist makes of a melody as a file, where it could not be kept."""
    wish = Wish(request.args.get("twist", ""), request.args.get("option") or None)
    parent = maker().find(melody_id)
    return _sent(parent, twister().twist(parent, wish).score, extension)


def _files(view: str, parent: Melody, query: Mapping[str, Any]) -> Mapping[str, str]:
    return {
        extension: url_for(f"unkept.{view}", melody_id=parent.id, extension=extension, **query)
        for extension in UNKEPT
    }


def _sent(parent: Melody, score: Score, extension: str) -> Response:
    if extension not in UNKEPT:
        raise NotFound("What is not kept has no such file.")
    file_format = BY_EXTENSION[extension]
    symbols = symbols_of(parent.recipe.chord_symbols)
    wanted = ScoreRequest(score=score, chord_symbols=symbols, screen=screen_asked())
    made = rendered(wanted, file_format, maker().services, maker().limits)
    mark = hashlib.sha256(made.content).hexdigest()[:16]
    asked = Asked(file_format, score.title, download=True)
    return for_an_hour(send_content(made, f"{made.edition}-{mark}", asked))
