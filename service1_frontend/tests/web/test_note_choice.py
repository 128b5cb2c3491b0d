"""Other notes that are offered for one: which one it is can be seen."""

import re

from flask.testing import FlaskClient

from melodie.score import Score
from melodie.sounding import sounding_notes
from service1_frontend.web.app_state import MAKER
from service1_frontend.web.choice_view import beside

WANTED = {"name": "tied", "bars": 4, "rhythm": "syncopated", "syncopation": 60, "pickup": True}


def tied(client: FlaskClient) -> tuple[str, Score]:
    """Return the id and the score of a melody in which a note is tied."""
    for seed in range(100):
        made = client.post("/api/v1/melodies", json={**WANTED, "seed": seed}).get_json()["id"]
        score: Score = client.application.extensions[MAKER].find(made).score
        if any(len(note.events) > 1 for note in sounding_notes(score)):
            return made, score
    raise AssertionError("no seed gives a tie")


def test_in_every_picture_the_note_is_marked_that_can_be_another(client: FlaskClient) -> None:
    made, score = tied(client)
    notes = sounding_notes(score)
    for note in notes:
        page = client.get(f"/melodies/{made}/note?note={note.number}").text
        pictures = [picture.partition("</li>")[0] for picture in page.split('class="score"')[1:]]
        marked = [re.findall(r'data-note="(\d+)" data-exchanged', one) for one in pictures]
        [number] = {number for heads in marked for number in heads}
        shown = sounding_notes(beside(score, note.bar))[int(number) - 1]
        assert (shown.pitch, shown.place) == (note.pitch, note.place)
        assert all(marked)
