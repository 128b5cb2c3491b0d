"""Every kind of page on every screen: axe finds nothing, nothing is cut or over anything else."""

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.stack import Stack
from tests.browser.looking import flaws
from tests.browser.players import play, wait
from tests.browser.test_journey import press, unfold_more
from tests.browser.test_rolling import boxes
from tests.browser.test_shelf import NAMES, open_melodies
from tests.browser.visits import Visit, Visitor

LONG = "W" * 60
"""The longest name, as one word."""

ABOUT_A_MELODY = {
    "itself": ("?screen=narrow",),
    "one of its notes": ("/note?note=1", "/note?note=99"),
    "it and another": ("/compare",),
    "what can be made of it": ("/twists", "/twists?twist=sequence&option=two_bars_up"),
    "what was made of it": ("/twists?twist=transpose_to_key",),
    "chords for it": ("/twists?twist=harmonise",),
}
"""Pages about a melody: what comes after its own address."""


@pytest.fixture
def visit(visitor: Visitor) -> Visit:
    # Axe measures colours, which must have settled.
    return visitor.visit(reduced_motion="reduce")


@pytest.mark.parametrize("shows", ABOUT_A_MELODY)
def test_nothing_is_wrong_with_a_page_about_a_melody(visit: Visit, child: str, shows: str) -> None:
    for path in ABOUT_A_MELODY[shows]:
        assert flaws(visit.go(child + path)) == []


def test_nothing_is_wrong_with_a_melodys_page_on_which_all_is_unfolded_locked_and_playing(
    visit: Visit, child: str
) -> None:
    page = visit.go(child)
    for box in boxes(page).all():
        box.check()
    page.get_by_role("button", name="Only their rhythm").click()
    expect(page.get_by_role("alert")).to_contain_text("Every bar is locked.")
    unfold_all(page)
    page.locator(".player").get_by_label("Loop", exact=True).check()
    wait(page, "audio.src.includes('loop=1')")
    play(page)
    wait(page, "document.querySelector('.lit')")
    assert flaws(page) == []


def test_nothing_is_wrong_with_a_twist_that_is_shown_on_a_melodys_page(
    visit: Visit, child: str
) -> None:
    page = visit.go(f"{child}#twists")
    page.get_by_role("link", name="Change the scale").click()
    expect(page.get_by_role("heading", name="Change the scale")).to_be_visible()
    assert flaws(page) == []


def test_nothing_is_wrong_with_a_wall_and_its_recipe(visit: Visit) -> None:
    page = visit.go()
    assert flaws(page) == []
    unfold_more(page)
    page.get_by_label("Name").fill(LONG)
    page.get_by_label("Bars", exact=True).fill("65")
    press(page)
    expect(page.get_by_role("alert")).to_be_visible()
    assert flaws(page) == []


def test_nothing_is_wrong_with_ideas_that_are_kept_unfolded_or_cannot_be_kept(
    visit: Visit,
) -> None:
    page = visit.go()
    page.locator("#idea-1 [data-keep]").click()
    expect(page.locator("#idea-1 [data-keep]")).to_have_attribute("aria-pressed", "true")
    refused = '{"detail": "The library of melodies does not answer."}'
    page.route("**/ideas?*", lambda route: route.fulfill(status=503, body=refused))
    page.locator("#idea-5 [data-keep]").click()
    expect(page.locator("#idea-5 [data-unkept]")).to_be_visible()
    visit.complaints.clear()
    page.locator("#idea-2 [data-more] summary").click()
    page.locator("#idea-6 [data-grow] summary").click()
    assert flaws(page) == []


def test_nothing_is_wrong_with_the_list_of_keys(visit: Visit) -> None:
    page = visit.go()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert flaws(page) == []


def test_nothing_is_wrong_with_a_worksheet_and_its_printing(visit: Visit) -> None:
    assert flaws(visit.go(f"/worksheet?name={LONG}")) == []
    page = visit.go("/worksheet/printing?name=Dictation&bars=2&melodies=3&seed=11")
    expect(page.get_by_role("link", name="Save the worksheet")).to_be_visible(timeout=30_000)
    assert flaws(page) == []


@pytest.mark.parametrize("path", ["/nothing-here", "/shelf", f"/shelf/{'x' * 32}"])
def test_nothing_is_wrong_with_what_is_not_there(visit: Visit, path: str) -> None:
    assert flaws(visit.go(path)) == []


def test_nothing_is_wrong_with_a_shelf(visit: Visit, visitor: Visitor) -> None:
    open_melodies(visit, *NAMES, LONG)
    page = visit.go("/shelf")
    page.get_by_role("button", name="Take off Blue").click()
    expect(page.get_by_role("button", name="Put back Blue")).to_be_visible()
    assert flaws(page) == []
    address = page.get_by_role("textbox", name="Its secret address").input_value()
    assert flaws(visit.go("/shelf/take/pdf")) == []
    other = visitor.visit(reduced_motion="reduce")
    assert flaws(other.go(address.removeprefix(other.base_url))) == []


def unfold_all(page: Page) -> None:
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


@pytest.fixture(scope="session")
def child(stack: Stack, browser: Browser) -> str:
    """The path of a melody that was rolled of another, and has the longest name."""
    with browser.new_context() as context:
        recipe = {"name": LONG, "bars": 4, "seed": 7}
        melodies = f"{stack.base_url}/api/v1/melodies"
        parent = context.request.post(melodies, data=recipe).json()
        rolls = f"{melodies}/{parent['id']}/rolls"
        made = context.request.post(rolls, data={"what": "ending", "seed": 5})
        url: str = made.json()["url"]
    return url.removeprefix(stack.base_url)
