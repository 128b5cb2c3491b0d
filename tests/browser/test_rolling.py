"""Bars are locked and the rest is rolled, by mouse, touch, keyboard, and without a script."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.looking import SIGNS_OVER_WORDS
from tests.browser.test_journey import MELODY
from tests.browser.test_script import STOP_SOON
from tests.browser.visits import DESKTOP, PHONE, Visitor, loaded, resize


def boxes(page: Page) -> Locator:
    return page.locator("input[name=locked][type=checkbox]")


def locked(page: Page, *numbers: int) -> None:
    """Wait until the bars of these numbers are locked, and no others."""
    all_boxes = boxes(loaded(page))
    for number in range(1, all_boxes.count() + 1):
        expect(all_boxes.nth(number - 1)).to_be_checked(checked=number in numbers)


def roll(page: Page, name: str) -> None:
    """Press a button and wait for the page of what came of it."""
    before = page.url
    page.locator("#roll").get_by_role("button", name=name).click()
    expect(page).not_to_have_url(before)
    expect(page).to_have_url(MELODY)


def test_bars_are_locked_and_the_rest_rolled_then_undone_and_done_again(
    visitor: Visitor, melody: str, script: bool, viewport: dict[str, int]
) -> None:
    page = visitor.visit(java_script_enabled=script, viewport=viewport).go(melody)
    parent = page.url
    boxes(page).nth(0).check()
    roll(page, "Roll 3 bars" if script else "Roll the others")
    child = page.url
    locked(page, 1)
    expect(page.locator(".made-by")).to_contain_text("Rolled again")

    page.get_by_role("link", name="Undo").click()
    expect(page).to_have_url(f"{parent}?locked=1")
    locked(page, 1)
    page.get_by_role("link", name="Redo").click()
    expect(page).to_have_url(f"{child}?locked=1")
    expect(page.locator(".tree [aria-current=page]")).to_have_count(1)


def test_one_bar_is_rolled_then_the_tune_alone_then_its_chords_and_the_family_is_seen(
    visitor: Visitor, melody: str, way: dict[str, Any]
) -> None:
    page = visitor.visit(**way).go(melody)
    first = bars_of(page)
    page.get_by_label("One bar").select_option("2")
    roll(page, "Roll it")
    expect(page.locator(".made-by")).to_contain_text("Rolled again: bar 2")
    second = bars_of(page)
    assert [number for number, bar in enumerate(second, 1) if bar != first[number - 1]] == [2]

    roll(page, "A new tune, the same chords")
    expect(page.locator(".made-by")).to_contain_text("the same chords: every bar")
    third = bars_of(page)
    assert [bar.get("chords") for bar in third] == [bar.get("chords") for bar in second]
    assert third != second

    boxes(page).nth(3).check()
    roll(page, "New chords, the same tune")
    expect(page.locator(".made-by")).to_contain_text("the same tune: bars 1\N{EN DASH}3")
    fourth = bars_of(page)
    assert [bar["events"] for bar in fourth] == [bar["events"] for bar in third]
    assert fourth[3] == third[3]
    assert fourth != third

    family = page.locator("#family")
    if family.get_attribute("open") is None:
        family.locator("summary").click()
    thumbnail = page.locator(".tree [aria-current=page] img")
    thumbnail.scroll_into_view_if_needed()
    expect(thumbnail).to_have_js_property("complete", value=True)
    assert thumbnail.evaluate("image => image.naturalWidth") > 0


SHEET = {
    "Name": "Nocturne",
    "Tempo": "77",
    "Instrument": "flute",
    "Clef": "alto",
    "Eighths": "swung",
    "Paper": "letter",
}
"""What is changed of a melody, by its label, and to what."""


@pytest.mark.parametrize(
    ("size", "script"), [(DESKTOP, True), (PHONE, False)], ids=["desktop", "phone without script"]
)
def test_name_tempo_instrument_clef_eighths_and_paper_change_and_no_note_moves(
    visitor: Visitor, melody: str, size: dict[str, int], *, script: bool
) -> None:
    page = visitor.visit(viewport=size, java_script_enabled=script).go(melody)
    before, first = page.url, bars_of(page)
    page.get_by_text("Rename it").click()
    sheet = page.locator(".settings-sheet")
    for label in ("Name", "Tempo"):
        sheet.get_by_label(label, exact=True).fill(SHEET[label])
    for label in ("Instrument", "Clef", "Eighths", "Paper"):
        sheet.get_by_label(label, exact=True).select_option(SHEET[label])
    sheet.get_by_role("button", name="Change").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Nocturne")
    said = page.locator(".made-by")
    for words in (
        "Called Nocturne",
        "Tempo 77",
        "another instrument",
        "another clef",
        "Eighths",
        "paper",
    ):
        expect(said).to_contain_text(words)
    assert bars_of(page) == first
    page.get_by_role("link", name="Undo").click()
    expect(page).to_have_url(before)


def bars_of(page: Page) -> list[dict[str, Any]]:
    """Return what the bars of a page's melody hold."""
    path = page.url.replace("/melodies/", "/api/v1/melodies/")
    bars: list[dict[str, Any]] = page.context.request.get(path).json()["score"]["bars"]
    return bars


