"""One idea of a wall in a browser: heard, kept, opened, varied and grown."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_journey import MELODY, count_on
from tests.browser.test_wall import ideas_on, told
from tests.browser.visits import DESKTOP, PHONE, Visit, Visitor, loaded


def press(page: Page, number: int, name: str) -> None:
    page.locator(f"#idea-{number}").get_by_role("button", name=name, exact=True).click()


def test_a_heart_is_taken_back_by_pressing_it_again(visitor: Visitor, script: bool) -> None:
    page = visitor.visit(java_script_enabled=script).go()
    heart = page.locator("#idea-2 [data-keep]")
    for pressed in ("true", "false", "true"):
        heart.click()
        expect(heart).to_have_attribute("aria-pressed", pressed)
    expect(heart).to_have_text("Kept")


def test_what_unfolds_on_a_phone_is_not_under_the_button(visitor: Visitor) -> None:
    page = visitor.visit(viewport=PHONE, has_touch=True).go()
    page.locator("#idea-2 [data-grow] summary").tap()
    button = page.locator("#idea-2").get_by_role("button", name="32 bars")
    expect(button).to_be_in_viewport()
    below = page.locator("[data-roll]").evaluate("it => it.getBoundingClientRect().top")
    box = button.bounding_box()
    assert box
    assert box["y"] + box["height"] <= below


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_idea_is_kept_and_the_page_counts_it(
    visitor: Visitor, size: dict[str, int], script: bool
) -> None:
    page = visitor.visit(viewport=size, java_script_enabled=script).go()
    before, ideas = count_on(page), ideas_on(page)
    press(page, 3, "Keep")
    expect(page.locator("#idea-3 [data-keep]")).to_have_attribute("aria-pressed", "true")
    assert count_on(page) == before + 1
    page.reload()

    assert ideas_on(page) == ideas
    assert count_on(page) == before + 1
    expect(page.locator("[data-keep][aria-pressed=true]")).to_have_count(1)


def test_an_idea_is_opened_with_the_notes_that_were_seen(visitor: Visitor, script: bool) -> None:
    page = visitor.visit(java_script_enabled=script).go()
    notes = ideas_on(page)[1].partition(".")[2].strip().removeprefix("It begins with ")
    press(page, 2, "Open")

    expect(page).to_have_url(MELODY)
    assert notes.rstrip(".") in loaded(page).content()


def test_more_like_an_idea_says_what_is_new(visitor: Visitor, script: bool) -> None:
    page = visitor.visit(java_script_enabled=script).go()
    chosen = ideas_on(page)[4].partition(".")[2]
    page.locator("#idea-5").get_by_text("Like this").click()
    expect(page.locator("#near-5")).to_have_accessible_name(re.compile("near"))
    press(page, 5, "Show eight")

    expect(page.locator("#idea-1 .liking")).to_have_text("The idea that these are like")
    assert ideas_on(page)[0].partition(".")[2] == chosen
    expect(page.locator("#idea-2 .liking")).to_have_text(re.compile("pitches|ending"))
    assert "like=" in page.url


def test_an_idea_grows_to_sixteen_bars(visitor: Visitor, script: bool) -> None:
    page = visitor.visit(java_script_enabled=script).go()
    page.locator("#idea-1").get_by_text("Grow").click()
    press(page, 1, "16 bars")

    expect(page).to_have_url(MELODY)
    expect(page.locator(".recipe")).to_contain_text("16")


def test_what_cannot_be_kept_is_offered_as_a_file(visit: Visit) -> None:
    page = visit.go()
    refused = '{"detail": "The library of melodies does not answer."}'
    page.route("**/ideas?*", lambda route: route.fulfill(status=503, body=refused))
    press(page, 2, "Keep")

    told(page, "library")
    with page.expect_download() as download:
        page.locator("#idea-2 [data-unkept] a").first.click()
    assert download.value.suggested_filename.endswith(".mid")
    expect(page.locator("#idea-2 [data-keep]")).not_to_have_attribute("aria-busy", "true")
    visit.complaints.clear()


def test_on_a_phone_an_idea_has_a_row_and_its_buttons_are_large_enough(visitor: Visitor) -> None:
    page = visitor.visit(viewport=PHONE, has_touch=True).go()
    places = [one.bounding_box() for one in page.locator("[data-idea]").all()]
    assert len({place["x"] for place in places if place}) == 1
    for tool in page.locator("#idea-1 .tool").all():
        box = tool.bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["x"] + box["width"] <= PHONE["width"]
