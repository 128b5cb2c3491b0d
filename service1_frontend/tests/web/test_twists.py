"""A melody twisted, without a script and by programs."""

import re
from contextlib import ExitStack
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient

from melodie.contract import Twisted
from melodie.errors import Busy
from service1_frontend.library.change import Change
from service1_frontend.library.melody import Melody
from service1_frontend.services import Services
from service1_frontend.tests.apps import AWAY, answering
from service1_frontend.tests.conftest import MakeApp
from service1_frontend.tests.examples import a_recipe
from service1_frontend.tests.visitor import Page, made
from service1_frontend.variations.twisting import Outcome, Wish
from service1_frontend.web.app_state import maker
from service1_frontend.web.wording.twists import KEPT, moved_in_words, twist_kept
from tests.builders import a_score
from tests.siblings import lilypond_app, real_services

RECIPE: dict[str, Any] = {"name": "Turn", "key": "C", "scale": "major", "bars": 4, "seed": 7}


@pytest.fixture
def melody(client: FlaskClient) -> str:
    return str(client.post("/api/v1/melodies", json=RECIPE).get_json()["id"])


def looked_at(client: FlaskClient, melody: str, twist: str, option: str = "") -> Page:
    wanted = {"twist": twist} | ({"option": option} if option else {})
    return Page(client.get(f"/melodies/{melody}/twists", query_string=wanted))


def test_a_melodys_page_leads_to_every_twist_of_it(client: FlaskClient, melody: str) -> None:
    links = Page(client.get(f"/melodies/{melody}")).links
    twists = [twist["id"] for twist in client.get("/api/v1/twists").get_json()["twists"]]
    for twist in twists:
        assert f"/melodies/{melody}/twists?twist={twist}" in links
        assert looked_at(client, melody, twist).status == 200


def test_what_is_seen_and_heard_is_what_is_kept_and_nothing_before(
    client: FlaskClient, melody: str
) -> None:
    seen = looked_at(client, melody, "invert_within_scale", "last")
    assert seen.fields["option"] == "last"
    sound = next(link for link in seen.links if "sound.wav" in link)
    heard = client.get(sound, headers={"Range": "bytes=0-99"})
    assert (heard.status_code, heard.mimetype, len(heard.data)) == (206, "audio/wav", 100)
    timeline = client.get(sound.replace("sound.wav", "timeline.json")).get_json()
    assert timeline["notes"][0]["number"] == 1
    assert made(client) == 1

    kept = client.post(f"/melodies/{melody}/twists", data=seen.fields)
    assert kept.status_code == 303
    assert made(client) == 2
    preview = client.get(
        f"/api/v1/melodies/{melody}/twists", query_string={"twist": "invert_within_scale"}
    )
    child = client.get(f"/api/v1{kept.headers['Location']}").get_json()
    assert child["score"] == preview.get_json()["score"]


def test_every_twist_that_is_kept_is_told_of_in_its_family(
    client: FlaskClient, melody: str
) -> None:
    path = f"/api/v1/melodies/{melody}/twists"
    twists = client.get("/api/v1/twists").get_json()["twists"]
    assert set(KEPT) == {twist["id"] for twist in twists}
    for twist, option, said in (
        ("transpose_to_key", "Eb", "Transposed to E♭"),
        ("change_scale", "natural_minor", "In another scale: Natural minor"),
        ("retrograde", "all", "From the end to the beginning"),
    ):
        child = client.post(path, json={"twist": twist, "option": option}).get_json()["id"]
        assert said in Page(client.get(f"/melodies/{child}")).words
    assert twist_kept(Change(kind="twist", what="braid")) == "Twisted"


def test_the_key_that_there_is_already_is_not_shown_first(client: FlaskClient, melody: str) -> None:
    assert looked_at(client, melody, "transpose_to_key").fields["option"] == "D"
    assert "changes nothing" in looked_at(client, melody, "transpose_to_key", "C").words


def test_what_cannot_be_done_is_said_and_not_kept(client: FlaskClient) -> None:
    short = client.post("/api/v1/melodies", json={**RECIPE, "bars": 2}).get_json()["id"]
    seen = looked_at(client, short, "sequence", "two_bars_up")
    assert (seen.status, "This takes at least 5 bars." in seen.words) == (200, True)
    token = looked_at(client, short, "retrograde").fields["csrf_token"]
    sent = {"csrf_token": token, "twist": "sequence", "option": "two_bars_up"}
    refused = client.post(f"/melodies/{short}/twists", data=sent)
    assert (refused.status_code, "at least 5 bars" in refused.text) == (422, True)
    assert made(client) == 1


