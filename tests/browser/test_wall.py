"""The wall of ideas in a browser: rolled, heard, kept, walked by keys, varied and grown."""

import re
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, Route, expect

from scripts.stack import Stack
from tests.browser.test_faults import away
from tests.browser.test_journey import MELODY, unfold
from tests.browser.visits import PHONE, Visit, Visitor, loaded, resize

PRESSES: Final = """count => {
    for (const _ of Array(count)) {
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "r", bubbles: true }));
    }
}"""


def ideas_on(page: Page) -> list[str]:
    """What stands on the wall, as it is told to who does not see it."""
    ideas = loaded(page).locator("[data-idea]")
    return [str(one.get_attribute("aria-label")) for one in ideas.all()]


def told(page: Page, text: str) -> None:
    expect(page.locator("[data-wall-status]")).to_contain_text(text)


def test_the_front_page_greets_with_eight_engraved_ideas(
    visitor: Visitor, viewport: dict[str, int], script: bool
) -> None:
    page = visitor.visit(viewport=viewport, java_script_enabled=script).go()

    expect(page.locator("[data-idea] .score > svg:visible")).to_have_count(8)
    assert len(set(ideas_on(page))) > 1
    expect(page.locator("[data-idea]").first).to_be_in_viewport()
    expect(page.get_by_role("button", name="Roll eight more")).to_be_in_viewport()
    for name in ("Keep", "Open"):
        expect(page.locator("#idea-1").get_by_role("button", name=name)).to_be_visible()


def test_rolling_shows_others_and_back_those_of_before(
    visitor: Visitor, viewport: dict[str, int], script: bool
) -> None:
    page = visitor.visit(viewport=viewport, java_script_enabled=script).go()
    first, address = ideas_on(page), page.url
    page.get_by_role("button", name="Roll eight more").click()
    expect(page).not_to_have_url(address)
    expect(page.locator("[data-wall]")).not_to_have_attribute("aria-busy", "true")
    assert ideas_on(page) != first
    second = ideas_on(page)

    page.reload()
    assert ideas_on(page) == second
    page.go_back()
    expect(page).to_have_url(address)
    expect(page.locator("#idea-1")).to_have_attribute("aria-label", first[0])
    assert ideas_on(page) == first


def test_a_friend_sees_the_same_wall(visitor: Visitor, visit: Visit) -> None:
    page = visit.go()
    friend = visitor.visit(java_script_enabled=False).page
    friend.goto(page.url)
    assert ideas_on(friend) == ideas_on(page)


def test_the_address_of_an_old_engines_wall_says_so_and_rolls_afresh(
    visitor: Visitor, way: dict[str, Any]
) -> None:
    page = visitor.visit(**way).go("/?key=Bb&ideas=4&wall=7&engine=1")
    remark = page.get_by_text("Engine 1 composed the ideas of that address")
    expect(remark).to_be_visible()
    expect(page.locator("[data-said]")).to_contain_text("B♭ major")
    expect(page.locator("#idea-8 [data-bar='4']").first).to_be_attached()
    page.get_by_role("button", name="Roll eight more").click()
    expect(remark).to_have_count(0)
    expect(page.locator("[data-idea]")).to_have_count(8)


def test_of_twenty_presses_at_once_the_first_and_the_last_are_asked_for(visit: Visit) -> None:
    page = visit.go()
    before, asked = ideas_on(page), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(PRESSES, 20)
    told(page, "Eight new ideas")
    expect(page.locator("[data-roll]")).to_have_attribute("aria-busy", "false")
    expect(page.locator("[data-idea]")).to_have_count(8)
    assert ideas_on(page) != before
    walls = [url for url in asked if "wall=" in url]
    assert len(walls) == 2
    assert parse_qs(urlsplit(walls[1]).query)["wall"] == parse_qs(urlsplit(page.url).query)["wall"]


