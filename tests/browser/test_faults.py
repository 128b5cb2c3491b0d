import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from scripts.services import Service
from scripts.stack import Stack
from tests.browser.test_journey import COMPOSE, MELODY, press, unfold, unfold_more
from tests.browser.visits import DESKTOP, PHONE, Visit, Visitor, resize

TYPED = {
    "Name": "rainy & <b>tuesday</b>",
    "Tempo": "96",
    "Bars": "65",
    "Wildness": "101",
    "Seed": "7",
}


def fill(page: Page) -> None:
    unfold_more(page)
    for label, value in TYPED.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Key").select_option("Bb")
    page.get_by_label("Scale").select_option("dorian")


def assert_kept(page: Page) -> None:
    for label, value in TYPED.items():
        expect(page.get_by_label(label, exact=True)).to_have_value(value)
    expect(page.get_by_label("Key")).to_have_value("Bb")
    expect(page.get_by_label("Scale")).to_have_value("dorian")


@contextmanager
def away(service: Service) -> Iterator[None]:
    service.stop()
    try:
        yield
    finally:
        service.start()
        service.wait()


def test_an_error_stands_beside_its_field_and_all_that_was_typed_stays(
    visitor: Visitor, script: bool
) -> None:
    page = visitor.visit(java_script_enabled=script).go()
    fill(page)
    press(page)

    assert_kept(page)
    bars = page.get_by_label("Bars", exact=True)
    expect(bars).to_have_attribute("aria-invalid", "true")
    expect(bars).to_have_accessible_description(re.compile("64"))
    # What is under "More to choose" is in sight where something is wrong with it.
    expect(page.get_by_label("Wildness", exact=True)).to_be_visible()
    expect(page.locator("#wildness-error")).to_be_visible()

    errors = page.get_by_role("alert")
    expect(errors).to_be_focused()
    errors.get_by_role("link", name="Bars").click()
    expect(bars).to_be_focused()


def test_nothing_is_lost_while_services_are_away_and_melodies_can_be_read(
    stack: Stack, visitor: Visitor, page: Page, melody: str
) -> None:
    unfold(page)
    page.get_by_label("Roll at once").uncheck()  # what cannot be rolled then is told elsewhere
    fill(page)
    page.get_by_label("Bars", exact=True).fill("4")
    page.get_by_label("Wildness", exact=True).fill("42")
    with away(stack.services["notes"]), away(stack.services["rhythm"]):
        for size in (DESKTOP, PHONE):
            resize(page, size)
            press(page)
            expect(page.get_by_role("alert")).to_contain_text("Nothing was lost")
            expect(page.get_by_role("alert")).to_be_focused()
            expect(page.get_by_label("Name")).to_have_value(TYPED["Name"])
            expect(page.get_by_label("Seed")).to_have_value("7")
        expect(visitor.visit().go(melody).locator(".recipe")).to_be_visible()

    press(page)
    expect(page).to_have_url(MELODY)
    expect(page.get_by_role("heading", level=1)).to_have_text(TYPED["Name"])


def test_a_page_that_is_not_there_says_so_and_leads_home(visit: Visit) -> None:
    page = visit.go("/melodies/not-a-melody")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".status")).to_contain_text("404")
    page.get_by_role("link", name="Make a melody").click()
    expect(page.get_by_role("button", name=COMPOSE)).to_be_visible()
