"""The service's endpoints: instruments, scores as files, and scores as they are played."""

from typing import Any, Final

from apiflask import APIBlueprint
from flask import Response, request

from melodie.contract import (
    EDITION_HEADER,
    Edition,
    InstrumentChoices,
    ListRequest,
    PlayRequest,
    ScoreRequest,
    Timeline,
    WorksheetRequest,
)
from melodie.errors import NotAcceptable
from melodie.formats import BY_EXTENSION, BY_MEDIA_TYPE, FORMATS, Format
from melodie.lenient import for_siblings_too
from service4_lilypond.instruments import INSTRUMENTS
from service4_lilypond.player import Player
from service4_lilypond.rendering import Renderer

_FILE: Final[Any] = {"schema": {"type": "string", "format": "binary"}}
_RESPONSES: Final[dict[Any, Any]] = {
    200: {
        "description": "The score in the format asked for.",
        "content": {made.media_type: _FILE for made in FORMATS},
    },
    406: {"description": "None of the formats asked for is made."},
    504: {"description": "Engraving took too long."},
}
_PAPER: Final[dict[Any, Any]] = {
    200: {"description": "The PDF.", "content": {FORMATS[0].media_type: _FILE}},
    504: {"description": "Engraving took too long."},
}

PNG: Final = BY_EXTENSION["png"]
_CARD: Final[dict[Any, Any]] = {
    200: {"description": "The picture.", "content": {PNG.media_type: _FILE}},
    504: {"description": "Engraving took too long."},
}

WAV: Final = BY_EXTENSION["wav"]
_SOUND: Final[dict[Any, Any]] = {
    200: {"description": "The sound, as WAV.", "content": {WAV.media_type: _FILE}}
}


def lilypond_routes(renderer: Renderer, edition: str) -> APIBlueprint:
    """Return the endpoints; files come from ``renderer`` and are sent with ``edition``."""
    bp = APIBlueprint("lilypond", __name__, url_prefix="/v1", tag="lilypond")

    @bp.get("/instruments")
    @bp.output(InstrumentChoices)
    def instruments() -> InstrumentChoices:
        """List the instruments; the first is the default."""
        return InstrumentChoices(instruments=INSTRUMENTS)

    @bp.get("/edition")
    @bp.output(Edition)
    def current_edition() -> Edition:
        """Return the edition: while it is the same, a score gives the same bytes."""
        return Edition(edition=edition)

    @bp.post("/scores")
    @bp.input(for_siblings_too(ScoreRequest), arg_name="score_request")
    @bp.doc(responses=_RESPONSES)
    def scores(score_request: ScoreRequest) -> Response:
        """Render a score in the format that ``Accept`` names; PDF by default."""
        made = _asked_for()
        return _file(renderer.render(score_request, made.extension), made, edition)

    return bp


def paper_routes(renderer: Renderer, edition: str) -> APIBlueprint:
    """Return the endpoints that print other things than a whole score."""
    bp = APIBlueprint("paper", __name__, url_prefix="/v1", tag="paper")

    @bp.post("/cards")
    @bp.input(for_siblings_too(ScoreRequest), arg_name="score_request")
    @bp.doc(responses=_CARD)
    def cards(score_request: ScoreRequest) -> Response:
        """Draw the beginning of a score as a PNG of 1200 by 630 pixels."""
        return _file(renderer.card(score_request), PNG, edition)

    @bp.post("/worksheets")
    @bp.input(for_siblings_too(WorksheetRequest), arg_name="worksheet")
    @bp.doc(responses=_PAPER)
    def worksheets(worksheet: WorksheetRequest) -> Response:
        """Print several scores as one PDF, each under its number."""
        return Response(renderer.worksheet(worksheet), mimetype=FORMATS[0].media_type)

    @bp.post("/lists")
    @bp.input(for_siblings_too(ListRequest), arg_name="listing")
    @bp.doc(responses=_PAPER)
    def lists(listing: ListRequest) -> Response:
        """Print a list as a PDF, such as the contents of a booklet."""
        return Response(renderer.listing(listing), mimetype=FORMATS[0].media_type)

    return bp


def playing_routes(player: Player, edition: str) -> APIBlueprint:
    """Return the endpoints that play; sound is sent with ``edition``, which made it."""
    bp = APIBlueprint("playing", __name__, url_prefix="/v1", tag="playing")

    @bp.post("/sounds")
    @bp.input(for_siblings_too(PlayRequest), arg_name="play_request")
    @bp.doc(responses=_SOUND)
    def sounds(play_request: PlayRequest) -> Response:
        """Play a score as asked for: tempo, instrument, count-in, metronome, bars and rounds."""
        return _file(player.sound(play_request), WAV, edition)

    @bp.post("/timelines")
    @bp.input(for_siblings_too(PlayRequest), arg_name="play_request")
    @bp.output(Timeline)
    def timelines(play_request: PlayRequest) -> Timeline:
        """Tell when each note, bar and click begins and ends in such a sound."""
        return player.timeline(play_request)

    return bp


def _file(content: bytes, made: Format, edition: str) -> Response:
    """Return a file, and which edition made it."""
    return Response(content, mimetype=made.media_type, headers={EDITION_HEADER: edition})


def _asked_for() -> Format:
    if not request.accept_mimetypes:
        return FORMATS[0]
    media_type = request.accept_mimetypes.best_match(BY_MEDIA_TYPE)
    if media_type is None:
        raise NotAcceptable(f"What is made of a score: {', '.join(BY_MEDIA_TYPE)}.")
    return BY_MEDIA_TYPE[media_type]
