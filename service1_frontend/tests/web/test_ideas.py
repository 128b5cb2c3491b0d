"""The front page's wall of ideas, for somebody whose browser runs no scripts."""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from melodie import ENGINE_VERSION
from melodie.formats import BY_EXTENSION, ENGRAVED
from service1_frontend.library.models import db
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.tests.apps import AWAY, Answer, answering, drain
from service1_frontend.tests.conftest import MakeApp
from service1_frontend.tests.examples import a_recipe
from service1_frontend.tests.visitor import Page, Visitor, made
from service1_frontend.tests.walls import WALL, address, cards, notes_on, press
from tests.siblings import lilypond_app, notes_app, real_services


@pytest.fixture
def wall(client: FlaskClient) -> TestResponse:
    return client.get(WALL)


def test_the_front_page_leads_to_a_wall_of_its_own_address(client: FlaskClient) -> None:
    seeds = set()
    for _ in range(3):
        response = client.get("/?key=D&pickup=yes")
        assert response.status_code == 302
        query = parse_qs(urlsplit(response.headers["Location"]).query)
        assert (query["key"], query["pickup"], query["ideas"]) == (["D"], ["yes"], ["2"])
        assert query["engine"] == [ENGINE_VERSION]
        seeds.add(query["wall"][0])
    assert len(seeds) == 3


def test_reload_and_a_friend_see_the_same_eight(
    make_app: MakeApp, client: FlaskClient, wall: TestResponse
) -> None:
    first = notes_on(wall)

    assert len(cards(wall)) == 8
    assert notes_on(client.get(WALL)) == first
    assert notes_on(make_app().test_client().get(WALL)) == first
    assert notes_on(client.get(WALL.replace("wall=7", "wall=8"))) != first


def test_every_note_of_every_picture_has_a_name_of_its_own(wall: TestResponse) -> None:
    names = re.findall(r' id="([^"]+)"', wall.text)
    assert len(set(names)) == len(names)
    assert {f"idea{number}-n1" for number in range(1, 9)} <= set(names)


def test_what_is_done_with_an_idea_is_named_after_it_for_who_sees_no_card(
    wall: TestResponse,
) -> None:
    for number, card in enumerate(cards(wall), start=1):
        tools = re.findall(r'class="tool".*?</(?:a|button|summary)>', card, re.DOTALL)
        assert len(tools) == 5
        for tool in tools:
            assert re.search(rf"<span>\w[\w ]+</span><span[^>]*> idea {number}</span>", tool)


def test_looking_records_nothing_and_asks_nobody_for_paper(make_app: MakeApp) -> None:
    wanted: set[str] = set()
    app = make_app(real_services(lilypond=answering(lilypond_app(), {}, wanted)))
    client = app.test_client()
    for card in cards(client.get(WALL)):
        with client.get(address(card, "idea.wav")) as sound:
            assert sound.data.startswith(b"RIFF")
    assert made(client) == 0
    drain(app)
    assert "image/svg+xml" in wanted
    assert not wanted & {BY_EXTENSION[one].media_type for one in (*ENGRAVED, "zip")}


def test_the_address_of_another_engine_says_so_and_rolls_afresh(client: FlaskClient) -> None:
    old = WALL.replace(f"engine={ENGINE_VERSION}", "engine=2")

    response = client.get(f"{old}&key=D", follow_redirects=True)

    assert "Engine 2 composed the ideas of that address" in response.text
    assert len(cards(response)) == 8
    assert Page(response).fields["key"] == "D"
    assert "wall=7&" not in response.request.query_string.decode()


@pytest.mark.parametrize("seed", ["", "x", "-1", "9" * 16, "1e3", "\N{ARABIC-INDIC DIGIT SEVEN}"])
def test_an_address_without_a_seed_that_can_be_leads_to_one_with_one(
    client: FlaskClient, seed: str
) -> None:
    response = client.get(f"/?{urlencode({'wall': seed, 'engine': ENGINE_VERSION})}")
    assert response.status_code == 302


def test_a_bad_setting_is_told_beside_its_field_and_the_wall_stays(visitor: Visitor) -> None:
    visitor.open(WALL)
    before = notes_on(visitor.response)

    page = visitor.open(f"/?{urlencode({**visitor.page.fields, 'tempo': '9999'})}")

    assert list(page.faults) == ["tempo"]
    assert page.fields["tempo"] == "9999"
    assert notes_on(visitor.response) == before


