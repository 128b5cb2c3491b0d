"""Eighths straight or swung: by the style, by choice, and for a melody that there is."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from service1_frontend.tests.web.test_accompanying import changed, made


@pytest.mark.parametrize(
    ("wanted", "feel"),
    [
        ({}, None),
        ({"style": "blues"}, "swung"),
        ({"style": "blues", "feel": "straight"}, None),
        ({"style": "dance", "feel": "swung"}, "swung"),
        ({"style": "blues", "time_signature": "12/8"}, None),
        ({"feel": "swung", "time_signature": "6/8"}, None),
        ({"feel": "swung", "time_signature": "2/2"}, "swung"),
    ],
)
def test_a_melody_swings_as_its_style_does_unless_it_is_asked_for_otherwise(
    client: FlaskClient, wanted: dict[str, Any], feel: str | None
) -> None:
    assert made(client, **wanted)["score"].get("feel") == feel


def test_a_melody_is_swung_and_straight_again_and_no_note_moves(client: FlaskClient) -> None:
    melody = made(client)
    swung = changed(client, melody, "settings", feel="swung").get_json()
    assert swung["score"] == melody["score"] | {"feel": "swung"}
    assert swung["recipe"]["feel"] == "swung"
    rolled = changed(client, swung, "rolls", what="ending", seed=3).get_json()
    assert rolled["score"]["feel"] == "swung"
    assert (
        changed(client, swung, "settings", feel="straight").get_json()["score"] == (melody["score"])
    )
    assert changed(client, swung, "settings", feel="swung").status_code == 422


def test_what_does_not_divide_in_two_is_not_swung_and_says_so(client: FlaskClient) -> None:
    jig = made(client, time_signature="6/8")
    answer = changed(client, jig, "settings", feel="swung")
    assert answer.status_code == 422
    (fault,) = answer.get_json()["errors"]
    assert (fault["field"], fault["code"]) == ("feel", "cannot_swing")
    assert 'id="feel"' not in client.get(f"/melodies/{jig['id']}").text


def test_a_page_tells_that_eighths_swing_and_offers_both(client: FlaskClient) -> None:
    blues = client.get(f"/melodies/{made(client, style='blues')['id']}").text
    song = client.get(f"/melodies/{made(client)['id']}").text
    for page, told in ((blues, True), (song, False)):
        assert ("<dt>Eighths</dt>" in page) is told
        assert 'id="feel"' in page
    assert '<option selected value="swung">Swung</option>' in blues
    assert '<option selected value="straight">Straight</option>' in song
