"""A tune is locked and its chords are rolled: by programs, and on the page without a script."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from service1_frontend.tests.visitor import Page

RECIPE: dict[str, Any] = {"name": "rainy tuesday", "bars": 8, "seed": 7, "key": "Bb"}
BLUES: dict[str, Any] = {"chords": "12-bar blues", "bars": 12}
BUTTON = "New chords, the same tune"


def made(client: FlaskClient, **wanted: Any) -> dict[str, Any]:
    answer = client.post("/api/v1/melodies", json=RECIPE | wanted)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def rolled(client: FlaskClient, melody: dict[str, Any], **wanted: Any) -> Any:
    path = f"/api/v1/melodies/{melody['id']}/rolls"
    return client.post(path, json={"what": "chords", **wanted})


def chords(melody: dict[str, Any]) -> list[Any]:
    return [bar.get("chords") for bar in melody["score"]["bars"]]


def tune(melody: dict[str, Any]) -> dict[str, Any]:
    """Return all of a score but its chords and its accompaniment."""
    score = {name: value for name, value in melody["score"].items() if name != "accompaniment"}
    bars = [{n: v for n, v in bar.items() if n != "chords"} for bar in score["bars"]]
    return score | {"bars": bars}


@pytest.mark.parametrize(
    "wanted",
    [
        {"pickup": True, "time_signature": "6/8", "phrasing": "slurs", "scale": "natural_minor"},
        {"chords": "C | Am F | G7 | C", "key": "C"},
        BLUES,
        {"scale": "minor_pentatonic"},
    ],
)
def test_the_tune_stays_and_each_seed_gives_other_chords(
    client: FlaskClient, wanted: dict[str, Any]
) -> None:
    melody = made(client, **wanted)
    several = [rolled(client, melody, seed=seed).get_json() for seed in range(8)]
    assert all(tune(one) == tune(melody) for one in several)
    assert all(chords(one) != chords(melody) for one in several)
    assert len({str(chords(one)) for one in several}) >= 3
    assert chords(rolled(client, melody, seed=3).get_json()) == chords(several[3])


def test_locked_bars_keep_their_chords_and_the_accompaniment_is_one_of_the_new_ones(
    client: FlaskClient,
) -> None:
    melody = made(client, accompaniment="waltz", pickup=True)
    child = rolled(client, melody, seed=5, locked=[1, 2, 8]).get_json()
    before, after = chords(melody), chords(child)
    assert [after[n] for n in (0, 1, 2, 8)] == [before[n] for n in (0, 1, 2, 8)]
    assert after != before
    assert (child["parent"], child["change"]["what"]) == (melody["id"], "chords")
    assert (child["change"]["bars"], child["change"]["seed"]) == ([3, 4, 5, 6, 7], 5)
    held = None  # under a chord that goes on, a waltz may have its fifth
    for bar, below in zip(child["score"]["bars"][1:], _below(child), strict=True):
        chord = bar["chords"][0]["chord"]
        if chord != held:
            assert below["bass"][0]["pitches"][0].startswith(chord["root"])
        held = bar["chords"][-1]["chord"]


def _below(melody: dict[str, Any]) -> list[Any]:
    bars: list[Any] = melody["score"]["accompaniment"]["bars"]
    return bars[1:]


@pytest.mark.parametrize(
    "wanted",
    [
        {"chords": "none"},
        {"scale": "chromatic", "wildness": 100},
    ],
)
def test_a_melody_without_chords_has_none_to_roll_and_says_so(
    client: FlaskClient, wanted: dict[str, Any]
) -> None:
    melody = made(client, **wanted)
    answer = rolled(client, melody)
    assert answer.status_code == 422
    (fault,) = answer.get_json()["errors"]
    assert (fault["field"], fault["code"]) == ("what", "no_chords_to_roll")
    page = Page(client.get(f"/melodies/{melody['id']}"))
    assert BUTTON not in page.words
    sent = {"csrf_token": page.fields["csrf_token"], "what": "chords"}
    refused = Page(client.post(f"/melodies/{melody['id']}/rolls", data=sent))
    assert "This melody has no chords to roll." in refused.words


@pytest.mark.parametrize("first", [0, 1])
def test_an_upbeat_has_no_chords_to_roll(client: FlaskClient, first: int) -> None:
    answer = rolled(client, made(client, pickup=True), locked=list(range(first, 9)))
    assert [fault["code"] for fault in answer.get_json()["errors"]] == ["all_locked"]


def test_where_nothing_else_fits_it_is_said(client: FlaskClient) -> None:
    melody = made(client, chords="Ab | Gb | Db | Fm | Ab | Gb | Db | Bb")
    answer = rolled(client, melody, locked=list(range(1, 8)))
    (fault,) = answer.get_json()["errors"]
    assert (fault["field"], fault["code"]) == ("bars", "nothing_new")


def test_on_the_page_a_press_gives_new_chords_and_leads_back(client: FlaskClient) -> None:
    melody = made(client)
    address = f"/melodies/{melody['id']}"
    page = Page(client.get(address))
    assert BUTTON in page.words
    sent = {"csrf_token": page.fields["csrf_token"], "what": "chords", "locked": ["1"]}
    led = client.post(f"{address}/rolls", data=sent)
    assert led.status_code == 303
    after = Page(client.get(led.headers["Location"]))
    assert "New chords under the same tune: bars 2\N{EN DASH}8" in after.words
    child = client.get(f"/api/v1{led.headers['Location']}").get_json()
    assert tune(child) == tune(melody)
    assert chords(child)[:1] == chords(melody)[:1]


@pytest.mark.parametrize(
    ("wanted", "composed", "then"),
    [
        (
            BLUES,
            "12-bar blues",
            "12-bar blues at first, then rolled",
        ),
        ({}, None, "Rolled"),
    ],
)
def test_what_made_it_says_that_the_chords_were_rolled_and_so_does_what_comes_of_it(
    client: FlaskClient, wanted: dict[str, Any], composed: str | None, then: str
) -> None:
    melody = made(client, **wanted)
    assert chords_told(client, melody) == composed
    other = rolled(client, melody, locked=[1]).get_json()
    assert chords_told(client, other) == then
    settings = f"/api/v1/melodies/{other['id']}/settings"
    assert chords_told(client, client.post(settings, json={"tempo": 77}).get_json()) == then


def chords_told(client: FlaskClient, melody: dict[str, Any]) -> str | None:
    """Return what the page of a melody says of its chords where it says what made it."""
    page = client.get(f"/melodies/{melody['id']}").text.partition('<dl class="recipe">')[2]
    found = re.search("<dt>Chords</dt><dd>(.*?)</dd>", page.partition("</dl>")[0])
    return found[1] if found else None


def test_chosen_chords_that_were_rolled_are_not_said_to_be_cut(client: FlaskClient) -> None:
    melody = made(client, chords="12-bar blues", bars=8)
    said = "this melody takes the first"
    assert said in client.get(f"/melodies/{melody['id']}").text
    assert said not in client.get(f"/melodies/{rolled(client, melody).get_json()['id']}").text


def test_chosen_chords_are_told_as_others_after_twists_that_change_them(
    client: FlaskClient,
) -> None:
    melody = made(client, chords="C | Am | F | G7", key="C", bars=4)
    path = f"/api/v1/melodies/{melody['id']}/twists"
    for twist, option, then in (
        ("harmonise", "richer", "C | Am | F | G7 at first, then others"),
        ("retrograde", "all", "C | Am | F | G7, from the end to the beginning"),
        ("invert_exactly", None, "C | Am | F | G7"),
    ):
        kept = client.post(path, json={"twist": twist} | ({"option": option} if option else {}))
        assert chords_told(client, kept.get_json()) == then
