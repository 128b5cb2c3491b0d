"""Programs roll, exchange a note, change settings, and read the family."""

from typing import Any

import pytest
from flask.testing import FlaskClient


@pytest.fixture
def parent(client: FlaskClient) -> dict[str, Any]:
    wanted = {"name": "rainy tuesday", "bars": 8, "seed": 7}
    made: dict[str, Any] = client.post("/api/v1/melodies", json=wanted).get_json()
    return made


def test_a_roll_keeps_what_is_locked_and_names_its_parent(
    client: FlaskClient, parent: dict[str, Any]
) -> None:
    path = f"/api/v1/melodies/{parent['id']}/rolls"
    answer = client.post(path, json={"what": "pitches", "locked": [1, 2, 3], "seed": 5})
    made = answer.get_json()
    assert answer.status_code == 201
    assert answer.headers["Location"].endswith(f"/api/v1/melodies/{made['id']}")
    assert made["parent"] == parent["id"]
    assert made["change"]["bars"] == [4, 5, 6, 7, 8]
    assert made["score"]["bars"][:3] == parent["score"]["bars"][:3]
    assert made["score"]["bars"] != parent["score"]["bars"]
    again = client.post(path, json={"what": "pitches", "locked": [1, 2, 3], "seed": 5}).get_json()
    assert (again["score"], again["id"] != made["id"]) == (made["score"], True)
    assert (parent["parent"], parent["change"]) == (None, None)


def test_one_note_is_exchanged_for_one_that_fits(
    client: FlaskClient, parent: dict[str, Any]
) -> None:
    path = f"/api/v1/melodies/{parent['id']}/notes"
    offered = client.get(f"{path}/3").get_json()["pitches"]
    made = client.post(path, json={"note": 3, "pitch": offered[0]}).get_json()
    assert made["change"]["kind"] == "note"
    assert made["change"]["told"]["pitch"] == offered[0]
    assert client.get(f"{path}/999").status_code == 422
    assert client.post(path, json={"note": 3, "pitch": "H9"}).status_code == 422


def test_settings_change_and_the_family_tells_of_all(
    client: FlaskClient, parent: dict[str, Any]
) -> None:
    path = f"/api/v1/melodies/{parent['id']}"
    made = client.post(f"{path}/settings", json={"tempo": 60, "clef": "alto"}).get_json()
    assert made["score"]["bars"] == parent["score"]["bars"]
    assert (made["score"]["tempo"]["bpm"], made["score"]["clef"]) == (60, "alto")
    family = client.get(f"/api/v1/melodies/{made['id']}/family").get_json()["members"]
    assert [one["id"] for one in family] == [parent["id"], made["id"]]
    assert family[1]["change"]["told"] == {"tempo": 60, "clef": "alto"}


@pytest.mark.parametrize("path", ["rolls", "notes", "settings"])
def test_a_parent_that_was_never_there_is_missing(client: FlaskClient, path: str) -> None:
    answer = client.post(
        f"/api/v1/melodies/neverwasthis/{path}",
        json={"notes": {"note": 1, "pitch": "C4"}}.get(path, {}),
    )
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"locked": [9]}, "no_such_bar"),
        ({"locked": list(range(1, 9))}, "all_locked"),
        ({"what": "bar"}, "missing"),
        ({"moons": 3}, "unknown"),
    ],
)
def test_what_cannot_be_rolled_is_named(
    client: FlaskClient, parent: dict[str, Any], wanted: dict[str, Any], code: str
) -> None:
    answer = client.post(f"/api/v1/melodies/{parent['id']}/rolls", json=wanted)
    assert answer.status_code == 422
    assert [fault["code"] for fault in answer.get_json()["errors"]] == [code]
