"""What a sibling of a newer release carries is read without what is not known in it."""

from typing import Any, Final

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

BAR: Final = {"events": [{"duration": "1"}]}
NEWER_BAR: Final = {"events": [{"duration": "1", "lyric": "la"}], "mood": {"gay": True}}
PREFERS: Final = {"Prefer": "handling=lenient"}


def post(client: FlaskClient, headers: dict[str, str], **more: Any) -> TestResponse:
    asked = {"time_signature": "4/4", "rhythm": "gentle", "bars": 8, "seed": 7, **more}
    return client.post("/v1/rhythms", json=asked, headers=headers)


def kept(bar: Any) -> list[dict[str, Any]]:
    return [{"number": 0, "bar": bar}]


def faults(answer: TestResponse) -> set[str]:
    assert answer.status_code == 422
    return {fault["field"] for fault in answer.get_json()["errors"]}


def test_what_is_carried_may_say_more_where_the_caller_prefers_that(client: FlaskClient) -> None:
    answer = post(client, PREFERS, kept=kept(NEWER_BAR))

    assert answer.get_json() == {"title": "8 bars"}
    assert answer.headers["Preference-Applied"] == "handling=lenient"


def test_where_all_is_known_nothing_is_said_of_it(client: FlaskClient) -> None:
    answer = post(client, PREFERS, kept=kept(BAR))

    assert answer.status_code == 200
    assert "Preference-Applied" not in answer.headers


@pytest.mark.parametrize("prefer", ["handling=strict", "respond-async", "", "lenient"])
def test_without_that_preference_what_is_not_known_is_refused(
    client: FlaskClient, prefer: str
) -> None:
    found = faults(post(client, {"Prefer": prefer}, kept=kept(NEWER_BAR)))

    assert {"kept.0.bar.mood", "kept.0.bar.events.0.lyric"} <= found


def test_a_choice_that_is_not_known_is_refused_all_the_same(client: FlaskClient) -> None:
    assert "mood" in faults(post(client, PREFERS, kept=kept(NEWER_BAR), mood="gay"))


def test_a_value_at_fault_is_refused_all_the_same(client: FlaskClient) -> None:
    assert faults(post(client, PREFERS, kept=kept(NEWER_BAR), bars=0)) == {"bars"}


@pytest.mark.parametrize("body", [[], "x", 7])
def test_what_is_no_object_is_refused_whatever_is_preferred(
    client: FlaskClient, body: object
) -> None:
    answer = client.post("/v1/rhythms", json=body, headers=PREFERS)
    assert answer.status_code == 422
