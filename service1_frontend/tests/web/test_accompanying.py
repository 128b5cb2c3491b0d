"""An accompaniment asked for: in a recipe, and on the page of a melody that there is."""

from typing import Any

from flask.testing import FlaskClient

RECIPE = {"name": "tune", "key": "C", "bars": 4, "seed": 5, "tempo": 100}


def made(client: FlaskClient, **wanted: Any) -> dict[str, Any]:
    answer = client.post("/api/v1/melodies", json={**RECIPE, **wanted})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def changed(client: FlaskClient, melody: dict[str, Any], to: str, **wanted: Any) -> Any:
    return client.post(f"/api/v1/melodies/{melody['id']}/{to}", json=wanted)


def test_a_recipe_has_no_accompaniment_unless_it_asks_for_one(client: FlaskClient) -> None:
    assert "accompaniment" not in made(client)["score"]


def test_an_accompaniment_moves_no_note_and_has_its_players(client: FlaskClient) -> None:
    alone = made(client)
    waltz = made(client, accompaniment="march", accompanist="steel_guitar")
    assert (
        waltz["score"].pop("accompaniment").items()
        >= {
            "pattern": "march",
            "program": 25,
            "bass_program": 32,
        }.items()
    )
    assert waltz["score"] == alone["score"]


def test_a_melody_is_accompanied_otherwise_as_a_setting(client: FlaskClient) -> None:
    melody = made(client)
    held = changed(client, melody, "settings", accompaniment="held").get_json()
    assert held["score"]["accompaniment"]["pattern"] == "held"
    assert held["score"]["bars"] == melody["score"]["bars"]
    organ = changed(client, held, "settings", accompanist="organ", layout="piano").get_json()
    assert organ["score"]["accompaniment"]["program"] == 19
    none = changed(client, organ, "settings", accompaniment="none").get_json()
    assert none["score"] == melody["score"]


def test_what_is_rolled_or_twisted_is_accompanied_again(client: FlaskClient) -> None:
    melody = made(client, accompaniment="waltz")
    rolled = changed(client, melody, "rolls", what="ending", seed=3).get_json()
    assert rolled["score"]["accompaniment"]["pattern"] == "waltz"
    twisted = changed(client, melody, "twists", twist="transpose_to_key", option="E").get_json()
    bass = twisted["score"]["accompaniment"]["bars"][0]["bass"][0]["pitches"][0]
    assert bass.startswith(twisted["score"]["bars"][0]["chords"][0]["chord"]["root"])


def test_a_melody_without_chords_is_not_accompanied_and_says_so(client: FlaskClient) -> None:
    dice = made(client, scale="chromatic", wildness=100)
    for bar in dice["score"]["bars"]:
        assert not bar.get("chords")
    answer = changed(client, dice, "settings", accompaniment="held")
    assert answer.status_code == 422
    (fault,) = answer.get_json()["errors"]
    assert (fault["field"], fault["code"]) == ("accompaniment", "no_chords")


def test_the_page_offers_all_of_it(client: FlaskClient) -> None:
    melody = made(client, accompaniment="bossa")
    page = client.get(f"/melodies/{melody['id']}").text
    assert "Bossa nova" in page
    assert "Lead sheet" in page