def test_a_range_that_nothing_can_end_in_is_told_and_the_wall_stays(visitor: Visitor) -> None:
    visitor.open(WALL)
    before = notes_on(visitor.response)
    typed = {"lowest": "D4", "highest": "A4", "wall": "3", "engine": ENGINE_VERSION}

    page = visitor.open(f"/?{urlencode({**visitor.page.fields, **typed})}")

    assert page.status == 200
    assert list(page.faults) == ["lowest", "highest"]
    assert notes_on(visitor.response) == before


def test_a_refused_melody_leaves_the_wall_where_it_is(visitor: Visitor) -> None:
    visitor.open(WALL)
    before = notes_on(visitor.response)

    page = visitor.press(bars="65")

    assert page.status == 422
    assert notes_on(visitor.response) == before


@pytest.mark.parametrize("shown", ["", "x", "wall=7", "key=H&wall=7&engine=" + ENGINE_VERSION])
def test_a_page_that_names_no_wall_goes_without_one(visitor: Visitor, shown: str) -> None:
    page = visitor.press(bars="65", shown=shown)

    assert page.status == 422
    assert cards(visitor.response) == []


def test_while_nobody_composes_the_page_says_so_and_keeps_what_was_typed(
    make_app: MakeApp,
) -> None:
    silent = answering(notes_app(), {"/v1/notes": AWAY})
    client = make_app(real_services(notes=silent)).test_client()

    response = client.get(f"{WALL}&key=D&tempo=77")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert Page(response).fields.items() >= {"key": "D", "tempo": "77"}.items()
    assert "notes" in response.text


def test_what_has_come_of_a_wall_stays_when_nobody_composes_the_others(make_app: MakeApp) -> None:
    odd: dict[str, Answer] = {}
    composing = answering(notes_app(), odd)
    client = make_app(real_services(notes=composing)).test_client()
    asked: list[str] = []

    @composing.before_request
    def leave_after_the_first() -> None:
        asked.append(request.path)
        if asked.count("/v1/notes") > 1:
            odd["/v1/notes"] = AWAY

    response = client.get(WALL)

    assert response.status_code == 200
    assert len(cards(response)) == 1
    assert "The other ideas could not be made just now." in response.text
    assert response.text.rstrip().endswith("</html>")


def test_while_nobody_draws_the_ideas_are_told_in_words(make_app: MakeApp) -> None:
    engraver = answering(lilypond_app(), {"/v1/scores": AWAY})
    response = make_app(real_services(lilypond=engraver)).test_client().get(WALL)

    assert response.status_code == 200
    assert all("begins with" in card and "no-picture" in card for card in cards(response))


def test_rolling_goes_on_without_the_database_and_keeping_says_that_it_cannot(
    app: Flask, client: FlaskClient, wall: TestResponse
) -> None:
    with app.app_context():
        db.drop_all()
    (card, *_) = cards(wall)

    assert client.get("/", follow_redirects=True).status_code == 200
    for_people = press(client, card, "keep")
    for_script = press(client, card, "keep", Accept="application/json")

    assert for_people.status_code == for_script.status_code == 503
    assert "library" in for_script.get_json()["detail"]
    assert notes_on(for_people) == notes_on(wall)
    assert "idea.mid" in for_people.text
    with client.get(address(cards(for_people)[0], "idea.mid")) as file:
        assert file.status_code == 200


def test_the_recipe_is_said_in_a_sentence(client: FlaskClient) -> None:
    page = client.get(f"{WALL}&key=Bb&scale=dorian&time_signature=6/8&tempo=77")
    assert "B♭ dorian, 6/8, gentle, 77 beats a minute, for piano." in page.text


def test_an_address_says_no_more_than_it_must(client: FlaskClient) -> None:
    location = client.get("/?style=dance").headers["Location"]
    query = parse_qs(urlsplit(location).query)
    assert "style" in query
    assert not {"density", "lowest", "phrasing", "pickup", "seed"} & set(query)
    assert set(query) <= {*Recipe.model_fields, "ideas", "wall"}
    assert a_recipe().density == Recipe.model_fields["density"].default


@pytest.mark.parametrize("like", ["", "x", "7x", "7b", "b1"])
def test_an_address_of_what_is_like_nothing_is_a_usual_wall(client: FlaskClient, like: str) -> None:
    response = client.get(f"{WALL}&like={like}&near=50")
    assert len(cards(response)) == 8
    assert "liking" not in response.text
