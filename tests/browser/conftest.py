import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.stack import Stack
from tests.browser.visits import DESKTOP, PHONE, Visit, Visitor

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip(f"none of {', '.join(BROWSERS)} is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
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


@pytest.fixture
def visit(visitor: Visitor) -> Visit:
    return visitor.visit()


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit.go()
