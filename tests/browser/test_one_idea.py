"""One idea of a wall in a browser: heard, kept, opened, varied and grown."""

import re
from typing import Any, Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.players import wait
from tests.browser.test_journey import DURATION, MELODY, count_on
from tests.browser.test_wall import ideas_on
from tests.browser.visits import DESKTOP, PHONE, Visit, Visitor, loaded


def press(page: Page, number: int, name: str) -> None:
    page.locator(f"#idea-{number}").get_by_role("button", name=name).click()


def test_the_button_of_an_idea_plays_it_and_stops(
    visitor: Visitor, viewport: dict[str, int]
) -> None:
    by_thumb = viewport == PHONE
    page = visitor.visit(viewport=viewport, has_touch=by_thumb).go()

    def hit(number: int) -> None:
        button = page.locator(f"#idea-{number} [data-hear]")
        button.tap() if by_thumb else button.click()

    hit(1)
    wait(page, "!audio.paused && audio.currentTime > 0.1")
    expect(page.locator("#idea1 .lit").first).to_be_visible()
    hit(2)
    wait(page, "audio.paused")  # the first one's
    expect(page.locator("[data-sounding]")).to_have_count(1)
    expect(page.locator("#idea-2[data-sounding] [data-hear]")).to_contain_text("Stop")
    hit(2)
    expect(page.locator("[data-sounding]")).to_have_count(0)
    expect(page.locator("#idea-2 [data-hear]")).to_contain_text("Play")


def test_without_a_script_the_browser_plays_an_idea(
    visitor: Visitor, viewport: dict[str, int]
) -> None:
    page = visitor.visit(viewport=viewport, java_script_enabled=False).go()
    page.locator("#idea-1 [data-hear]").click()
    expect(page).to_have_url(re.compile(r"/ideas/idea\.wav\?"))
    assert page.locator("video, audio").evaluate(DURATION) > 1


def test_a_heart_is_taken_back_by_pressing_it_again(
    visitor: Visitor, viewport: dict[str, int], script: bool
) -> None:
    page = visitor.visit(viewport=viewport, java_script_enabled=script).go()
    heart = page.locator("#idea-2 [data-keep]")
    for pressed in ("true", "false", "true"):
        heart.click()
        expect(heart).to_have_attribute("aria-pressed", pressed)
    expect(heart).to_have_accessible_name("Kept idea 2")


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


def test_an_idea_is_opened_with_the_notes_that_were_seen(
    visitor: Visitor, viewport: dict[str, int], script: bool
) -> None:
    page = visitor.visit(viewport=viewport, java_script_enabled=script).go()
    notes = ideas_on(page)[1].partition(".")[2].strip().removeprefix("It begins with ")
    press(page, 2, "Open")

    expect(page).to_have_url(MELODY)
    assert notes.rstrip(".") in loaded(page).content()


def test_more_like_an_idea_says_what_is_new(
    visitor: Visitor, viewport: dict[str, int], script: bool
) -> None:
    page = visitor.visit(viewport=viewport, java_script_enabled=script).go()
    chosen = ideas_on(page)[4].partition(".")[2]
    page.locator("#idea-5").get_by_text("Like this").click()
    expect(page.locator("#near-5")).to_have_accessible_name(re.compile("near"))
    press(page, 5, "Show eight")

    expect(page.locator("#idea-1 .liking")).to_have_text("The idea that these are like")
    if script:
        expect(page.locator("#idea-1 .liking")).to_be_in_viewport()
    assert ideas_on(page)[0].partition(".")[2] == chosen
    expect(page.locator("#idea-2 .liking")).to_have_text(re.compile("pitches|ending"))
    assert "like=" in page.url


NEAR: Final = "The same beginning, a new ending"
RHYTHM: Final = "The same rhythm, new pitches"
PITCHES: Final = "The same pitches, a new rhythm"
NEW: Final = "Quite new"


DIALS: Final = ((0, (NEAR,), NEW), (50, (RHYTHM, PITCHES), NEW), (100, (NEW,), NEAR))
"""Settings of the dial, what is told of ideas at each, and of none of them."""


def test_the_dial_decides_how_near_the_ideas_are(visitor: Visitor, way: dict[str, Any]) -> None:
    page = visitor.visit(**way).go("/?ideas=4")
    for near, there, absent in DIALS:
        page.locator("#idea-5").get_by_text("Like this", exact=True).click()
        page.locator("#near-5").fill(str(near))
        press(page, 5, "Show eight")

        expect(page.locator("#near-1")).to_have_value(str(near))
        for words in there:
            expect(page.locator(".liking").filter(has_text=words)).not_to_have_count(0)
        expect(page.locator(".liking").filter(has_text=absent)).to_have_count(0)


def test_an_idea_of_the_same_rhythm_or_the_same_pitches_has_them(visit: Visit) -> None:
    page = visit.go("/?ideas=4")
    page.locator("#idea-1").get_by_text("Like this").click()
    page.locator("#near-1").fill("50")
    press(page, 1, "Show eight")
    expect(page.locator("#idea-1 .liking")).to_be_visible()

    def same(words: str) -> Locator:
        return page.locator("[data-idea]", has=page.get_by_text(words, exact=True))

    liked = page.locator("#idea-1")
    for words in (RHYTHM, PITCHES):
        expect(same(words)).not_to_have_count(0)
    for card in same(RHYTHM).all():
        assert times(visit, card) == times(visit, liked)
    for card in same(PITCHES).all():
        assert said(card) == said(liked)
        assert times(visit, card) != times(visit, liked)


def times(visit: Visit, card: Locator) -> list[tuple[float, float]]:
    """When the notes of an idea sound that is played as it is written."""
    path = f"{visit.base_url}{card.get_attribute('data-timeline')}&expression=0"
    notes = visit.page.context.request.get(path).json()["notes"]
    return [(note["onset"], note["end"]) for note in notes]


def said(card: Locator) -> str:
    """What the first notes of an idea are."""
    return str(card.get_attribute("aria-label")).partition(".")[2]


@pytest.mark.parametrize(
    ("bars", "size"),
    [(8, DESKTOP), (16, DESKTOP), (16, PHONE), (32, PHONE)],
    ids=["8-desktop", "16-desktop", "16-phone", "32-phone"],
)
def test_an_idea_grows(visitor: Visitor, script: bool, bars: int, size: dict[str, int]) -> None:
    page = visitor.visit(viewport=size, java_script_enabled=script).go()
    page.locator("#idea-1").get_by_text("Grow").click()
    press(page, 1, f"{bars} bars")

    expect(page).to_have_url(MELODY)
    expect(page.locator(".made-by")).to_contain_text(f"Grown to {bars} bars")
    expect(page.locator(".recipe")).to_contain_text(str(bars))


def test_on_a_phone_an_idea_has_a_row_and_its_buttons_are_large_enough(visitor: Visitor) -> None:
    page = visitor.visit(viewport=PHONE, has_touch=True).go()
    places = [one.bounding_box() for one in page.locator("[data-idea]").all()]
    assert len({place["x"] for place in places if place}) == 1
    for tool in page.locator("#idea-1 .tool").all():
        box = tool.bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["x"] + box["width"] <= PHONE["width"]