def test_a_phone_has_the_player_and_what_is_done_most_within_reach(
    visitor: Visitor, melody: str, script: bool
) -> None:
    visit = visitor.visit(viewport=PHONE, has_touch=True, java_script_enabled=script)
    page = visit.go(melody)
    assert page.evaluate("document.documentElement.scrollHeight") < 3.5 * PHONE["height"]
    dock = page.locator(".dock")
    for place in ("scrollTo(0, 0)", "scrollTo(0, 9999)"):
        page.evaluate(place)
        expect(dock.get_by_role("button", name="Roll")).to_be_in_viewport()
        expect(dock.get_by_role("link", name="Twist")).to_be_in_viewport()
        if script:
            expect(dock.get_by_role("button", name="Play", exact=True)).to_be_in_viewport()
    before = page.url
    boxes(page).nth(0).check()
    dock.get_by_role("button", name="Roll 3 bars" if script else "Roll").click()
    expect(page).to_have_url(MELODY)
    expect(page).not_to_have_url(before)
    locked(page, 1)
    dock.get_by_role("link", name="Undo").click()
    expect(page).to_have_url(f"{before}?locked=1")
    tall = "all => all.map(one => one.offsetHeight)"
    heights = page.locator(".history .btn:visible").evaluate_all(tall)
    assert all(height < 48 for height in heights)


def test_what_is_folded_away_opens_where_it_is_addressed_and_is_remembered(
    visitor: Visitor, melody: str
) -> None:
    visit = visitor.visit(viewport=PHONE)
    page = visit.go(melody)
    twists, why = page.locator("#twists"), page.locator("#reasons")
    expect(page.get_by_role("link", name="Retrograde")).to_be_hidden()
    page.locator(".dock").get_by_role("link", name="Twist").click()
    expect(page.get_by_role("link", name="Retrograde")).to_be_visible()
    why.locator("summary").click()

    page.goto("about:blank")
    visit.go(melody)
    expect(why).to_have_attribute("open", "")
    expect(twists).not_to_have_attribute("open", "")
    visit.go(f"{melody}#twists")
    expect(page.get_by_role("link", name="Retrograde")).to_be_visible()


@pytest.mark.parametrize("key", ["Control", "Meta"])
def test_undo_and_redo_have_the_keys_that_they_have_everywhere(
    visitor: Visitor, melody: str, key: str
) -> None:
    page = visitor.visit().go(melody)
    parent = page.url
    roll(page, "Only the ending")
    child = page.url
    page.wait_for_load_state()
    page.keyboard.press(f"{key}+z")
    page.wait_for_url(parent)
    page.keyboard.press(f"{key}+Shift+z")
    page.wait_for_url(child)

    page.get_by_text("Rename it").click()
    name = page.get_by_label("Name")
    name.press("x")
    name.press("Control+z")
    assert page.url == child


def test_a_range_is_locked_with_shift_in_the_picture_and_by_keyboard(
    visitor: Visitor, melody: str
) -> None:
    page = visitor.visit().go(melody)
    bars = page.locator(".on-wide .measure .lock-shade")
    bars.nth(1).click(position={"x": 5, "y": 3})
    bars.nth(3).click(position={"x": 5, "y": 3}, modifiers=["Shift"])
    locked(page, 2, 3, 4)
    assert page.locator(".on-wide").evaluate(SIGNS_OVER_WORDS) == 0
    expect(page.locator(".on-wide .measure.locked")).to_have_count(3)
    expect(page.locator("[data-lock-status]")).to_have_text("3 bars are locked.")

    boxes(page).nth(0).focus()
    page.keyboard.press("Space")
    locked(page, 1, 2, 3, 4)
    page.keyboard.press("Space")
    expect(page.locator("[data-lock-status]")).to_have_text("Bar 1 is not locked.")
    page.get_by_role("button", name="Unlock all").click()
    locked(page)
    expect(page.locator(".roll-main")).to_have_text("Roll every bar")
    expect(page.locator(".dock-action.compose")).to_have_text("Roll all")


