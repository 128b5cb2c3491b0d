"""Other chords for a stored tune: three ways side by side, heard, and one of them kept."""

import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient

from melodie.contract import Harmonies, HarmoniesRequest
from melodie.score import Score
from service1_frontend.library.melody import Melody
from service1_frontend.services import Services
from service1_frontend.tests.visitor import Page, made
from service1_frontend.web.app_state import maker
from service1_frontend.web.wording.intervals import chord_name

RECIPE: dict[str, Any] = {"name": "Turn", "key": "Bb", "scale": "major", "bars": 8, "seed": 7}
TASTES = ("plain", "richer", "surprising")


@pytest.fixture
def melody(client: FlaskClient) -> str:
    return str(client.post("/api/v1/melodies", json=RECIPE).get_json()["id"])


def stored(client: FlaskClient, melody: str) -> Melody:
    with client.application.app_context():
        return maker().find(melody)


def page_of(client: FlaskClient, melody: str) -> str:
    return client.get(f"/melodies/{melody}/twists?twist=harmonise").text


def chord_lines(page: str) -> list[list[str]]:
    """Return the names of the chords of every harmonisation that a page shows."""
    lines = re.findall(r'<ol class="chord-bars".*?</ol>', page, re.DOTALL)
    return [[unescape(name) for name in re.findall("<span>(.*?)</span>", line)] for line in lines]


def keep(client: FlaskClient, melody: str, taste: str) -> Any:
    token = Page(client.get(f"/melodies/{melody}/twists?twist=harmonise")).fields["csrf_token"]
    sent = {"csrf_token": token, "twist": "harmonise", "option": taste}
    return client.post(f"/melodies/{melody}/twists", data=sent)


def tune(score: Score) -> list[object]:
    return [bar.events for bar in score.bars]


def test_the_three_are_shown_side_by_side_with_their_chords(
    client: FlaskClient, melody: str, services: Services
) -> None:
    wanted = HarmoniesRequest(score=stored(client, melody).score)
    found: Harmonies = services.harmonise(wanted)
    page = page_of(client, melody)
    assert chord_lines(page) == [
        [chord_name(one.chord) for bar in harmony.bars for one in bar if one.chord]
        for harmony in found.harmonies
    ]
    assert page.count(">Keep this<") == 3
    assert made(client) == 1


@pytest.mark.parametrize("taste", TASTES)
def test_the_one_that_is_kept_has_the_chords_that_were_shown_and_the_same_tune(
    client: FlaskClient, melody: str, taste: str
) -> None:
    shown = chord_lines(page_of(client, melody))[TASTES.index(taste)]
    kept = stored(client, keep(client, melody, taste).headers["Location"].rsplit("/", 1)[-1])
    placed = [one.chord for bar in kept.score.bars for one in bar.chords]
    assert [chord_name(chord) for chord in placed if chord] == shown
    assert tune(kept.score) == tune(stored(client, melody).score)
    assert kept.score.accompaniment is None


def test_each_is_heard_with_its_own_chords_and_none_is_recorded(
    client: FlaskClient, melody: str
) -> None:
    page = page_of(client, melody)
    assert "the chords are held below it" in page
    links = re.findall(r'data-sound="([^"]+)"', page)
    sounds = [client.get(link).data for link in links]
    assert len(set(sounds)) == 3
    assert client.get(f"/melodies/{melody}/sound.wav").data not in sounds
    timelines = [
        client.get(link.replace("sound.wav", "timeline.json")).get_json() for link in links
    ]
    assert all([note["number"] for note in one["notes"]] for one in timelines)
    assert made(client) == 1


def test_what_has_an_accompaniment_is_heard_with_that(client: FlaskClient) -> None:
    recipe = {**RECIPE, "accompaniment": "waltz", "time_signature": "3/4"}
    melody = client.post("/api/v1/melodies", json=recipe).get_json()["id"]
    assert "the chords are held below it" not in page_of(client, melody)
    kept = keep(client, melody, "surprising").headers["Location"]
    heard = client.get(f"/melodies/{melody}/twists/harmonise/surprising/sound.wav").data
    assert heard == client.get(f"{kept}/sound.wav").data


def test_the_chords_that_it_has_already_are_told_and_cannot_be_kept_again(
    client: FlaskClient, melody: str
) -> None:
    kept = keep(client, melody, "plain").headers["Location"].rsplit("/", 1)[-1]
    page = page_of(client, kept)
    assert page.count("These are its chords now.") == 1
    assert page.count(">Keep this<") == 2
    links = re.findall(r'data-sound="([^"]+)"', page)
    sounds = [client.get(link).data for link in links]
    assert len(set(sounds)) == 3
    assert sounds[0] != client.get(f"/melodies/{kept}/sound.wav").data
    again = keep(client, kept, "plain")
    assert (again.status_code, "changes nothing" in again.text) == (422, True)
    assert made(client) == 2


def test_a_way_that_is_not_offered_is_refused_in_words(client: FlaskClient, melody: str) -> None:
    refused = keep(client, melody, "bitter")
    assert (refused.status_code, len(chord_lines(refused.text))) == (422, 3)
    assert 'role="alert"' in refused.text


def test_an_upbeat_has_no_bar_of_chords(client: FlaskClient) -> None:
    recipe = {**RECIPE, "pickup": True}
    melody = client.post("/api/v1/melodies", json=recipe).get_json()["id"]
    numbers = re.findall(r'data-of-bar="(\d+)"', page_of(client, melody))
    assert numbers == [str(number) for number in range(1, 9)] * 3
