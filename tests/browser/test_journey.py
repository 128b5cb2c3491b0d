import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import A_PHONE, PHONE, Visit, Visitor, loaded, resize

MELODY = re.compile(r"/melodies/[\w-]+$")
BEGINNINGS = {
    "pdf": b"%PDF-",
    "mid": b"MThd",
    "musicxml": b"<?xml",
    "abc": b"%abc-2.1",
    "svg": b"<",
    "png": b"\x89PNG",
    "ly": b"\\version",
    "mp3": b"ID3",
    "wav": b"RIFF",
    "zip": b"PK",
}
DURATION = """audio => new Promise((tell) => {
    if (audio.readyState >= HTMLMediaElement.HAVE_METADATA) tell(audio.duration);
    audio.addEventListener("loadedmetadata", () => tell(audio.duration));
})"""


COMPOSE = "Compose the whole melody"


def press(page: Page, name: str = COMPOSE) -> None:
    page.get_by_role("button", name=name).click()


def unfold(page: Page) -> None:
    """Show the recipe, as somebody does who wants another one."""
    fold = page.locator("details.recipe-fold")
    if fold.get_attribute("open") is None:
        fold.locator(":scope > summary").click()


def unfold_more(page: Page) -> None:
    """Show all that a recipe has."""
    unfold(page)
    page.get_by_text("More to choose").click()


def test_one_press_leads_to_a_melody_and_all_its_files(
    visitor: Visitor, viewport: dict[str, int], script: bool, tmp_path: Path
) -> None:
    page = visitor.visit(viewport=viewport, java_script_enabled=script).go()
    unfold(page)
    page.get_by_label("Name").fill("rainy tuesday")
    page.get_by_label("Bars", exact=True).fill("4")
    press(page)

    expect(page).to_have_url(MELODY)
    expect(page.get_by_role("heading", level=1)).to_have_text("rainy tuesday")
    found = {}
    for link in loaded(page).locator("a.download").all():
        with page.expect_download() as download:
            link.click()
        name = download.value.suggested_filename
        download.value.save_as(tmp_path / name)
        found[name] = (tmp_path / name).read_bytes()
    assert set(found) == {f"rainy tuesday-melodie.{ending}" for ending in BEGINNINGS}
    for ending, beginning in BEGINNINGS.items():
        assert found[f"rainy tuesday-melodie.{ending}"].startswith(beginning), ending


def test_chords_and_an_accompaniment_are_chosen_on_the_form_and_a_slip_is_said(
    visit: Visit,
) -> None:
    page = visit.go()
    unfold_more(page)
    chords = page.get_by_label("Chords", exact=True)
    chords.fill("C | Qm7 | G7")
    page.get_by_label("Accompaniment", exact=True).select_option("waltz")
    press(page)
    expect(page.locator("#chords-error")).to_contain_text("Bar 2: Qm7 is no chord")
    expect(chords).to_have_value("C | Qm7 | G7")

    chords.fill("C | Am F | G7 | C")
    page.get_by_label("Bars", exact=True).fill("4")
    press(page)
    expect(page).to_have_url(MELODY)
    expect(page.get_by_text("C | Am F | G7 | C")).not_to_have_count(0)
    path = page.url.replace("/melodies/", "/api/v1/melodies/")
    score = page.context.request.get(path).json()["score"]
    named = [one["chord"]["root"] for bar in score["bars"] for one in bar["chords"]]
    assert named == ["C", "A", "F", "G", "C"]
    assert score["accompaniment"]["pattern"] == "waltz"


def test_the_score_and_the_sound_are_there(visit: Visit, melody: str) -> None:
    page = visit.go(melody)

    expect(page.get_by_role("img", name="4 bars")).to_be_visible()
    assert page.locator("audio").evaluate(DURATION) > 1


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(("screen", "narrow"), [({}, False), (A_PHONE, True)])
def test_a_phone_is_shown_the_narrow_picture(
    visitor: Visitor, melody: str, screen: dict[str, Any], *, narrow: bool, script: bool
) -> None:
    page = visitor.visit(**screen, java_script_enabled=script).go(melody)
    picture = page.get_by_role("img", name="4 bars")
    expect(picture).to_be_visible()
    assert picture.locator("> svg").count() == (2 if narrow else 1)


