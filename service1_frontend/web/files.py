"""The files of melodies."""

from flask import Blueprint, Response, request

from service1_frontend.making.files import check_format, etag_of
from service1_frontend.services import CARD
from service1_frontend.web.app_state import maker
from service1_frontend.web.pictures import screen_asked
from service1_frontend.web.playing import expression_asked
from service1_frontend.web.serving import (
    Asked,
    answer_without,
    format_of,
    is_conditional,
    send_content,
)

files = Blueprint("files", __name__)


@files.get("/melodies/<melody_id>/<name>")
def file(melody_id: str, name: str) -> Response:
    """Send a file of a melody; the extension of its name chooses the format.

    A picture in SVG is for a wide screen unless ``screen=narrow`` is asked for;
    ``card.png`` is the one that stands for the melody where its address is shared. MP3 and
    WAV are played with so much ``expression``, from 0 to 100, as ``sound.wav`` is.
    """
    file_format = CARD if name == CARD.extension else format_of(name)
    melody = maker().find(melody_id)
    check_format(melody, file_format)
    wanted = maker().file_request(melody, file_format, screen_asked(), expression_asked())
    asked = Asked(file_format, melody.recipe.name, download="download" in request.args)
    if is_conditional():
        answer = answer_without(maker().files.info(wanted), asked)
        if answer is not None:
            return answer
    content = maker().files.get(wanted)
    return send_content(content, etag_of(wanted, content.edition), asked)
