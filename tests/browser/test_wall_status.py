"""What the wall says lies over its ideas, and is in nobody's way."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.visits import A_PHONE, DESKTOP, Visitor

BELOW = """(status) => {
    const { x, y, width, height } = status.getBoundingClientRect();
    const below = document.elementFromPoint(x + width / 2, y + height / 2);
    return [below === status, Boolean(below.closest("main"))];
}"""
"""Whether a press on what is said hits it, and whether that hits anything of the page."""


@pytest.fixture(params=[{"viewport": DESKTOP}, A_PHONE], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, visitor: Visitor) -> Page:
    screen: dict[str, Any] = request.param
    return visitor.visit(**screen).go()


def refuse(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body="<p>resting</p>")


def test_a_press_on_what_is_said_reaches_what_is_below(page: Page) -> None:
    page.route(re.compile(r"/\?"), refuse)
    page.get_by_role("button", name="Roll eight more").click()
    status = page.locator("[data-wall-status]")
    expect(status).to_contain_text("did not work")
    assert status.evaluate(BELOW) == [False, True]


def test_what_went_wrong_stays_until_the_next_press(page: Page) -> None:
    page.route(re.compile(r"/\?"), refuse)
    page.clock.install()
    page.get_by_role("button", name="Roll eight more").click()
    status = page.locator("[data-wall-status]")
    expect(status).to_contain_text("did not work")
    page.clock.run_for(60_000)
    expect(status).to_contain_text("did not work")
    page.locator("h1").click()
    expect(status).to_be_empty()


@pytest.mark.parametrize("way", ["by itself", "with Escape"])
def test_what_went_well_is_gone_after_a_while_or_with_escape(page: Page, way: str) -> None:
    page.clock.install()
    status = page.locator("[data-wall-status]")
    page.get_by_role("button", name="Roll eight more").click()
    expect(status).to_have_text("Eight new ideas.")
    if way == "by itself":
        page.clock.run_for(10_000)
    else:
        page.keyboard.press("Escape")
    expect(status).to_be_empty()
