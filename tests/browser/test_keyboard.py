from playwright.sync_api import Page, expect

from service1_frontend.web.forms import FOLDED
from tests.browser.test_journey import MELODY, unfold
from tests.browser.visits import Visitor

FOCUSED = "document.activeElement"
SHOWS_FOCUS = f"""() => {{
    // A player draws the focus inside itself, on its own buttons.
    const style = getComputedStyle({FOCUSED});
    return {FOCUSED}.matches("audio") || style.outlineStyle !== "none";
}}"""


def tab_to(page: Page, selector: str) -> list[str]:
    """Press Tab until ``selector`` has the focus; return what had it on the way."""
    passed: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(SHOWS_FOCUS), page.evaluate(f"{FOCUSED}.outerHTML")
        if page.evaluate(f"{FOCUSED}.matches({selector!r})"):
            return passed
        passed.append(page.evaluate(f"{FOCUSED}.id"))
    raise AssertionError(f"Tab never reached {selector}")


def test_a_melody_is_made_and_taken_by_keyboard_alone(visitor: Visitor, script: bool) -> None:
    page = visitor.visit(java_script_enabled=script).go()
    tab_to(page, "summary")
    page.keyboard.press("Enter")
    assert "name" in tab_to(page, "details details summary")
    page.keyboard.press("Enter")
    passed = tab_to(page, "button.compose")
    assert [field for field in passed if field] == list(FOLDED)
    page.keyboard.press("Enter")

    expect(page).to_have_url(MELODY)
    tab_to(page, "[data-play]" if script else "audio")
    tab_to(page, "button.compose")
    tab_to(page, "a.download")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith("-melodie.pdf")


def test_enter_in_a_field_rolls(page: Page) -> None:
    before = page.url
    unfold(page)
    page.get_by_label("Name").press("Enter")
    expect(page).not_to_have_url(before)
    expect(page.locator("[data-idea]")).to_have_count(8)


def test_the_first_tab_offers_to_skip_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    tab_to(page, "[data-roll]")
