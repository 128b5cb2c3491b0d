"""The four real services make the melody that was asked for, and make it again."""

from pathlib import Path

from flask.testing import FlaskClient

from service1_frontend.web.api import MelodyReply
from tests.flow.melodies import RAINY_TUESDAY, a_frontend, download, make
from tests.siblings import real_services


def test_the_same_recipe_twice_is_the_same_melody_byte_for_byte(client: FlaskClient) -> None:
    first = client.post("/api/v1/melodies", json=RAINY_TUESDAY)
    second = client.post("/api/v1/melodies", json=RAINY_TUESDAY)
    assert first.status_code == second.status_code == 201
    assert first.get_json()["id"] != second.get_json()["id"]
    assert first.get_json()["score"] == second.get_json()["score"]
    midi = [client.get(made.get_json()["files"]["mid"]).data for made in (first, second)]
    assert midi[0] == midi[1]


def test_every_replica_makes_the_same_melody(client: FlaskClient, tmp_path: Path) -> None:
    # Another process would have other clients of the same services.
    replica = a_frontend(tmp_path, real_services()).test_client()
    here, there = make(client), make(replica)
    assert here.score == there.score
    assert download(client, here, "mid") == download(replica, there, "mid")


def test_another_seed_is_another_melody(client: FlaskClient) -> None:
    scores = [make(client, seed=seed).score for seed in range(4)]
    assert all(scores.count(score) == 1 for score in scores)


def test_the_answer_repeats_the_recipe_that_gives_the_melody_again(client: FlaskClient) -> None:
    made = make(client, seed=None)
    again = client.post("/api/v1/melodies", json=made.recipe.model_dump(mode="json"))
    assert MelodyReply.model_validate_json(again.data).score == made.score


def test_what_was_asked_for_is_what_is_in_the_score(client: FlaskClient) -> None:
    score = make(client, tempo=63, wildness=0).score
    assert score.title == "rainy tuesday"
    assert (score.key.tonic, score.key.scale, score.key.mode) == ("Bb", "dorian", "dorian")
    assert str(score.time_signature) == "6/8"
    assert score.tempo.bpm == 63
    assert len([bar for bar in score.bars if not bar.pickup]) == 8