def test_all_is_done_by_keys_and_told(visit: Visit) -> None:
    page = visit.go()
    before = ideas_on(page)
    page.keyboard.press("r")
    told(page, "Eight new ideas")
    assert ideas_on(page) != before

    page.keyboard.press("ArrowRight")
    expect(page.locator("#idea-1")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#idea-4")).to_be_focused()
    page.keyboard.press("r")
    expect(page.locator("[data-wall]")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("#idea-4")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("#idea-4[data-sounding]")).to_be_visible()
    expect(page.locator("#idea4 .lit").first).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator("[data-sounding]")).to_have_count(0)
    page.keyboard.press("k")
    told(page, "Kept")
    expect(page.locator("#idea-4 [data-keep]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("g")
    expect(page.get_by_role("button", name="8 bars", exact=True)).to_be_focused()
    page.locator("#idea-4").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("opens")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.locator("#idea-4").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(MELODY)


FOR_THE_FIRST: Final = {
    "Space": "#idea-1[data-sounding]",
    "k": "#idea-1 [data-keep][aria-pressed=true]",
    "g": "#idea-1 [data-grow][open]",
    "Enter": ".melody",
}
"""Keys, and what shows that they did something with the first idea."""


def test_before_an_idea_was_chosen_keys_are_for_the_first(page: Page) -> None:
    for key, shown in FOR_THE_FIRST.items():
        page.reload()
        page.keyboard.press(key)
        expect(page.locator(shown)).to_be_visible()


def test_rolling_makes_no_other_button_look_busy_and_tells_the_tempo_once(page: Page) -> None:
    for _ in range(2):
        address = page.url
        page.get_by_role("button", name="Roll eight more").click()
        expect(page).not_to_have_url(address)
    expect(page.get_by_role("button", name="Compose the whole melody")).to_be_visible()
    expect(page.locator("[data-said]")).to_contain_text("100 beats a minute")
    assert "100" not in page.locator("[data-wall]").inner_text()


def test_a_letter_that_is_typed_rolls_nothing(page: Page) -> None:
    address = page.url
    unfold(page)
    name = page.get_by_label("Name")
    name.fill("")
    name.press("r")
    name.press("k")
    expect(name).to_have_value("rk")
    assert page.url == address


def test_a_changed_setting_rolls_at_once_unless_that_is_switched_off(page: Page) -> None:
    unfold(page)
    address = page.url
    page.get_by_label("Key", exact=True).select_option("Bb")
    told(page, "new setting")
    expect(page).not_to_have_url(address)
    expect(page.locator("[data-said]")).to_contain_text("B♭ major")

    resize(page, PHONE)
    address = page.url
    page.get_by_label("Key", exact=True).select_option("G")
    expect(page).not_to_have_url(address)
    expect(page.locator("[data-said]")).to_contain_text("G major")
    page.get_by_label("Roll at once").uncheck()
    address = page.url
    page.get_by_label("Key", exact=True).select_option("D")
    page.get_by_label("Scale").select_option("dorian")
    page.get_by_role("button", name="Roll eight more").click()
    told(page, "Eight new ideas")
    expect(page.locator("[data-said]")).to_contain_text("D dorian")
    page.go_back()
    expect(page).to_have_url(address)
    expect(page.get_by_label("Key", exact=True)).to_have_value("G")


def test_the_bars_of_an_idea_are_chosen(
    visitor: Visitor, viewport: dict[str, int], script: bool
) -> None:
    page = visitor.visit(viewport=viewport, java_script_enabled=script).go()
    last = page.locator("#idea-1 [data-bar='4']")

    def choose(bars: int) -> None:
        page.get_by_text(f"{bars} bars", exact=True).click()
        if not script:
            page.get_by_role("button", name="Roll eight more").click()

    choose(4)
    expect(last).not_to_have_count(0)
    choose(2)
    expect(last).to_have_count(0)


def test_a_bad_setting_is_told_beside_its_field_and_the_wall_stays(
    visitor: Visitor, viewport: dict[str, int], script: bool
) -> None:
    page = visitor.visit(viewport=viewport, java_script_enabled=script).go()
    before = ideas_on(page)
    unfold(page)
    tempo = page.get_by_label("Tempo", exact=True)
    tempo.fill("9999")
    tempo.press("Enter")

    expect(tempo).to_have_attribute("aria-invalid", "true")
    expect(tempo).to_have_accessible_description(re.compile("300"))
    assert ideas_on(page) == before
    tempo.fill("90")
    tempo.press("Enter")
    expect(page.locator(".field-error")).to_have_count(0)


def test_rolling_while_a_service_is_away_leaves_the_wall_and_the_button(
    stack: Stack, visit: Visit
) -> None:
    page = visit.go()
    before = ideas_on(page)
    with away(stack.services["notes"]):
        page.keyboard.press("r")
        told(page, "notes service")
        assert ideas_on(page) == before
        resize(page, PHONE)
        page.get_by_role("button", name="Roll eight more").click()
        told(page, "notes service")
        assert ideas_on(page) == before
        expect(page.locator("[data-roll]")).not_to_have_attribute("aria-busy", "true")
        expect(visit.go().get_by_role("alert")).to_contain_text("notes service")
    visit.complaints.clear()  # that a service was away is what this is about
    page.keyboard.press("r")
    expect(page.locator("[data-idea]")).to_have_count(8)
    expect(page.get_by_role("alert")).to_have_count(0)
    loaded(page).keyboard.press("r")
    told(page, "Eight new ideas")


def test_escape_gives_the_button_back_and_the_wall_stays(page: Page) -> None:
    unanswered: list[Route] = []
    before, address = ideas_on(page), page.url
    page.route("**/?*", lambda route: unanswered.append(route))  # noqa: PLW0108 - it is marked
    page.keyboard.press("r")
    expect(page.locator("[data-roll]")).to_have_attribute("aria-busy", "true")
    page.keyboard.press("Escape")

    told(page, "Stopped")
    expect(page.locator("[data-roll]")).to_have_attribute("aria-busy", "false")
    assert (ideas_on(page), page.url) == (before, address)
