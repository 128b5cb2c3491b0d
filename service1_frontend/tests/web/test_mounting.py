"""Under a path, every address leads somewhere, whichever way the path is told."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

from melodie.formats import FORMATS
from service1_frontend.services import Services
from service1_frontend.tests.apps import answering, drain
from service1_frontend.tests.conftest import MakeApp
from service1_frontend.tests.little_files import LITTLE
from service1_frontend.tests.proxies import behind_a_proxy
from tests.siblings import lilypond_app, real_services

PATH: Final = "/music"
PUBLIC: Final = "https://example.org"
WAYS: Final[dict[str, tuple[dict[str, Any], dict[str, str]]]] = {
    "public address": ({"public_url": f"{PUBLIC}{PATH}"}, {}),
    "script name": ({"script_name": PATH}, {}),
    "both": ({"public_url": PUBLIC, "script_name": PATH}, {}),
    "both, with the path in both": ({"public_url": PUBLIC + PATH, "script_name": PATH}, {}),
    "trusted proxy": ({"trusted_proxies": 1}, {"X-Forwarded-Prefix": PATH}),
    "trusted proxy and public address": (
        {"trusted_proxies": 1, "public_url": f"{PUBLIC}{PATH}/"},
        {"X-Forwarded-Prefix": PATH},
    ),
}
THOROUGHLY: Final = {("public address", "taken off"), ("trusted proxy", "left on")}
"""Where every address is opened; elsewhere one of each kind is, for they are made alike."""

LATER: Final = 'http-equiv="refresh"'
"""What a page says that has something made, and shows more when it is done."""


class Found(HTMLParser):
    """Every address in a page, once each, in the order in which they stand there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: dict[str, None] = {}
        self.actions: dict[str, None] = {}
        self.fields: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.actions[found["action"]] = None
        if "formaction" in found:
            self.actions[found["formaction"]] = None
        self.addresses |= {found[n]: None for n in ("href", "src", "srcset") if n in found}
        if found.get("property") in {"og:url", "og:image"}:
            self.addresses[found["content"]] = None
        if tag == "input" and "name" in found:
            self.fields.setdefault(found["name"], found.get("value", ""))
        if found.get("id") == "address":
            self.addresses[found["value"]] = None


class Browser:
    """Opens addresses as people see them, by way of the proxy."""

    def __init__(self, app: Flask, proxy: str, public: str | None, *, thorough: bool) -> None:
        self.app, self.proxy, self.origin = app, proxy, public or proxy
        self.thorough = thorough
        self.cookies: dict[str, str] = {}

    def check(self, address: str) -> None:
        seen = urlsplit(address)
        assert f"{seen.scheme}://{seen.netloc}" == self.origin, address
        assert f"{seen.path}/".startswith(f"{PATH}/"), address
        assert not seen.path.startswith(PATH + PATH), address

    def open(self, address: str, **form: str) -> requests.Response:
        self.check(address)
        here = address.replace(self.origin, self.proxy, 1)
        headers = {"Cookie": "; ".join(self.cookies.values())}
        ask = requests.post if form else requests.get
        options = {"data": form} if form else {}
        answer = ask(here, headers=headers, allow_redirects=False, timeout=60, **options)  # type: ignore[arg-type]
        for told in answer.raw.headers.getlist("Set-Cookie"):
            assert f"Path={PATH};" in f"{told};"
            self.cookies[told.partition("=")[0]] = told.partition(";")[0]
        return answer

    def open_when_done(self, address: str) -> requests.Response:
        """Open a page; where it has something made, open it again when that is over."""
        answer = self.open(address)
        for _ in range(3):
            if LATER not in answer.text:
                break
            drain(self.app)
            answer = self.open(address)
        return answer

    def kind(self, address: str) -> str:
        """What an address has in common with others that are made alike: all but the values."""
        if self.thorough:
            return address
        parts = urlsplit(address)
        return f"{parts.path}?{sorted(parse_qs(parts.query, keep_blank_values=True))}"


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def swift(services: Services) -> Services:
    """The real services, but for making what is only downloaded: where it is, is asked here."""
    engraver = answering(lilypond_app(), LITTLE)
    return replace(services, lilypond=real_services(lilypond=engraver).lilypond)


@pytest.fixture(params=["taken off", "left on"])
def browser(
    request: pytest.FixtureRequest, way: str, make_app: MakeApp, swift: Services
) -> Iterator[Browser]:
    settings, adds = WAYS[way]
    app = make_app(swift, **settings)
    public = PUBLIC if "public_url" in settings else None
    with behind_a_proxy(app, PATH, strips=request.param == "taken off", adds=adds) as proxy:
        yield Browser(app, proxy, public, thorough=(way, request.param) in THOROUGHLY)


def addresses_in(answer: requests.Response) -> list[str]:
    kind = answer.headers["Content-Type"]
    if kind.startswith("text/html"):
        return list(Found(answer.text).addresses)
    if kind.startswith("text/css"):
        return [a for a in re.findall(r'url\("?([^")]+)', answer.text) if ":" not in a]
    if "javascript" in kind:
        return re.findall(r'from "([^"]+)"', answer.text)
    return []