def test_a_bar_that_a_thumb_locks_stays_locked_while_twists_are_seen_kept_and_undone(
    visitor: Visitor, melody: str
) -> None:
    page = visitor.visit(viewport=PHONE, has_touch=True, reduced_motion="reduce").go(melody)
    page.locator(".on-narrow .measure").nth(2).tap()
    locked(page, 3)
    page.locator(".dock").get_by_role("link", name="Twist").tap()
    page.get_by_role("link", name="Retrograde").tap()
    expect(page.get_by_role("button", name="Keep this")).to_be_visible()
    boxes(page).nth(0).check()
    page.get_by_role("button", name="Keep this").tap()
    expect(page.locator(".made-by")).to_contain_text("From the end to the beginning")
    locked(page, 1, 3)
    page.get_by_role("link", name="Undo").and_(page.locator(":visible")).tap()
    expect(page.locator(".made-by")).to_have_count(0)
    locked(page, 1, 3)
    page.get_by_role("button", name="Unlock all").tap()
    page.go_back()
    expect(page.locator(".made-by")).to_be_visible()
    locked(page, 1, 3)
    page.go_forward()
    expect(page.locator(".made-by")).to_have_count(0)
    locked(page)


def test_every_bar_locked_is_said_and_escape_gives_a_button_back(
    visitor: Visitor, melody: str
) -> None:
    unanswered: list[Route] = []
    page = visitor.visit().go(melody)
    for box in boxes(page).all():
        box.check()
    page.get_by_role("button", name="Only their rhythm").click()
    expect(page.get_by_role("alert")).to_contain_text("Every bar is locked.")
    locked(page, 1, 2, 3, 4)

    page.get_by_role("button", name="Unlock all").click()
    page.route("**/rolls", lambda route: unanswered.append(route))  # noqa: PLW0108 - it is marked
    page.evaluate(STOP_SOON, "escape")
    button = page.get_by_role("button", name="Only their pitches")
    button.click(no_wait_after=True)
    expect(button).to_have_attribute("aria-busy", "false")
    expect(button).to_have_text("Only their pitches")
    page.unroute("**/rolls")
    roll(page, "Only their pitches")


def test_a_note_is_exchanged_and_both_are_heard_by_turns(visitor: Visitor, melody: str) -> None:
    page = visitor.visit(has_touch=True).go(melody)
    page.get_by_role("button", name="What else fits there").click()
    page.locator(".note-choices button").first.click()
    expect(page).to_have_url(MELODY)
    page.get_by_role("link", name="Compare with before").click()
    expect(page.locator("[data-turn]")).to_be_visible()
    first = page.url
    page.keyboard.press("Space")
    expect(page.locator('[data-side="A"] [data-playing]')).to_have_count(1)
    page.keyboard.press("x")
    expect(page.locator('[data-side="B"] [data-playing]')).to_have_count(1)
    expect(page.locator('[data-side="A"] [data-playing]')).to_have_count(0)
    assert page.url != first
    page.keyboard.press("Space")
    expect(page.locator("[data-playing]")).to_have_count(0)

    resize(page, PHONE)
    page.evaluate("scrollTo(0, 500)")
    turn = page.locator("[data-turn]")
    assert turn.evaluate("one => getComputedStyle(one).backgroundColor") != "rgba(0, 0, 0, 0)"
    turn.get_by_role("button", name="Play B").tap()
    expect(page.locator('[data-side="B"] [data-playing]')).to_have_count(1)
    page.get_by_role("button", name="Switch to A").tap()
    expect(page.locator('[data-side="A"] [data-playing]')).to_have_count(1)
    expect(page.locator('[data-side="B"] [data-playing]')).to_have_count(0)
    turn.get_by_role("button", name="Pause A").tap()
    expect(page.locator("[data-playing]")).to_have_count(0)
    assert page.url == first
