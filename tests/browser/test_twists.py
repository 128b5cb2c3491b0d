"""A melody twisted on its page: seen, heard, and kept only then."""

import re
from typing import Final

import pytest
from playwright.sync_api import FloatRect, Page, Route, expect

from tests.browser.visits import DESKTOP, PHONE, Visit, Visitor


@pytest.fixture
def visit(visitor: Visitor, viewport: dict[str, int], script: bool) -> Visit:
    return visitor.visit(viewport=viewport, java_script_enabled=script, reduced_motion="reduce")


@pytest.fixture
def scripted(visitor: Visitor, viewport: dict[str, int]) -> Visit:
    return visitor.visit(viewport=viewport, reduced_motion="reduce")


def twist(page: Page, name: str) -> None:
    link = page.get_by_role("link", name=name, exact=True)
    if not link.is_visible():
        page.get_by_role("heading", name="Twist it").click()
    link.click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_a_twist_is_seen_and_then_kept_as_another_melody(visit: Visit, melody: str) -> None:
    page = visit.go(melody)
    twist(page, "Retrograde")
    expect(page.get_by_role("img", name=re.compile("Sheet music")).last).to_be_visible()
    page.get_by_role("button", name="Keep this").click()
    page.wait_for_url(re.compile(r"/melodies/\w{12}$"))
    assert not page.url.endswith(melody)
    expect(page.get_by_role("heading", name="Why it works")).to_be_visible()


OTHERS: Final = {
    "Transpose to a key": "Transposed to",
    "Transpose by an interval": "Transposed",
    "Change the scale": "In another scale",
    "Invert within the scale": "Inverted within the scale",
    "Invert exactly": "Inverted exactly",
    "Augment": "Augmented",
    "Diminish": "Diminished",
    "Sequence": "With a sequence",
    "Ornament": "Ornamented",
    "Thin out": "Thinned out",
}
"""The other twists, and what the page of a melody says that was made by each."""


@pytest.mark.parametrize(
    ("name", "size"),
    [*((name, DESKTOP) for name in OTHERS), ("Ornament", PHONE)],
    ids=[*OTHERS, "Ornament on a phone"],
)
def test_every_other_twist_is_seen_and_kept(
    visitor: Visitor, melody: str, name: str, size: dict[str, int]
) -> None:
    page = visitor.visit(viewport=size, reduced_motion="reduce").go(melody)
    twist(page, name)
    picture = page.locator(".twisted").get_by_role("img", name=re.compile("Sheet music")).last
    expect(picture).to_be_visible()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_in_viewport()
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator(".made-by")).to_contain_text(OTHERS[name])
    assert not page.url.endswith(melody)


def test_with_a_script_the_address_still_names_the_melody(scripted: Visit, melody: str) -> None:
    page = scripted.go(melody)
    twist(page, "Invert exactly")
    assert page.url.endswith(melody)
    expect(page.get_by_role("link", name="Invert exactly")).to_have_attribute(
        "aria-current", "true"
    )
    expect(page.get_by_role("heading", name="Invert exactly")).to_be_focused()


def test_another_way_to_do_it_is_shown_at_once_and_keeps_the_focus(
    scripted: Visit, melody: str
) -> None:
    page = scripted.go(melody)
    twist(page, "Transpose to a key")
    how = page.get_by_label("How")
    with page.expect_response(re.compile("option=Eb")):
        how.select_option("Eb")
    expect(page.get_by_label("How")).to_have_value("Eb")
    expect(page.get_by_label("How")).to_be_focused()
    expect(page.get_by_text("Shown below: Transpose to a key")).to_have_count(1)


def test_a_twist_is_heard_before_it_is_kept_and_its_notes_are_lit(
    scripted: Visit, melody: str
) -> None:
    page = scripted.go(melody)
    twist(page, "Invert within the scale")
    page.get_by_role("button", name="Play the twist").click()
    expect(page.locator(".twisted .lit")).not_to_have_count(0)
    expect(page.locator("figure .lit")).to_have_count(0)


