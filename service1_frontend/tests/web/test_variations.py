"""On a melody's page bars are locked and the rest is rolled; all of it without a script."""

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from melodie.errors import StoreUnavailable
from melodie.sounding import sounding_notes
from service1_frontend.library.change import Change
from service1_frontend.library.melodies import Library
from service1_frontend.library.melody import Melody
from service1_frontend.tests.conftest import MakeApp
from service1_frontend.web.app_state import MAKER
from tests.siblings import real_services

WANTED = {"name": "rainy tuesday", "bars": 8, "seed": 7}


@pytest.fixture
def parent(client: FlaskClient) -> str:
    """The id of a melody of eight bars."""
    answer = client.post("/api/v1/melodies", json=WANTED)
    return str(answer.get_json()["id"])


def press(client: FlaskClient, melody_id: str, form: str, **fields: object) -> TestResponse:
    """Press a button of a melody's page."""
    page = client.get(f"/melodies/{melody_id}").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    return client.post(f"/melodies/{melody_id}/{form}", data={"csrf_token": token[1], **fields})


def led_to(client: FlaskClient, answer: TestResponse) -> Melody:
    """Return the melody whose page an answer leads to."""
    assert answer.status_code == 303, unescape(answer.text)
    melody_id = answer.headers["Location"].rpartition("/")[2]
    found = client.application.extensions[MAKER].find(melody_id)
    assert isinstance(found, Melody)
    return found


def find(client: FlaskClient, melody_id: str) -> Melody:
    found = client.application.extensions[MAKER].find(melody_id)
    assert isinstance(found, Melody)
    return found


def test_locked_bars_stay_and_the_rest_is_another_melody_with_its_parent(
    client: FlaskClient, parent: str
) -> None:
    before = find(client, parent)
    made = led_to(client, press(client, parent, "rolls", what="everything", locked=[1, 2, 8]))

    assert made.parent_id == parent
    kept = (0, 1, 7)
    assert [made.score.bars[n] for n in kept] == [before.score.bars[n] for n in kept]
    assert made.score.bars != before.score.bars
    assert find(client, parent).score_json == before.score_json
    change = Change.read(made.change)
    assert change is not None
    assert (change.kind, change.bars, change.locked) == ("roll", (3, 4, 5, 6, 7), (1, 2, 8))


def test_the_page_says_what_was_rolled_and_leads_back_and_on(
    client: FlaskClient, parent: str
) -> None:
    made = led_to(client, press(client, parent, "rolls", what="rhythm", locked=[1, 2, 3, 4, 6]))
    page = client.get(f"/melodies/{made.id}").text
    assert "New rhythm: bars 5, 7\N{EN DASH}8" in unescape(page)
    assert f'rel="prev" data-history="undo" href="/melodies/{parent}?locked=1' in page
    assert len(re.findall(r'name="locked" value="\d+"[^>]* checked', page)) == 5
    assert (
        f'rel="next" data-history="redo" href="/melodies/{made.id}"'
        in client.get(f"/melodies/{parent}").text
    )
    tree = page[page.index('class="tree"') : page.index("</ol>")]
    assert tree.count("<li") == 2
    assert re.search(rf'href="/melodies/{made.id}[^"]*"[^>]* aria-current="page"', tree)


@pytest.mark.parametrize(
    ("fields", "said", "kept"),
    [
        ({"what": "everything", "locked": [1, 12]}, "There is no such bar: they are 1 to 8.", {1}),
        (
            {"what": "pitches", "locked": list(range(1, 9))},
            "Every bar is locked.",
            set(range(1, 9)),
        ),
        ({"what": "bar", "locked": [3], "bar": 3}, "That bar is locked.", {3}),
        ({"what": "bar", "bar": ""}, "This is needed.", set()),
        ({"what": "sideways"}, "rolls", set()),
        ({"what": "everything", "locked": ["two"]}, "Must be a whole number.", set()),
    ],
)
def test_what_cannot_be_rolled_is_said_and_the_locks_stay(
    client: FlaskClient, parent: str, fields: dict[str, object], said: str, kept: set[int]
) -> None:
    answer = press(client, parent, "rolls", **fields)
    assert answer.status_code == 422
    assert said in unescape(answer.text)
    checked = re.findall(r'name="locked" value="(\d+)"[^>]* checked', answer.text)
    assert set(map(int, checked)) == kept


