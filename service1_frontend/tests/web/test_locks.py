"""What is locked of a melody stays locked wherever its page leads."""

import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from service1_frontend.tests.visitor import Page

WANTED: dict[str, Any] = {"name": "Turn", "key": "C", "scale": "major", "bars": 4, "seed": 7}
LOCKED = "locked=1&locked=3"


@pytest.fixture
def melody(client: FlaskClient) -> str:
    """The path of a melody of four bars, of which none is locked."""
    return f"/melodies/{client.post('/api/v1/melodies', json=WANTED).get_json()['id']}"


def locked_at(client: FlaskClient, path: str) -> set[int]:
    """Return the bars that are locked on a melody's page."""
    page = client.get(path, follow_redirects=True).text
    return set(map(int, re.findall(r'name="locked" value="(\d+)"[^>]* checked', page)))


def links(client: FlaskClient, path: str) -> list[str]:
    return Page(client.get(path)).links


def sent(client: FlaskClient, path: str, action: str, **typed: str) -> str:
    """Send the form of a page that has this action, and return where that leads."""
    form = client.get(path).text.partition(f'method="post" action="{action}"')[2]
    hidden = re.findall(r'<input (?=[^>]*type="hidden")[^>]*>', form.partition("</form>")[0])
    fields = MultiDict(typed)
    for field in hidden:
        fields.add(*(re.findall(rf'{one}="([^"]*)"', field)[0] for one in ("name", "value")))
    answer = client.post(action, data=fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_an_address_locks_the_bars_that_are_there(client: FlaskClient, melody: str) -> None:
    assert locked_at(client, melody) == set()
    assert locked_at(client, f"{melody}?{LOCKED}&locked=9&locked=x") == {1, 3}


def test_a_twist_that_is_looked_at_leads_back_to_what_was_locked(
    client: FlaskClient, melody: str
) -> None:
    for twist in ("retrograde", "harmonise"):
        [seen] = [one for one in links(client, f"{melody}?{LOCKED}") if f"twist={twist}" in one]
        assert unescape(seen).endswith(LOCKED)
        [back] = [one for one in links(client, seen) if one.startswith(f"{melody}?")]
        assert locked_at(client, back) == {1, 3}


def test_what_is_kept_of_a_twist_has_the_same_bars_locked_and_so_has_undo(
    client: FlaskClient, melody: str
) -> None:
    twists = f"{melody}/twists"
    kept = sent(client, f"{twists}?twist=retrograde&{LOCKED}", twists)
    assert locked_at(client, kept) == {1, 3}
    undo = re.search(r'data-history="undo" href="([^"]+)"', client.get(kept).text)
    assert undo
    assert undo[1].startswith(melody)
    assert locked_at(client, unescape(undo[1])) == {1, 3}

    shorter = sent(client, f"{twists}?twist=diminish&{LOCKED}", twists)
    assert locked_at(client, shorter) == {1}, "bars that are no more are not locked"


def test_other_settings_and_another_note_leave_bars_locked(
    client: FlaskClient, melody: str
) -> None:
    page = f"{melody}?{LOCKED}"
    assert locked_at(client, sent(client, page, f"{melody}/settings", tempo="77")) == {1, 3}
    choice = f"{melody}/note?note=1&{LOCKED}"
    pitch = re.search(r'name="pitch" value="([^"]+)"', client.get(choice).text)
    assert pitch
    assert locked_at(client, sent(client, choice, f"{melody}/note", pitch=pitch[1])) == {1, 3}


def test_two_that_are_compared_open_with_the_bars_locked(client: FlaskClient, melody: str) -> None:
    child = sent(client, melody, f"{melody}/settings", tempo="77")
    sides = [
        one
        for one in links(client, f"{child}/compare?{LOCKED}")
        if re.fullmatch(r"/melodies/\w+\?locked.*", one)
    ]
    assert {one.partition("?")[0] for one in sides} == {melody, child}
    assert all(locked_at(client, one) == {1, 3} for one in sides)


def test_what_was_rolled_knows_its_locks_and_an_address_may_say_that_there_are_none(
    client: FlaskClient, melody: str
) -> None:
    page = Page(client.get(melody))
    fields = {"csrf_token": page.fields["csrf_token"], "what": "everything", "locked": "2"}
    rolled = client.post(f"{melody}/rolls", data=fields).headers["Location"]
    assert "?" not in rolled
    assert locked_at(client, rolled) == {2}
    assert locked_at(client, f"{rolled}?locked=") == set()
    [seen] = [one for one in links(client, f"{rolled}?locked=") if "twist=retrograde" in one]
    assert locked_at(client, sent(client, seen, f"{rolled}/twists")) == set()
