"""What is done with one idea of a wall: it is taken, kept, opened, varied, grown."""

import re
from html import unescape
from urllib.parse import parse_qs

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from melodie import ENGINE_VERSION
from service1_frontend.tests.visitor import made
from service1_frontend.tests.walls import WALL, address, cards, notes_on, press
from service1_frontend.web.app_state import MAKER


@pytest.fixture
def wall(client: FlaskClient) -> TestResponse:
    return client.get(WALL)


def test_kept_is_recorded_once_and_the_wall_stays(
    app: Flask, client: FlaskClient, wall: TestResponse
) -> None:
    third = cards(wall)[2]

    first, second = press(client, third, "keep"), press(client, third, "keep")
    assert 'value="take-back"' in cards(client.get(first.headers["Location"]))[2]

    assert first.status_code == second.status_code == 303
    assert first.headers["Location"].endswith("#idea-3")
    back = client.get(first.headers["Location"])
    assert notes_on(back) == notes_on(wall)
    pressed = [card for card in cards(back) if 'aria-pressed="true"' in card]
    assert [address(card, "idea.wav") for card in pressed] == [address(third, "idea.wav")]
    assert made(client) == 1


def test_opened_is_recorded_with_the_notes_that_were_seen(
    app: Flask, client: FlaskClient, wall: TestResponse
) -> None:
    fifth = cards(wall)[4]

    page = press(client, fifth, "open").headers["Location"]

    melody = app.extensions[MAKER].library.find(page.rpartition("/")[2])
    source = {name: text for name, (text,) in parse_qs(address(fifth, "idea.wav")).items()}
    assert str(melody.recipe.seed) == source["seed"]
    assert melody.recipe.bars == len(melody.score.bars) == 2
    assert client.get(page).status_code == 200
    assert press(client, fifth, "open").headers["Location"] == page


def test_a_script_is_told_where_what_it_kept_is(client: FlaskClient, wall: TestResponse) -> None:
    answer = press(client, cards(wall)[0], "keep", Accept="application/json")

    assert answer.get_json()["kept"] is True
    assert "melody" in answer.get_json()["count"]


def hearts(client: FlaskClient) -> list[int]:
    return [n for n, card in enumerate(cards(client.get(WALL))) if 'aria-pressed="true"' in card]


def test_a_heart_is_taken_back_and_what_it_kept_is_off_the_shelf_until_it_is_pressed_again(
    client: FlaskClient, wall: TestResponse
) -> None:
    third = cards(wall)[2]
    press(client, third, "keep")
    assert "Take off" in client.get("/shelf").text

    back = press(client, third, "take-back")

    assert back.headers["Location"].endswith("#idea-3")
    assert hearts(client) == []
    shelf = client.get("/shelf").text
    assert "Take off" not in shelf
    assert "For a minute it can be put back" in shelf
    assert press(client, third, "keep", Accept="application/json").get_json()["kept"] is True
    assert hearts(client) == [2]
    assert "Take off" in client.get("/shelf").text
    assert made(client) == 1


@pytest.mark.parametrize("do", ["open", "grow-8"])
def test_a_heart_is_full_only_where_it_was_pressed(
    client: FlaskClient, wall: TestResponse, do: str
) -> None:
    press(client, cards(wall)[2], do)
    assert hearts(client) == []


def test_what_was_never_kept_is_taken_back_without_harm(
    client: FlaskClient, wall: TestResponse
) -> None:
    assert press(client, cards(wall)[0], "take-back").status_code == 303
    assert made(client) == 0


@pytest.mark.parametrize("do", ["keep", "open"])
def test_a_form_of_another_site_keeps_nothing(
    client: FlaskClient, wall: TestResponse, do: str
) -> None:
    theirs = cards(wall)[0].replace('name="csrf_token" value="', 'name="csrf_token" value="x')

    assert press(client, theirs, do).status_code == 422
    assert made(client) == 0


def test_what_comes_back_from_keeping_stays_with_us(
    client: FlaskClient, wall: TestResponse
) -> None:
    sent = 'name="shown" value="//evil.example?a=b\r\nX: y"'
    theirs = re.sub(r'name="shown" value="[^"]*"', sent, cards(wall)[0])
    location = press(client, theirs, "keep").headers["Location"]
    assert location.startswith("/?")
    assert "\n" not in location


@pytest.mark.parametrize("kind", ["mid", "musicxml", "svg", "wav", "mp3", "ly"])
def test_an_idea_can_be_taken_away_before_it_is_kept(
    client: FlaskClient, wall: TestResponse, kind: str
) -> None:
    path = address(cards(wall)[0], "idea.wav").replace("idea.wav", f"idea.{kind}")

    with client.get(f"{path}&download=1") as file:
        assert file.status_code == 200
        assert file.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("kind", ["mid", "musicxml", "ly"])