@pytest.mark.parametrize("script", [True, False])
def test_a_window_that_becomes_narrow_is_shown_the_narrow_picture(
    visitor: Visitor, melody: str, *, script: bool
) -> None:
    page = visitor.visit(java_script_enabled=script).go(melody)
    heading = page.get_by_role("heading", name="Roll it again")

    resize(page, PHONE)
    place = heading.bounding_box()

    picture = page.locator(".on-narrow").get_by_role("img", name="4 bars")
    expect(picture).to_be_visible()
    if script:
        expect(picture.locator("> svg")).to_have_count(2)
        picture.locator(".measure").nth(2).click(position={"x": 5, "y": 20})
        expect(page.locator(".on-narrow .measure.locked")).to_have_count(1)
    else:
        expect(picture).to_have_js_property("complete", value=True)
    moved = heading.bounding_box()
    assert place
    assert moved
    assert abs(place["y"] - moved["y"]) < 24  # the picture's place was kept free


@pytest.mark.parametrize("script", [True, False])
def test_so_it_is_where_two_are_compared_and_where_one_is_twisted(
    visitor: Visitor, melody: str, *, script: bool
) -> None:
    for end in ("compare?other=" + melody.rsplit("/", 1)[-1], "twists?twist=retrograde"):
        page = visitor.visit(java_script_enabled=script).go(f"{melody}/{end}")
        resize(page, PHONE)
        picture = page.locator(".on-narrow").get_by_role("img", name="4 bars").last
        expect(picture).to_be_visible()
        if script:
            expect(picture.locator("> svg")).to_have_count(2)
        else:
            expect(picture).to_have_js_property("complete", value=True)


def test_the_address_on_the_page_leads_a_friend_to_it(visit: Visit, melody: str) -> None:
    page = visit.go(melody)
    address = page.get_by_label("Its address").input_value()
    assert address == page.url
    assert page.locator("meta[property='og:url']").get_attribute("content") == address


def test_another_like_this_keeps_the_recipe_but_for_the_seed(
    visitor: Visitor, script: bool
) -> None:
    page = visitor.visit(java_script_enabled=script).go()
    unfold(page)
    page.get_by_label("Bars", exact=True).fill("4")
    page.get_by_label("Key").select_option("Bb")
    press(page)
    expect(page).to_have_url(MELODY)
    first, recipe = page.url, recipe_of(page)
    press(page, "Another like this")

    expect(page).not_to_have_url(first)
    expect(page).to_have_url(MELODY)
    again = recipe_of(page)
    assert again.pop("Seed") != recipe.pop("Seed")
    assert again == recipe


def test_the_recipe_of_a_melody_can_be_changed(visitor: Visitor, script: bool) -> None:
    page = visitor.visit(java_script_enabled=script).go()
    unfold_more(page)
    page.get_by_label("Bars", exact=True).fill("4")
    page.get_by_label("Style").select_option("dance")
    page.get_by_label("Begin with an upbeat").check()
    press(page)
    recipe = recipe_of(page)
    page.get_by_role("link", name="Change the recipe").click()
    expect(page.get_by_label("Begin with an upbeat")).to_be_checked()
    page.get_by_label("Highest note").fill("D5")
    press(page)

    expect(page).to_have_url(MELODY)
    assert recipe_of(page) == recipe | {"Range": "Up to D5"}


def test_the_front_page_counts_melodies(visit: Visit) -> None:
    before = count_on(visit.go())
    press(visit.page)
    expect(visit.page).to_have_url(MELODY)
    assert count_on(visit.go()) == before + 1


def recipe_of(page: Page) -> dict[str, str]:
    expect(page.locator(".recipe > div").first).to_be_visible()
    rows = loaded(page).locator(".recipe > div").all()
    return {row.locator("dt").inner_text(): row.locator("dd").inner_text() for row in rows}


def count_on(page: Page) -> int:
    said = page.locator(".count").inner_text()
    return {"Yours": 0, "One": 1}.get(said.split()[0]) or int(re.sub(r"\D", "", said) or 0)