def test_what_cannot_be_done_is_said_where_it_would_be_seen(scripted: Visit, melody: str) -> None:
    page = scripted.go(melody)
    twist(page, "Sequence")
    page.get_by_label("How").select_option("two_bars_up")
    expect(page.get_by_text("This takes at least 5 bars.", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Keep this")).to_have_count(0)


def test_a_thumb_reaches_what_keeps_a_long_twist_and_sees_that_it_is_being_made(
    visitor: Visitor,
) -> None:
    waiting: list[Route] = []
    visit = visitor.visit(viewport=PHONE, has_touch=True, reduced_motion="reduce")
    page = visit.page
    recipe = {"name": "long", "bars": 32, "seed": 7}
    made = page.request.post(f"{visit.base_url}/api/v1/melodies", data=recipe).json()
    path = made["url"].removeprefix(visit.base_url)
    visit.go(path)
    page.route("**/twists?*", lambda route: waiting.append(route))  # noqa: PLW0108 - it is marked
    page.locator(".dock").get_by_role("link", name="Twist").tap()
    choice = page.get_by_role("link", name="Ornament", exact=True)
    choice.tap()
    expect(page.locator("[data-twists-panel]")).to_have_attribute("aria-busy", "true")
    assert choice.evaluate("one => getComputedStyle(one, '::after').height") == "4px"
    expect(choice).to_be_in_viewport()
    waiting.pop().continue_()
    page.unroute("**/twists?*")

    keep = page.get_by_role("button", name="Keep this")
    expect(keep).to_be_in_viewport(ratio=1)
    keep.tap(trial=True)
    visit.go(f"{path}/twists?twist=ornament")
    page.locator("#twisted").scroll_into_view_if_needed()
    expect(keep).to_be_in_viewport(ratio=1)
    keep.tap(trial=True)
    assert page.locator(".site-header").evaluate("one => one.offsetHeight") < 90


TASTES = ("Plain", "Richer", "Surprising")


def harmonies(page: Page) -> list[FloatRect]:
    """Return where the harmonisations are that a page shows."""
    cards = page.locator(".harmony")
    expect(cards).to_have_count(len(TASTES))
    return [box for card in cards.all() if (box := card.bounding_box())]


def test_three_harmonies_are_side_by_side_and_one_is_kept(
    visit: Visit, melody: str, viewport: dict[str, int]
) -> None:
    page = visit.go(melody)
    twist(page, "Other chords")
    boxes = harmonies(page)
    beside = viewport["width"] > 1000
    assert len({box["y"] if beside else box["x"] for box in boxes}) == 1
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= viewport["width"] for box in boxes)
    for taste, card in zip(TASTES, page.locator(".harmony").all(), strict=True):
        expect(card.get_by_role("heading", name=taste)).to_be_visible()
        expect(card.get_by_role("list", name="Chords, bar by bar")).to_be_visible()
    page.locator(".harmony").nth(1).get_by_role("button", name="Keep this").click()
    page.wait_for_url(re.compile(r"/melodies/\w{12}$"))
    assert not page.url.endswith(melody)
    expect(page.get_by_text("Over other chords")).not_to_have_count(0)


def test_a_harmony_is_heard_alone_and_its_bar_is_marked(scripted: Visit, melody: str) -> None:
    page = scripted.go(melody)
    twist(page, "Other chords")
    first, second = (page.locator(".harmony").nth(number) for number in (0, 1))
    first.get_by_role("link", name="Play").click()
    expect(first.locator(".sounds")).to_have_count(1)
    expect(first.get_by_role("link", name="Stop")).to_be_visible()
    second.get_by_role("link", name="Play").click()
    expect(second.locator(".sounds")).to_have_count(1)
    expect(first.locator(".sounds")).to_have_count(0)
    second.get_by_role("link", name="Stop").click()
    expect(page.locator(".harmony .sounds")).to_have_count(0)
