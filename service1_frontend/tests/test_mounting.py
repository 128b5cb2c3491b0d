"""Under a path, every address leads somewhere, whichever way the path is told."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import pytest
import requests
from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

from service1_frontend.tests.conftest import MakeApp
from service1_frontend.tests.proxies import behind_a_proxy

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


class Found(HTMLParser):
    """Every address in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: set[str] = set()
        self.actions: set[str] = set()
        self.fields: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.actions.add(found["action"])
        self.addresses |= {found[n] for n in ("href", "src", "srcset") if n in found}
        if found.get("property") in {"og:url", "og:image"}:
            self.addresses.add(found["content"])
        if tag == "input" and "name" in found:
            self.fields.setdefault(found["name"], found.get("value", ""))
        if found.get("id") == "address":
            self.addresses.add(found["value"])


class Browser:
    """Opens addresses as people see them, by way of the proxy."""

    def __init__(self, proxy: str, public: str | None) -> None:
        self.proxy, self.origin = proxy, public or proxy
        self.cookie = ""

    def open(self, address: str, **form: str) -> requests.Response:
        seen = urlsplit(address)
        assert f"{seen.scheme}://{seen.netloc}" == self.origin, address
        assert f"{seen.path}/".startswith(f"{PATH}/"), address
        assert not seen.path.startswith(PATH + PATH), address
        here = address.replace(self.origin, self.proxy, 1)
        headers = {"Cookie": self.cookie}
        ask = requests.post if form else requests.get
        options = {"data": form} if form else {}
        answer = ask(here, headers=headers, allow_redirects=False, timeout=60, **options)  # type: ignore[arg-type]
        if told := answer.headers.get("Set-Cookie"):
            assert f"Path={PATH};" in f"{told};"
            self.cookie = told.partition(";")[0]
        return answer


@pytest.fixture(params=[pytest.param(w, id=w) for w in WAYS])
def way(request: pytest.FixtureRequest) -> tuple[dict[str, Any], dict[str, str]]:
    return WAYS[request.param]


@pytest.fixture(params=[True, False], ids=["taken off", "left on"])
def browser(
    request: pytest.FixtureRequest,
    way: tuple[dict[str, Any], dict[str, str]],
    make_app: MakeApp,
) -> Iterator[Browser]:
    settings, adds = way
    app = make_app(**settings)
    public = PUBLIC if "public_url" in settings else None
    with behind_a_proxy(app, PATH, strips=request.param, adds=adds) as proxy:
        yield Browser(proxy, public)


def addresses_in(answer: requests.Response) -> set[str]:
    kind = answer.headers["Content-Type"]
    if kind.startswith("text/html"):
        return Found(answer.text).addresses
    if kind.startswith("text/css"):
        return {a for a in re.findall(r'url\("?([^")]+)', answer.text) if ":" not in a}
    if "javascript" in kind:
        return set(re.findall(r'from "([^"]+)"', answer.text))
    return set()


def crawl(browser: Browser, start: str) -> set[str]:
    """Open everything that can be reached from ``start``."""
    waiting, seen = [start], {start}
    while waiting:
        address = waiting.pop()
        answer = browser.open(address)
        assert answer.status_code == 200, (address, answer.status_code)
        for found in addresses_in(answer):
            other = urljoin(address, found).partition("#")[0]
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


def test_every_address_of_every_page_leads_somewhere(browser: Browser) -> None:
    home = f"{browser.origin}{PATH}/"
    page = browser.open(home)
    assert page.status_code == 200
    (action,) = Found(page.text).actions
    made = browser.open(
        urljoin(home, action), name="x", bars="1", csrf_token=Found(page.text).fields["csrf_token"]
    )
    assert made.status_code == 303
    melody = urljoin(home, made.headers["Location"])

    seen = crawl(browser, melody)

    assert {home, f"{home}openapi.json"} <= seen
    assert len({a for a in seen if "-melodie." in a}) >= 9
    again = Found(browser.open(melody).text)
    (action,) = again.actions
    assert browser.open(urljoin(melody, action), **again.fields).status_code == 303


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
    assert [browser.open(address).status_code for address in addresses] == [200] * 11


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


def links_of(app: Flask, **environ: str) -> set[str]:
    body, status, _ = run_wsgi_app(app, {**create_environ("/"), **environ})
    assert status.startswith("200 ")
    return Found(b"".join(body).decode()).addresses


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
