"""The service's endpoints: instruments, and scores as files."""

from typing import Any, Final

from apiflask import APIBlueprint
from flask import Response, request

from melodie.contract import EDITION_HEADER, Edition, InstrumentChoices, ScoreRequest
from melodie.errors import NotAcceptable
from melodie.formats import BY_MEDIA_TYPE, FORMATS, Format
from service4_lilypond.instruments import INSTRUMENTS
from service4_lilypond.rendering import Studio

_FILE: Final[Any] = {"schema": {"type": "string", "format": "binary"}}
_RESPONSES: Final[dict[Any, Any]] = {
    200: {
        "description": "The score in the format asked for.",
        "content": {made.media_type: _FILE for made in FORMATS},
    },
    406: {"description": "None of the formats asked for is made."},
    504: {"description": "Engraving took too long."},
}


def lilypond_routes(studio: Studio, edition: str) -> APIBlueprint:
    """Return the endpoints, with ``studio`` doing the work; ``edition`` is told with each file."""
    bp = APIBlueprint("lilypond", __name__, url_prefix="/v1", tag="lilypond")

    @bp.get("/instruments")
    @bp.output(InstrumentChoices)
    def instruments() -> InstrumentChoices:
        """List the instruments a melody can be written for; the first is the default."""
        return InstrumentChoices(instruments=INSTRUMENTS)

    @bp.get("/edition")
    @bp.output(Edition)
    def current_edition() -> Edition:
        """Tell what decides the bytes of a file: with the same edition they are the same."""
        return Edition(edition=edition)

    @bp.post("/scores")
    @bp.input(ScoreRequest, arg_name="score_request")
    @bp.doc(responses=_RESPONSES)
    def scores(score_request: ScoreRequest) -> Response:
        """Render a score in the format that ``Accept`` asks for: PDF unless it says."""
        made = _asked_for()
        response = Response(studio.render(score_request, made.extension), mimetype=made.media_type)
        response.headers[EDITION_HEADER] = edition
        return response

    return bp


def _asked_for() -> Format:
    if not request.accept_mimetypes:
        return FORMATS[0]
    media_type = request.accept_mimetypes.best_match(BY_MEDIA_TYPE)
    if media_type is None:
        raise NotAcceptable(f"What is made of a score: {', '.join(BY_MEDIA_TYPE)}.")
    return BY_MEDIA_TYPE[media_type]