def test_a_file_of_an_idea_has_the_name_that_the_idea_is_shown_by(
    client: FlaskClient, wall: TestResponse, kind: str
) -> None:
    card = cards(wall)[0]
    title = re.findall(r'data-title="([^"]+)"', card)[0]
    path = address(card, "idea.wav").replace("idea.wav", f"idea.{kind}")
    with client.get(path) as file:
        assert title.encode() in file.data


@pytest.mark.parametrize("kind", ["pdf", "png", "zip", "exe"])
def test_what_takes_an_engraver_an_idea_has_once_it_is_kept(
    client: FlaskClient, wall: TestResponse, kind: str
) -> None:
    path = address(cards(wall)[0], "idea.wav").replace("idea.wav", f"idea.{kind}")
    assert client.get(path).status_code == 404


def test_an_idea_of_another_engine_is_not_passed_off_as_the_same(
    client: FlaskClient, wall: TestResponse
) -> None:
    old = address(cards(wall)[0], "idea.wav").replace(f"engine={ENGINE_VERSION}", "engine=2")

    response = client.get(old)

    assert response.status_code == 422
    assert "engine 2 no longer composes" in response.text


@pytest.mark.parametrize("near", ["0", "100", "x"])
def test_more_like_an_idea_is_a_wall_with_an_address_of_its_own(
    client: FlaskClient, wall: TestResponse, near: str
) -> None:
    second = cards(wall)[1]

    answer = press(client, second, "more", near=near)

    assert answer.status_code == 303
    like = client.get(answer.headers["Location"])
    assert like.status_code == 200
    assert notes_on(like)[0].partition(".")[2] == notes_on(wall)[1].partition(".")[2]
    assert "The idea that these are like" in cards(like)[0]
    said = {re.search(r'class="liking">([^<]+)', card)[1] for card in cards(like)[1:]}  # type: ignore[index]
    assert ("Quite new" in said) == (near == "100")
    with client.get(address(cards(like)[-1], "idea.wav")) as sound:
        assert sound.status_code == 200
    assert made(client) == 0


@pytest.mark.parametrize("bars", [8, 16, 32])
def test_an_idea_grows_into_a_melody_and_is_recorded_as_its_parent(
    app: Flask, client: FlaskClient, wall: TestResponse, bars: int
) -> None:
    page = press(client, cards(wall)[0], f"grow-{bars}").headers["Location"]

    grown = app.extensions[MAKER].library.find(page.rpartition("/")[2])
    assert len(grown.score.bars) == bars
    assert f"Grown to {bars} bars" in client.get(page).text
    assert client.get(f"/melodies/{grown.parent_id}").status_code == 200
    assert made(client) == 2


@pytest.mark.parametrize("steps", ["x", "b" * 40, "b1" * 17])
def test_steps_that_lead_nowhere_are_refused(
    client: FlaskClient, wall: TestResponse, steps: str
) -> None:
    assert client.get(f"{address(cards(wall)[0], 'idea.wav')}&steps={steps}").status_code == 422


def test_an_idea_is_played_as_its_player_asks_and_tells_when_what_sounds(
    client: FlaskClient, wall: TestResponse
) -> None:
    found = re.search(r'data-timeline="([^"]+)"', cards(wall)[0])
    assert found
    asked = unescape(found[1])

    usual, slow = client.get(asked), client.get(f"{asked}&tempo=50")
    with client.get(f"{asked.replace('timeline.json', 'sound.wav')}&tempo=50") as sound:
        assert sound.data.startswith(b"RIFF")

    numbers = [note["number"] for note in usual.get_json()["notes"]]
    assert numbers == list(range(1, len(numbers) + 1))
    ends = [answer.get_json()["notes"][-1]["end"] for answer in (usual, slow)]
    assert ends[1] == pytest.approx(2 * ends[0], rel=0.05)


@pytest.mark.parametrize("query", ["", "idea=", "idea=key%3DH", "idea=engine%3D2"])
def test_what_is_no_idea_is_not_played(client: FlaskClient, query: str) -> None:
    assert client.get(f"/ideas/timeline.json?{query}").status_code == 422


def test_a_kept_idea_that_is_like_another_tells_what_is_new_in_it(
    client: FlaskClient, wall: TestResponse
) -> None:
    like = client.get(press(client, cards(wall)[1], "more", near="60").headers["Location"])
    card = cards(like)[2]
    said = re.search(r'class="liking">([^<]+)', card)

    page = press(client, card, "open").headers["Location"]
    grown = press(client, card, "grow-8").headers["Location"]

    assert said
    assert said[1] in client.get(grown).text
    assert client.get(page).status_code == 200
