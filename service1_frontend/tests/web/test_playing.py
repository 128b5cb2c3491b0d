import io
import wave
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from melodie.contract import Timeline
from service1_frontend.tests.apps import AWAY, answering
from service1_frontend.tests.conftest import MakeApp
from tests.siblings import lilypond_app, real_services

RECIPE = {"name": "heard", "bars": 4, "seed": 7, "pickup": False, "time_signature": "4/4"}


@pytest.fixture
def path(client: FlaskClient) -> str:
    made = client.post("/api/v1/melodies", json=RECIPE | {"tempo": 120})
    return f"/melodies/{made.json['id']}"  # type: ignore[index]


def told(client: FlaskClient, path: str, query: str = "") -> Timeline:
    answer = client.get(f"{path}/timeline.json?{query}")
    assert answer.status_code == 200
    return Timeline.model_validate_json(answer.data)


def seconds(answer: TestResponse) -> float:
    with wave.open(io.BytesIO(answer.data)) as file:
        length: float = file.getnframes() / file.getframerate()
        return length


@pytest.mark.parametrize(
    ("query", "length"),
    [
        ("expression=0", 4 * 2 + 1),
        ("tempo=50&expression=0", 4 * 4 + 1),
        ("bpm=60&metronome=1&instrument=flute&expression=0", 4 * 4 + 1),
        ("from=2&to=3&count_in=1&expression=0", 3 * 2 + 1),
        ("from=2&to=2&loop=1&expression=0", 16 * 2),
        ("loop=1&count_in=1", 5 * 10),
    ],
)
def test_the_sound_and_its_timeline_are_what_the_query_asks_for(
    client: FlaskClient, path: str, query: str, length: float
) -> None:
    answer = client.get(f"{path}/sound.wav?{query}")
    assert (answer.status_code, answer.mimetype) == (200, "audio/wav")
    assert seconds(answer) == pytest.approx(length, abs=0.01)
    assert told(client, path, query).seconds == pytest.approx(length, abs=0.01)


def test_expression_is_the_usual_one_unless_another_is_asked_for(
    client: FlaskClient, path: str
) -> None:
    straight, usual, most = (told(client, path, f"expression={n}") for n in (0, 60, 100))
    assert told(client, path) == usual
    assert straight.notes != usual.notes != most.notes != straight.notes
    assert client.get(f"{path}/sound.wav?expression=0").data != client.get(f"{path}/sound.wav").data


def test_bars_that_are_asked_for_are_those_that_sound(client: FlaskClient, path: str) -> None:
    assert {bar.number for bar in told(client, path, "from=2&to=3").bars} == {2, 3}
    assert {note.bar for note in told(client, path, "from=2&to=3").notes} == {2, 3}


@pytest.mark.parametrize("name", ["sound.wav", "timeline.json"])
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("tempo=1", "tempo"),
        ("tempo=fast", "tempo"),
        ("tempo=100000000000000000000", "tempo"),
        ("bpm=0", "bpm"),
        ("expression=101", "expression"),
        ("expression=much", "expression"),
        ("from=5", "from"),
        ("from=3&to=2", "to"),
        ("to=-1", "to"),
        ("instrument=theremin", "instrument"),
        ("instrument=7", "instrument"),
        ("count_in=maybe", "count_in"),
        ("loop=2", "loop"),
    ],
)
def test_a_query_that_cannot_be_met_is_answered_by_field(
    client: FlaskClient, path: str, name: str, query: str, field: str
) -> None:
    refused = client.get(f"{path}/{name}?{query}", headers={"Accept": "application/json"})
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json["errors"]] == [field]  # type: ignore[index]
    page = client.get(f"{path}/{name}?{query}", headers={"Accept": "text/html"})
    assert page.status_code == 422
    assert "<html" in page.text


def test_a_part_of_a_sound_can_be_asked_for(client: FlaskClient, path: str) -> None:
    whole = client.get(f"{path}/sound.wav?tempo=150")
    part = client.get(f"{path}/sound.wav?tempo=150", headers={"Range": "bytes=100-199"})
    assert part.status_code == 206
    assert part.data == whole.data[100:200]
    same = client.get(
        f"{path}/sound.wav?tempo=150", headers={"If-None-Match": whole.headers["ETag"]}
    )
    assert (same.status_code, same.data) == (304, b"")


def test_nothing_is_played_for_who_only_asks_about_it(make_app: MakeApp) -> None:
    deaf = answering(lilypond_app(), {"/v1/sounds": AWAY, "/v1/timelines": AWAY})
    client = make_app(real_services(lilypond=deaf)).test_client()
    path = f"/melodies/{client.post('/api/v1/melodies', json=RECIPE).json['id']}"  # type: ignore[index]
    for name in ("sound.wav", "timeline.json"):
        assert client.head(f"{path}/{name}?tempo=75").status_code == 200
        away = client.get(f"{path}/{name}?tempo=75")
        assert (away.status_code, away.headers["Retry-After"]) == (503, "5")


def test_what_is_not_there_is_not_played(client: FlaskClient) -> None:
    for name in ("sound.wav", "timeline.json"):
        assert client.get(f"/melodies/{'x' * 12}/{name}").status_code == 404


def test_a_sound_is_kept_by_browsers_for_an_hour_and_a_refusal_is_not(
    client: FlaskClient, path: str
) -> None:
    for name in ("sound.wav", "timeline.json"):
        kept: Any = client.get(f"{path}/{name}").cache_control
        assert (kept.max_age, kept.immutable, kept.private) == (3600, False, True)
        assert client.get(f"{path}/{name}?tempo=1").cache_control.max_age is None