def test_a_form_of_another_site_keeps_nothing(client: FlaskClient, melody: str) -> None:
    sent = {"twist": "retrograde", "option": "all"}
    assert client.post(f"/melodies/{melody}/twists", data=sent).status_code == 422
    assert made(client) == 1


def test_what_is_not_there_is_not_found(client: FlaskClient, melody: str) -> None:
    assert client.get(f"/melodies/{melody}/twists").status_code == 200
    for path in (
        f"{melody}/twists?twist=braid",
        "000000000000/twists?twist=retrograde",
        "000000000000/twists/retrograde/all/sound.wav",
    ):
        assert client.get(f"/melodies/{path}").status_code == 404
    assert client.get(f"/melodies/{melody}/twists/braid/all/sound.wav").status_code == 422


def test_what_was_moved_by_octaves_is_said(client: FlaskClient) -> None:
    wide = {**RECIPE, "lowest": "C4", "highest": "E5", "bars": 8}
    melody = client.post("/api/v1/melodies", json=wide).get_json()["id"]
    said = [
        looked_at(client, melody, "transpose_by_interval", f"up_{way}").words
        for way in ("fifth", "minor_seventh", "tritone", "fourth")
    ]
    assert any("octave" in words and ("in bar" in words or "All of it" in words) for words in said)


def test_what_marks_were_left_off_is_said() -> None:
    plain = a_score()
    first, *others = plain.bars[0].events
    slurred = (replace(first, slur="start"), *others[:-1], replace(others[-1], slur="stop"))
    marked = replace(plain, bars=(replace(plain.bars[0], events=slurred), *plain.bars[1:]))
    recipe = a_recipe()
    for before, after, said in ((marked, plain, 1), (marked, marked, 0), (plain, plain, 0)):
        outcome = Outcome(Melody.of(recipe, before), Wish("retrograde"), after, recipe, 0, ())
        words = moved_in_words(outcome)
        assert sum("left off" in sentence for sentence in words) == said


def test_programs_look_and_keep(client: FlaskClient, melody: str) -> None:
    path = f"/api/v1/melodies/{melody}/twists"
    looked = Twisted.model_validate_json(client.get(f"{path}?twist=augment").data)
    assert len(looked.score.bars) == 8
    kept = client.post(path, json={"twist": "augment"})
    assert kept.status_code == 201
    assert kept.headers["Location"].endswith(kept.get_json()["id"])
    assert kept.get_json()["recipe"]["bars"] == 8
    for wrong in ({"twist": "braid"}, {"twist": "augment", "option": "x"}, {}, {"twist": 1}):
        assert client.post(path, json=wrong).status_code == 422
        assert client.get(path, query_string=wrong).status_code == 422


def test_a_page_stands_without_the_service_that_twists(
    make_app: MakeApp, client: FlaskClient, melody: str, services: Services
) -> None:
    away = make_app(real_services(notes=make_app())).test_client()
    page = away.get(f"/melodies/{melody}")
    assert page.status_code == 200
    assert "What twists melodies is resting" in page.text
    assert away.get(f"/melodies/{melody}/twists?twist=augment").status_code >= 500


def test_a_picture_for_a_narrow_window_is_kept_for_an_hour_and_drawn_in_its_turn(
    client: FlaskClient, melody: str
) -> None:
    page = client.get(f"/melodies/{melody}/twists?twist=augment").text
    address = next(path for path in re.findall(r'"(/[^"]+)"', page) if "screen=narrow" in path)
    drawn = client.get(unescape(address.replace("/twists?", "/twists/svg?")))
    assert drawn.mimetype == "image/svg+xml"
    assert (drawn.cache_control.private, drawn.cache_control.max_age) == (True, 3600)
    assert not drawn.cache_control.immutable

    with client.application.app_context():
        limits = maker().limits
    with ExitStack() as others:
        for _ in range(1000):
            try:
                others.enter_context(limits.overall.enter())
            except Busy:
                break
        refused = client.get(unescape(address.replace("/twists?", "/twists/svg?")))
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")


def test_a_picture_that_cannot_be_drawn_is_said(
    make_app: MakeApp, client: FlaskClient, melody: str
) -> None:
    blind = make_app(
        real_services(lilypond=answering(lilypond_app(), {"image/svg+xml": AWAY}))
    ).test_client()
    page = blind.get(f"/melodies/{melody}/twists?twist=augment")
    assert "The picture cannot be drawn now" in page.text
