"""Somebody with a browser that runs no scripts."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

ASIDE = ("/rolls", "/settings", "/note")
"""The ends of what forms are sent to that stand beside the one of a page."""


class Page(HTMLParser):
    """What a page holds: its fields as a browser would send them, its faults, its words."""

    def __init__(self, response: TestResponse) -> None:
        super().__init__()
        self.status = response.status_code
        self.fields: dict[str, str] = {}
        self.faults: dict[str, str] = {}
        self.links: list[str] = []
        self.words = ""
        self._select = ""
        self._fault = ""
        self._of_another = False
        self.feed(response.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self._fault = ""
        if tag == "form":
            action = found.get("action", "")
            self._of_another = "/ideas?" in action or action.endswith(ASIDE)
        if self._of_another and tag in {"input", "button", "select", "option"}:
            pass  # of a form of its own
        elif found.get("type") == "checkbox" and "checked" not in found:
            pass  # sends nothing
        elif found.get("type") == "radio" and "checked" not in found:
            pass
        elif tag == "input" and "name" in found:
            self.fields[found["name"]] = found.get("value", "")
        elif tag == "button" and found.get("formaction"):
            self.fields[found["name"]] = found["value"]
        elif tag == "select":
            self._select = found.get("name", "")  # without one it sends nothing
        elif (
            tag == "option"
            and self._select
            and ("selected" in found or self._select not in self.fields)
        ):
            self.fields[self._select] = found["value"]
        elif found.get("id", "").endswith("-error"):
            self._fault = found["id"].removesuffix("-error")
        self.links += [found[name] for name in ("href", "src", "action") if name in found]

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._fault:
            self.faults[self._fault] = data.strip()
            self._fault = ""


class Visitor:
    """Opens pages, fills in the form that is there and presses its button."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client
        self.response: TestResponse = client.get("/", follow_redirects=True)
        self.page = Page(self.response)

    def open(self, path: str) -> Page:
        return self._turn(self._client.get(path, follow_redirects=True))

    def press(self, without: tuple[str, ...] = (), **typed: str) -> Page:
        """Send the form of this page, with what is ``typed`` in its fields."""
        fields: Mapping[str, str] = {**self.page.fields, **typed}
        sent = {name: text for name, text in fields.items() if name not in without}
        return self._turn(self._client.post("/melodies", data=sent))

    def follow(self) -> Page:
        return self.open(self.response.headers["Location"])

    def take_over(self, other: "Visitor") -> None:
        """Go on where ``other`` is, as when another replica answers the next request."""
        cookie = other._client.get_cookie("melodie")
        if cookie:
            self._client.set_cookie("melodie", cookie.value)
        self.page = other.page

    def _turn(self, response: TestResponse) -> Page:
        self.response, self.page = response, Page(response)
        return self.page


def made(client: FlaskClient) -> int:
    """Return how many melodies the front page says have been made."""
    found = re.search(
        r"(\w+)(</strong>)? melod(y|ies) made", client.get("/", follow_redirects=True).text
    )
    words = {"One": 1}
    return words.get(found[1]) or int(found[1]) if found else 0
