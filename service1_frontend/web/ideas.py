"""What is done with one idea: it is heard, kept, opened, grown."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from melodie.errors import NotFound, StoreUnavailable
from melodie.formats import ENGRAVED
from melodie.problems import problem_response
from service1_frontend.ideas.keeping import LONGER, record_grown, record_idea
from service1_frontend.ideas.sources import Idea, Source
from service1_frontend.library.melody import Melody
from service1_frontend.recipes.completing import draw_seed
from service1_frontend.web.app_state import ideas as composer
from service1_frontend.web.app_state import maker, shelves
from service1_frontend.web.forms import check_signed, filled_form
from service1_frontend.web.home import NUMBER, SHOWN, melodies_made, refusal
from service1_frontend.web.idea_links import (
    MOST_HELD,
    asked_wall,
    near_in,
    query_held,
    source_in,
    wall_path,
)
from service1_frontend.web.kept_ideas import find_recorded, note_recorded
from service1_frontend.web.numbers import whole_number
from service1_frontend.web.playing import sound_of, timeline_of
from service1_frontend.web.putting import put_on_shelf, shelf_secret
from service1_frontend.web.serving import Asked, format_of, send_content
from service1_frontend.web.wording.ideas import idea_title
from service1_frontend.web.wording.settings import instrument_name
from service1_frontend.web.wording.titles import grown_title

TOO_LARGE: Final = frozenset({"zip", *ENGRAVED})
"""Formats that an idea is not made in before it is kept."""

GROWING: Final = {f"grow-{bars}": bars for bars in LONGER}
"""What the buttons send that let an idea grow, and to how many bars."""

ideas = Blueprint("ideas", __name__)


@ideas.get("/ideas/<name>")
def file(name: str) -> Response:
    """Send a file of the idea that the query names; the extension chooses the format."""
    file_format = format_of(name)
    if file_format.extension in TOO_LARGE:
        raise NotFound("An idea has this file once it is kept.")
    idea = _idea()
    title = _title(idea)
    content = composer().file(replace(idea, score=replace(idea.score, title=title)), file_format)
    asked = Asked(file_format, title, download="download" in request.args)
    return send_content(content, f"{content.edition}-{file_format.extension}", asked)


@ideas.get("/ideas/sound.wav")
def sound() -> Response:
    """Send the idea whose query ``idea`` holds as it is played; the rest says how."""
    idea = _played()
    return sound_of(idea.score, _title(idea))


@ideas.get("/ideas/timeline.json")
def timeline() -> Response:
    """Tell when each note, bar and click sounds in what ``sound.wav`` plays for the same query."""
    return timeline_of(_played().score)


@ideas.post("/ideas")
def act() -> AnyResponse:
    """Keep, open or grow the idea that the query names, take it back, or lead to more like it."""
    check_signed(request.form)
    idea = _idea()
    do = request.form.get("do", "open")
    if do == "more":
        return redirect(_more_like(idea), 303)
    try:
        if do == "take-back":
            _take_back(idea.source)
            return _stays(kept=False)
        melody = _made_of(idea, do)
    except StoreUnavailable as error:
        return _not_recorded(error)
    put_on_shelf(melody, "kept" if do == "keep" else "made")
    if do == "keep":
        return _stays(kept=True)
    return redirect(url_for("melodies.melody", melody_id=melody.id), 303)


def _made_of(idea: Idea, do: str) -> Melody:
    """Return the melody that an idea becomes: itself, or one that begins with it."""
    melody = _recorded(idea, kept=do == "keep")
    bars = GROWING.get(do)
    if not bars:
        return melody
    return record_grown(melody, bars, maker(), grown_title(melody.recipe.name, bars))


def _take_back(source: Source) -> None:
    """Take an idea off the visitor's shelf, where it can be put back for a minute."""
    found = find_recorded(source)
    if found is None:
        return
    if secret := shelf_secret():
        shelves().remove(secret, found.melody_id)
    note_recorded(source, found.melody_id, kept=False)


def _stays(*, kept: bool) -> AnyResponse:
    """Lead back to the wall, or tell a script what to show on it."""
    if not _for_script():
        return redirect(_back(), 303)
    count = render_template("ideas/_count.html", count=melodies_made())
    return jsonify(kept=kept, count=count)


def _more_like(idea: Idea) -> str:
    """Return the path of a new wall of ideas that are more or less like this one."""
    shown = query_held(request.form, SHOWN)
    asked = asked_wall(shown, maker().options.get())
    near = near_in(request.form.to_dict())
    bars, seed = idea.source.recipe.bars, draw_seed()
    wall = replace(asked.wall, bars=bars, seed=seed, like=idea.source, near=near)
    return wall_path(replace(asked, wall=wall).query)


def _back() -> str:
    """Return the path of the wall that was pressed on, at the idea that was pressed."""
    shown = urlencode(parse_qsl(request.form.get(SHOWN, "")[:MOST_HELD]))
    number = whole_number(request.form.get(NUMBER, ""))
    return f"{wall_path(shown)}#idea-{'' if number is None else number}"


def _for_script() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _not_recorded(error: StoreUnavailable) -> Response:
    """Say that an idea cannot be kept, on the wall that stays, and offer its files."""
    if _for_script():
        return problem_response(error)
    options = maker().options.get()
    form = filled_form(options, query_held(request.form, SHOWN))
    return refusal(form, request.form.to_dict(), options, error)


def _played() -> Idea:
    # In one parameter, for a recipe has a tempo and an instrument, and so has the playing.
    return _idea(query_held(request.args, "idea"))


def _idea(given: Mapping[str, str] | None = None) -> Idea:
    options = maker().options.get()
    source = source_in(request.args.to_dict() if given is None else given, options)
    return composer().idea(source, options, instrument_name)


def _title(idea: Idea) -> str:
    return idea_title(idea.source, maker().options.find())


def _recorded(idea: Idea, *, kept: bool) -> Melody:
    """Return the melody that an idea is recorded as, by now if not before."""
    known = find_recorded(idea.source)
    melody = maker().find(known.melody_id) if known else record_idea(idea, maker(), _title(idea))
    note_recorded(idea.source, melody.id, kept=kept or bool(known and known.kept))
    return melody