def test_a_form_of_another_site_rolls_nothing(client: FlaskClient, parent: str) -> None:
    answer = client.post(f"/melodies/{parent}/rolls", data={"what": "everything"})
    assert answer.status_code == 422
    assert "open for too long" in answer.text


@pytest.mark.parametrize("form", ["rolls", "settings"])
def test_a_parent_that_was_never_there_is_said_to_be_missing(
    client: FlaskClient, form: str
) -> None:
    answer = client.post(f"/melodies/neverwasthis/{form}", data={"what": "everything"})
    assert answer.status_code == 404
    assert "There is no melody at this address" in answer.text
    assert client.get(f"/melodies/neverwasthis/{form}").status_code == 302


def test_a_service_that_is_away_loses_nothing(
    make_app: MakeApp, client: FlaskClient, parent: str
) -> None:
    alone = make_app(real_services(rhythm=Flask("away"))).test_client()
    answer = press(alone, parent, "rolls", what="everything", locked=[2])
    assert answer.status_code == 502
    assert "Nothing was lost" in answer.text
    assert 'value="2" aria-label="Bar 2" checked' in answer.text


def test_name_tempo_instrument_and_paper_change_without_a_note_moving(
    client: FlaskClient, parent: str
) -> None:
    before = find(client, parent)
    fields = {"name": "dry friday", "tempo": "72", "instrument": "double_bass", "paper": "letter"}
    made = led_to(client, press(client, parent, "settings", clef="", **fields))

    assert made.score.bars == before.score.bars
    assert (made.score.title, made.score.tempo.bpm) == ("dry friday", 72)
    assert made.score.clef != before.score.clef
    assert (made.recipe.name, made.recipe.paper) == ("dry friday", "letter")
    page = unescape(client.get(f"/melodies/{made.id}").text)
    assert "Called dry friday · Tempo 72" in page
    assert "outside the comfortable range" in page
    assert find(client, parent).recipe.name == "rainy tuesday"


def test_a_clef_is_taken_as_it_is_asked_for(client: FlaskClient, parent: str) -> None:
    made = led_to(client, press(client, parent, "settings", clef="alto"))
    assert made.score.clef == "alto"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "Must hold at least one visible character."),
        ({"name": "x", "tempo": "900"}, "Must be at most 300."),
        ({"name": "x", "instrument": "kazoo"}, "This is not offered"),
        ({"name": "rainy tuesday"}, "All of this is as it was before."),
    ],
)
def test_settings_that_make_no_sense_are_said_beside_their_field(
    client: FlaskClient, parent: str, fields: dict[str, str], said: str
) -> None:
    answer = press(client, parent, "settings", **fields)
    assert answer.status_code == 422
    assert said in unescape(answer.text)
    assert 'class="field-error"' in answer.text


def test_one_note_is_offered_others_and_only_it_changes(client: FlaskClient, parent: str) -> None:
    before = find(client, parent)
    page = client.get(f"/melodies/{parent}/note?note=3")
    offered = re.findall(r'name="pitch" value="([^"]+)"', page.text)
    assert 3 <= len(offered) <= 6
    assert page.text.count('class="score"') == len(offered) + 1  # as it is, too
    for path in re.findall(r'data-(?:sound|timeline)="([^"]+)"', page.text):
        with client.get(unescape(path)) as heard:
            assert heard.status_code == 200

    made = led_to(client, press(client, parent, "note", note=3, pitch=offered[0]))

    pitches = [
        [str(e.pitch) for bar in one.score.bars for e in bar.events if e.pitch]
        for one in (before, made)
    ]
    assert pitches[1] == [*pitches[0][:2], offered[0], *pitches[0][3:]]
    assert "Another note: bar" in client.get(f"/melodies/{made.id}").text