def crawl(browser: Browser, start: str) -> set[str]:
    """Open what can be reached from ``start``, always in the same order; return all of it."""
    waiting, seen, opened = [start], {start}, {browser.kind(start)}
    while waiting:
        address = waiting.pop(0)
        answer = browser.open_when_done(address)
        led = [answer.headers["Location"]] if answer.status_code == 302 else addresses_in(answer)
        assert answer.status_code in {200, 302}, (address, answer.status_code)
        for found in led:
            other = urljoin(address, found).partition("#")[0]
            browser.check(other)
            seen.add(other)
            if browser.kind(other) not in opened:
                opened.add(browser.kind(other))
                waiting.append(other)
    return seen


@pytest.mark.no_cover  # what it runs, other tests cover
def test_every_address_of_every_page_leads_somewhere(browser: Browser) -> None:
    home = f"{browser.origin}{PATH}/"
    rolled = browser.open(home)
    assert rolled.status_code == 302
    page = Found(browser.open(urljoin(home, rolled.headers["Location"])).text)
    (action,) = {action for action in page.actions if "/melodies" in action}
    made = browser.open(
        urljoin(home, action), name="x", bars="1", csrf_token=page.fields["csrf_token"]
    )
    assert made.status_code == 303
    melody = urljoin(home, made.headers["Location"])

    seen = crawl(browser, melody)

    made_of_all = {f"{home}shelf/take/{extension}/file" for extension in ("pdf", "zip")}
    assert {home, f"{home}openapi.json", *made_of_all} <= seen
    assert len({a for a in seen if "-melodie." in a}) >= 9
    again = Found(browser.open(melody).text)
    again.fields.pop("locked")  # of another form
    for action in again.actions:
        if action.endswith(("/melodies", "/rolls")):
            answer = browser.open(urljoin(melody, action), **again.fields)
            assert answer.status_code == 303


def test_every_address_in_an_answer_for_programs_leads_somewhere(browser: Browser) -> None:
    home = f"{browser.origin}{PATH}"
    document = browser.open(f"{home}/openapi.json").json()
    (server,) = document["servers"]
    assert server["url"] == PATH
    made = requests.post(
        f"{browser.proxy}{server['url']}/api/v1/melodies",
        json={"name": "x", "bars": 1},
        timeout=60,
    )
    assert made.status_code == 201
    melody = made.json()
    addresses = [made.headers["Location"], melody["url"], *melody["files"].values()]
    assert len(addresses) > len(FORMATS)
    assert {browser.open(address).status_code for address in addresses} == {200}


@pytest.mark.parametrize("path", ["/melodies/", "/api/v1/options/"])
def test_a_redirect_stays_under_the_path(browser: Browser, path: str) -> None:
    address = f"{browser.origin}{PATH}{path}?a=b"
    answer = browser.open(address)
    assert answer.status_code == 308
    assert answer.headers["Location"] == f"{PATH}{path.rstrip('/')}?a=b"


def test_an_error_page_leads_back(browser: Browser) -> None:
    answer = browser.open(f"{browser.origin}{PATH}/nothing")
    assert answer.status_code == 404
    assert f"{PATH}/" in Found(answer.text).addresses


def links_of(app: Flask, **environ: str) -> list[str]:
    body, status, _ = run_wsgi_app(app, {**create_environ("/nothing"), **environ})
    assert status.startswith("404 ")
    return list(Found(b"".join(body).decode()).addresses)


def test_what_the_server_calls_its_path_is_taken_over(make_app: MakeApp) -> None:
    assert f"{PATH}/openapi.json" in links_of(make_app(), SCRIPT_NAME=PATH)


@pytest.mark.parametrize("sent", ["//evil.example", "https://evil.example", "/a//b", "x", "/é"])
def test_what_is_no_path_is_not_taken_over(make_app: MakeApp, sent: str) -> None:
    app = make_app(trusted_proxies=1)
    assert "/openapi.json" in links_of(app, HTTP_X_FORWARDED_PREFIX=sent)


def test_a_forwarded_path_is_believed_only_from_trusted_proxies(make_app: MakeApp) -> None:
    assert "/openapi.json" in links_of(make_app(), HTTP_X_FORWARDED_PREFIX=PATH)


def test_health_is_told_without_the_path_as_well(make_app: MakeApp) -> None:
    client = make_app(public_url=f"{PUBLIC}{PATH}").test_client()
    assert client.get("/readyz").status_code == client.get(f"{PATH}/readyz").status_code == 200


def test_a_path_called_like_one_of_ours_is_taken_off_by_the_proxy(make_app: MakeApp) -> None:
    app = make_app(public_url="https://example.org/melodies")
    with behind_a_proxy(app, "/melodies", strips=True, adds={}) as proxy:
        made = requests.post(
            f"{proxy}/melodies/api/v1/melodies", json={"name": "x", "bars": 1}, timeout=60
        ).json()
        address = made["url"].replace("https://example.org", proxy)
        assert requests.get(address, timeout=60).status_code == 200
