"""Every page that no other test looks at with axe, as it is and with what unfolds on it open."""

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.stack import Stack
from tests.browser.test_accessibility import violations
from tests.browser.visits import DESKTOP, PHONE, Visit, Visitor

PATHS = (
    "/note?note=1",
    "/note?note=99",
    "/compare",
    "/twists",
    "/twists?twist=transpose_to_key",
    "/twists?twist=sequence&option=two_bars_up",
    "?screen=narrow",
)
"""Pages about a melody, what comes after its own address."""


@pytest.fixture(params=[(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"])
def visit(request: pytest.FixtureRequest, visitor: Visitor) -> Visit:
    viewport, scheme = request.param
    # Axe measures colours, which must have settled.
    return visitor.visit(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")


@pytest.mark.parametrize("path", PATHS)
def test_a_page_about_a_melody_is_accessible(visit: Visit, child: str, path: str) -> None:
    assert violations(visit.go(child + path)) == []


def test_a_melodys_page_with_all_unfolded_and_bars_locked_is_accessible(
    visit: Visit, child: str
) -> None:
    page = visit.go(child)
    unfold_all(page)
    for number in (0, 2):
        page.locator(".lock").nth(number).click()
    expect(page.locator(".measure.locked")).not_to_have_count(0)
    assert violations(page) == []


@pytest.mark.parametrize("fold", ["[data-more]", "[data-grow]"])
def test_what_unfolds_on_a_card_is_accessible(visit: Visit, fold: str) -> None:
    page = visit.go()
    page.locator(f"#idea-2 {fold} summary").click()
    page.locator("#idea-1 [data-keep]").click()
    expect(page.locator("#idea-1 [data-keep]")).to_have_attribute("aria-pressed", "true")
    assert violations(page) == []


def test_a_wall_whose_ideas_could_not_be_kept_is_accessible(visit: Visit) -> None:
    page = visit.go()
    refused = '{"detail": "The library of melodies does not answer."}'
    page.route("**/ideas?*", lambda route: route.fulfill(status=503, body=refused))
    for number in (1, 2):
        page.locator(f"#idea-{number} [data-keep]").click()
        expect(page.locator(f"#idea-{number} [data-unkept]")).to_be_visible()
    visit.complaints.clear()
    assert violations(page) == []


def test_the_printing_of_a_worksheet_is_accessible(visit: Visit) -> None:
    page = visit.go("/worksheet/printing?name=Dictation&bars=2&melodies=3&seed=11")
    assert violations(page) == []
    expect(page.get_by_role("link", name="Save the worksheet")).to_be_visible(timeout=30_000)
    assert violations(page) == []


def test_the_list_of_keys_is_accessible(visit: Visit) -> None:
    page = visit.go()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []


def test_a_shelf_with_nothing_on_it_is_accessible(visit: Visit) -> None:
    assert violations(visit.go("/shelf")) == []


def test_a_shelf_that_is_not_there_is_accessible(visit: Visit) -> None:
    assert violations(visit.go(f"/shelf/{'x' * 32}")) == []


def unfold_all(page: Page) -> None:
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


@pytest.fixture(scope="session")
def child(stack: Stack, browser: Browser, melody: str) -> str:
    """The path of a melody that was rolled of another."""
    with browser.new_context() as context:
        path = f"{stack.base_url}/api/v1{melody}/rolls"
        made = context.request.post(path, data={"what": "ending", "seed": 5})
        url: str = made.json()["url"]
    return url.removeprefix(stack.base_url)
