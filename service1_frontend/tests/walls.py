"""The front page's wall of ideas, as somebody sees it whose browser runs no scripts."""

import re
from html import unescape
from urllib.parse import urlencode

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from melodie import ENGINE_VERSION

WALL = f"/?{urlencode({'ideas': 2, 'wall': 7, 'engine': ENGINE_VERSION})}"
CARD = re.compile(r'<li class="idea".*?</li>', re.DOTALL)


def cards(response: TestResponse) -> list[str]:
    return CARD.findall(response.text)


def notes_on(response: TestResponse) -> list[str]:
    return re.findall(r'data-idea="\d" aria-label="([^"]+)"', response.text) or re.findall(
        r'aria-label="(Idea [^"]+)" data-idea', response.text
    )


def address(card: str, name: str) -> str:
    found = re.search(rf'(?:action|href)="([^"]*{name}[^"]*)"', card)
    assert found
    return unescape(found[1])


def press(
    client: FlaskClient, card: str, do: str, near: str = "40", **headers: str
) -> TestResponse:
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', card))
    sent = {name: unescape(text) for name, text in fields.items()} | {"do": do, "near": near}
    return client.post(address(card, "/ideas\\?"), data=sent, headers=headers)
