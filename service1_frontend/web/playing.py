"""Melodies as they are played, and when what sounds."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from flask import Blueprint, Response, request
from pydantic import ValidationError

from melodie.contract import Playing
from melodie.errors import InvalidInput
from melodie.faults import faults_of
from melodie.formats import BY_EXTENSION
from melodie.score import Score
from service1_frontend.making.files import FileInfo
from service1_frontend.making.sounds import SoundRequest, etag_of
from service1_frontend.services import PLAYING
from service1_frontend.web.app_state import maker
from service1_frontend.web.numbers import number_or_text
from service1_frontend.web.serving import (
    Asked,
    answer_without,
    for_an_hour,
    is_conditional,
    send_content,
)

WAV: Final = BY_EXTENSION["wav"]
YES: Final[Mapping[str, bool]] = {"": False, "0": False, "no": False, "1": True, "yes": True}
SWITCHES: Final = ("count_in", "metronome", "tune_alone")

playing = Blueprint("playing", __name__)


@playing.get("/melodies/<melody_id>/sound.wav")
def sound(melody_id: str) -> Response:
    """Send a melody as it is played.

    ``tempo`` in percent or ``bpm``, ``instrument``, ``expression`` from 0 to 100,
    ``count_in``, ``metronome``, ``tune_alone``, bars ``from`` and ``to``, and ``loop`` say how.
    """
    melody = maker().find(melody_id)
    return sound_of(melody.score, melody.recipe.name)


@playing.get("/melodies/<melody_id>/timeline.json")
def timeline(melody_id: str) -> Response:
    """Tell when each note, bar and click sounds in what ``sound.wav`` plays for the same query."""
    return timeline_of(maker().find(melody_id).score)


def sound_of(score: Score, title: str) -> Response:
    """Answer with ``score`` as the query says that it is to be played; a WAV, whole or in part."""
    wanted = _wanted(score)
    asked = Asked(WAV, title, download=False)
    if is_conditional():
        answer = answer_without(FileInfo(maker().sounds.etag(wanted)), asked)
        if answer is not None:
            return for_an_hour(answer)
    content = maker().sounds.get(wanted)
    return for_an_hour(send_content(content, etag_of(wanted, content.edition), asked))


def timeline_of(score: Score) -> Response:
    """Answer with the timeline of what ``sound_of`` plays for the same query, as JSON."""
    wanted = _wanted(score)
    if request.method == "HEAD":
        return Response(mimetype="application/json")
    told = maker().sounds.timeline(wanted)
    return for_an_hour(Response(told.model_dump_json(), mimetype="application/json"))


def _wanted(score: Score) -> SoundRequest:
    """Read the query; raises ``InvalidInput`` that names its fields."""
    given = {name: request.args[word] for name, word in PLAYING.items() if word in request.args}
    given |= {name: request.args[name] for name in SWITCHES if name in request.args}
    looped = _yes("loop", request.args.get("loop", ""))
    values = {
        name: _yes(name, text) if name in SWITCHES else number_or_text(text)
        for name, text in given.items()
    }
    return SoundRequest.of(score, _playing(values), looped=looped)


def expression_asked() -> int:
    """Return how much expression the query asks for; raises ``InvalidInput`` that names it."""
    text = request.args.get("expression")
    given = {} if text is None else {"expression": number_or_text(text)}
    return _playing(given).expression


def _playing(values: Mapping[str, object]) -> Playing:
    try:
        return Playing.model_validate(values)
    except ValidationError as error:
        found = list(faults_of(error))
        faults = [replace(fault, field=PLAYING.get(fault.field, fault.field)) for fault in found]
        raise InvalidInput.naming(faults) from error


def _yes(name: str, text: str) -> bool:
    if text not in YES:
        raise InvalidInput.of(name, "must be 1 or 0", "not_boolean")
    return YES[text]
