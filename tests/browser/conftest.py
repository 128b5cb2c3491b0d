from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pydantic import TypeAdapter

from melodie.score import Score
from melodie.sounding import sounding_notes
from scripts import chromium
from scripts.stack import Stack
from tests.browser.players import SYNCOPATED, TUNE, is_tied
from tests.browser.visits import DESKTOP, PATIENCE, PHONE, WAYS, Visit, Visitor


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if (path := chromium.path()) is None:
        pytest.skip(f"none of {', '.join(chromium.NAMES)} is installed")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def stack(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(tmp_path_factory.mktemp("stack")) as stack:
        yield stack


@pytest.fixture(scope="session")
def melody(browser: Browser, stack: Stack) -> str:
    """The path of a melody's page, made once for all who only look at one."""
    context = browser.new_context()
    recipe = {"name": "rainy tuesday", "bars": 4, "seed": 7}
    made = context.request.post(f"{stack.base_url}/api/v1/melodies", data=recipe)
    url: str = made.json()["url"]
    context.close()
    return url.removeprefix(stack.base_url)


@pytest.fixture
def visitor(browser: Browser, stack: Stack) -> Iterator[Visitor]:
    """Every visit must stay with us, load all it asks for, and raise no error."""
    visitor = Visitor(browser, stack.base_url)
    yield visitor
    assert visitor.leave() == []


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def viewport(request: pytest.FixtureRequest) -> dict[str, int]:
    size: dict[str, int] = request.param
    return size


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(params=WAYS.values(), ids=list(WAYS))
def way(request: pytest.FixtureRequest) -> dict[str, Any]:
    options: dict[str, Any] = request.param
    return options


@pytest.fixture
def visit(visitor: Visitor) -> Visit:
    return visitor.visit()


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit.go()


@pytest.fixture(scope="session")
def tune(stack: Stack, browser: Browser) -> tuple[str, Score]:
    """The path and the score of a melody that has a rest and a tied note in its first bars."""
    with browser.new_context() as context:
        for seed in range(200):
            recipe = {**TUNE, **SYNCOPATED, "seed": seed}
            made = context.request.post(f"{stack.base_url}/api/v1/melodies", data=recipe).json()
            score = TypeAdapter(Score).validate_python(made["score"])
            rests = any(e.pitch is None for bar in score.bars[:2] for e in bar.events)
            tied = any(is_tied(n) for n in sounding_notes(score) if n.bar < 2)
            if rests and tied and not score.bars[0].pickup:
                return made["url"].removeprefix(stack.base_url), score
    raise AssertionError("no seed gives a tie and a rest")
