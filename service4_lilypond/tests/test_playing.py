import io
import wave
from typing import Any

import pytest
from flask.testing import FlaskClient

from melodie.contract import EDITION_HEADER, PlayRequest, Timeline
from tests.builders import a_score

SCORE = PlayRequest(score=a_score()).model_dump(mode="json", exclude_defaults=True)


def test_the_sound_is_as_long_as_its_timeline_says(client: FlaskClient) -> None:
    asked = SCORE | {"percent": 150, "count_in": True, "instrument": "flute", "rounds": 2}
    sound = client.post("/v1/sounds", json=asked)
    told = Timeline.model_validate_json(client.post("/v1/timelines", json=asked).data)

    assert (sound.status_code, sound.mimetype) == (200, "audio/wav")
    assert sound.headers[EDITION_HEADER]
    with wave.open(io.BytesIO(sound.data)) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(told.seconds, abs=1e-3)
    assert (told.rounds, len(told.notes), len(told.bars)) == (2, 4, 1)


@pytest.mark.parametrize("path", ["/v1/sounds", "/v1/timelines"])
@pytest.mark.parametrize(
    ("fault", "field"),
    [
        ({"instrument": "theremin"}, "instrument"),
        ({"instrument": "../flute"}, "instrument"),
        ({"percent": 24}, "percent"),
        ({"percent": "100"}, "percent"),
        ({"bpm": 301}, "bpm"),
        ({"first_bar": 2}, "first_bar"),
        ({"last_bar": -1}, "last_bar"),
        ({"rounds": 17}, "rounds"),
        ({"loud": True}, "loud"),
        (
            {"score": SCORE["score"] | {"bars": SCORE["score"]["bars"] * 64}, "percent": 25}
            | {"bpm": 20},
            "tempo",
        ),
    ],
)
def test_what_cannot_be_played_is_refused_by_field(
    client: FlaskClient, path: str, fault: dict[str, Any], field: str
) -> None:
    refused = client.post(path, json=SCORE | fault)
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json["errors"]] == [field]  # type: ignore[index]


def test_a_newer_sibling_may_say_more_of_a_score_but_not_ask_for_more(client: FlaskClient) -> None:
    newer = SCORE | {"score": SCORE["score"] | {"dynamics": "p"}}
    lenient = {"Prefer": "handling=lenient"}
    assert client.post("/v1/timelines", json=newer).status_code == 422
    assert client.post("/v1/timelines", json=newer, headers=lenient).status_code == 200
    more = SCORE | {"swing": 60}
    assert client.post("/v1/sounds", json=more, headers=lenient).status_code == 422
