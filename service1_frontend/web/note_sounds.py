"""What fits in the place of a note, heard before it is chosen."""

from flask import Blueprint, Response
from pydantic import TypeAdapter, ValidationError

from melodie.errors import NotFound
from melodie.pitch import Pitch
from melodie.score import Score
from service1_frontend.recipes.types import Spelled
from service1_frontend.variations.exchanging import exchanged, note_of
from service1_frontend.variations.recording import tune_of
from service1_frontend.web.app_state import maker
from service1_frontend.web.choice_view import beside
from service1_frontend.web.numbers import whole_number
from service1_frontend.web.playing import sound_of, timeline_of

note_sounds = Blueprint(
    "note_sounds", __name__, url_prefix="/melodies/<melody_id>/note/<number>/<pitch>"
)
SPELLED: TypeAdapter[Pitch] = TypeAdapter(Spelled)


@note_sounds.get("/sound.wav")
def sound(melody_id: str, number: str, pitch: str) -> Response:
    """Send the bar of a note and one beside it, with another pitch, as they are played."""
    return sound_of(_score(melody_id, number, pitch), pitch)


@note_sounds.get("/timeline.json")
def timeline(melody_id: str, number: str, pitch: str) -> Response:
    """Tell when what sounds in what ``sound.wav`` plays for the same query."""
    return timeline_of(_score(melody_id, number, pitch))


def _score(melody_id: str, number: str, pitch: str) -> Score:
    found = maker().find(melody_id)
    counted = whole_number(number) or 0
    note = note_of(found.score, counted)
    try:
        wanted = SPELLED.validate_python(pitch)
    except ValidationError as error:
        raise NotFound("There is no such pitch.") from error
    if wanted == note.pitch:
        return beside(found.score, note.bar)
    return beside(exchanged(tune_of(maker(), found), counted, wanted), note.bar)