@pytest.mark.parametrize("query", ["?note=", "?note=0", "?note=999", "?note=%C2%B2"])
def test_a_note_that_is_not_there_is_said(client: FlaskClient, parent: str, query: str) -> None:
    answer = client.get(f"/melodies/{parent}/note{query}")
    assert answer.status_code == 422


def test_another_note_is_heard_as_it_would_stand(client: FlaskClient, parent: str) -> None:
    number = 3
    timelines = [
        client.get(f"/melodies/{parent}/note/{number}/{pitch}/timeline.json").get_json()
        for pitch in (str(sounding_notes(find(client, parent).score)[number - 1].pitch), "Eb6")
    ]
    first, second = ([(n["number"], n["bar"]) for n in told["notes"]] for told in timelines)
    assert first == second
    assert {len(told["bars"]) for told in timelines} == {2}


@pytest.mark.parametrize(
    ("asked", "status"), [("3/H9", 404), ("0/C4", 422), ("999/C4", 422), ("x/C4", 422)]
)
def test_no_other_note_is_heard(client: FlaskClient, parent: str, asked: str, status: int) -> None:
    answer = client.get(f"/melodies/{parent}/note/{asked}/sound.wav")
    assert answer.status_code == status


def test_without_pictures_other_notes_are_named(
    make_app: MakeApp, client: FlaskClient, parent: str
) -> None:
    alone = make_app(real_services()).test_client()
    assert alone.get("/api/v1/options").status_code == 200
    maker = alone.application.extensions[MAKER]
    alone.application.extensions[MAKER] = replace(
        maker,
        services=replace(maker.services, lilypond=real_services(lilypond=Flask("x")).lilypond),
    )
    page = alone.get(f"/melodies/{parent}/note?note=1").text
    assert 'name="pitch"' in page
    assert 'class="score"' not in page


def test_two_melodies_stand_side_by_side_to_be_heard(client: FlaskClient, parent: str) -> None:
    made = led_to(client, press(client, parent, "rolls", what="pitches"))
    page = client.get(f"/melodies/{made.id}/compare").text
    assert page.count("data-player") == 2
    assert f'data-path="/melodies/{parent}/compare?other={made.id}"' in page
    assert 'id="awide-n1"' in page
    assert 'id="bwide-n1"' in page
    assert client.get(f"/melodies/{parent}/compare").status_code == 404
    assert client.get(f"/melodies/{parent}/compare?other={made.id}").status_code == 200


@pytest.mark.parametrize(
    ("view", "fields"),
    [
        ("rolls", {"what": "rhythm", "locked": [1, 2]}),
        ("note", {"note": "1", "pitch": "C#6"}),
        ("settings", {"name": "été", "tempo": "77"}),
        ("twists", {"twist": "retrograde"}),
        ("twists", {"twist": "harmonise", "option": "surprising"}),
    ],
)
def test_a_database_that_cannot_be_written_loses_nothing(
    client: FlaskClient,
    parent: str,
    monkeypatch: pytest.MonkeyPatch,
    view: str,
    fields: dict[str, Any],
) -> None:
    token = re.search(r'csrf_token"[^>]*value="([^"]+)"', client.get(f"/melodies/{parent}").text)
    assert token

    def refuse(*_: object) -> None:
        raise StoreUnavailable("The library of melodies does not answer.")

    monkeypatch.setattr(Library, "save", refuse)
    answer = client.post(f"/melodies/{parent}/{view}", data=fields | {"csrf_token": token[1]})
    assert answer.status_code == 503
    assert "could not be kept" in answer.text
    link = re.search(rf'href="([^"]+/{view}/mid\?[^"]*)"', unescape(answer.text))
    assert link
    file = client.get(link[1])
    assert file.status_code == 200
    assert file.data.startswith(b"MThd")
    assert client.get(link[1].replace("/mid?", "/exe?")).status_code == 404
