"""What a script adds, and that all works without one."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.test_journey import COMPOSE, MELODY, press, unfold
from tests.browser.visits import Visit, Visitor

KEEP_FORMS_HERE = """() => {
    window.sent = [];
    document.addEventListener("submit", (event) => {
        sent.push(!event.defaultPrevented);
        event.preventDefault();
    });
}"""


def test_the_slider_and_its_number_follow_each_other(page: Page) -> None:
    unfold(page)
    slider = page.get_by_role("slider", name="Tempo")
    number = page.get_by_label("Tempo", exact=True)

    expect(slider).to_have_value(number.input_value())
    slider.press("Home")
    expect(number).to_have_value("60")
    slider.press("ArrowRight")
    expect(number).to_have_value("61")
    number.fill("90")
    expect(slider).to_have_value("90")


def test_without_a_script_the_number_stands_alone(visitor: Visitor) -> None:
    page = visitor.visit(java_script_enabled=False).go()
    unfold(page)

    expect(page.get_by_label("Tempo", exact=True)).to_be_editable()
    expect(page.get_by_role("slider")).to_have_count(0)


def test_the_button_says_that_it_works_and_takes_one_press(page: Page) -> None:
    page.evaluate(KEEP_FORMS_HERE)
    button = page.locator("[data-rolls] .compose")
    button.click()

    expect(button).to_have_attribute("aria-busy", "true")
    expect(button).to_have_text("Composing…")
    told = page.locator("[data-rolls] [role=status]")
    expect(told).to_have_text("Composing and engraving your melody.")
    button.click()
    assert page.evaluate("sent") == [True, False]


STOP_SOON = """(way) => {
    const stop = {
        button: () => window.stop(),
        escape: () => document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" })),
    }[way];
    document.addEventListener("submit", () => setTimeout(stop, 100), { once: true });
}"""


@pytest.mark.parametrize("way", ["button", "escape"])
def test_after_stop_or_escape_the_button_works_again(page: Page, way: str) -> None:
    unanswered: list[Route] = []
    page.route("**/melodies", lambda route: unanswered.append(route))  # noqa: PLW0108 - it is marked
    page.evaluate(STOP_SOON, way)
    button = page.locator("[data-rolls] .compose")
    button.click(no_wait_after=True)

    expect(button).to_have_attribute("aria-busy", "false")
    expect(button).to_have_text(COMPOSE)
    expect(page.locator("[data-rolls] [role=status]")).to_have_text("")
    page.unroute("**/melodies")
    press(page)
    expect(page).to_have_url(MELODY)
    assert len(unanswered) <= 1  # one that is given up at once may never leave the browser


def test_going_back_finds_the_button_at_rest_and_the_form_as_it_was(page: Page) -> None:
    unfold(page)
    page.get_by_label("Name").fill("before")
    page.get_by_label("Tempo", exact=True).fill("77")
    press(page)
    expect(page).to_have_url(MELODY)
    page.go_back()
    unfold(page)

    button = page.get_by_role("button", name=COMPOSE)
    expect(button).not_to_have_attribute("aria-busy", "true")
    expect(page.get_by_label("Name")).to_have_value("before")
    expect(page.get_by_role("slider", name="Tempo")).to_have_value("77")


def test_the_link_is_copied(visitor: Visitor, melody: str) -> None:
    page = visitor.visit(permissions=["clipboard-read", "clipboard-write"]).go(melody)
    page.get_by_role("button", name="Copy link").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_a_link_that_may_not_be_copied_is_selected(visit: Visit, melody: str) -> None:
    page = visit.go(melody)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    page.get_by_role("button", name="Copy link").click()

    assert page.evaluate("getSelection().toString()") == page.url
