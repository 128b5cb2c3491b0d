"""A visitor's shelf in a browser, with scripts and without them, on a desk and on a phone."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.visits import A_PHONE, DESKTOP, PHONE, Visit, Visitor

NAMES = ("Blue", "Crème")


WAYS = ((DESKTOP, True), (PHONE, True), (PHONE, False))


@pytest.fixture(params=WAYS, ids=["desktop", "phone", "phone without script"])
def visit(request: pytest.FixtureRequest, visitor: Visitor) -> Visit:
    viewport, script = request.param
    return visitor.visit(viewport=viewport, java_script_enabled=script)


@pytest.fixture
def page(visit: Visit) -> Page:
    """The shelf of somebody who has opened two melodies."""
    open_melodies(visit, *NAMES)
    return visit.go("/shelf")


def open_melodies(visit: Visit, *names: str, **recipe_of_all: str) -> None:
    visit.go()
    for name in names:
        recipe = {"name": name, "bars": 4, "seed": 7, **recipe_of_all}
        made = visit.page.context.request.post(f"{visit.base_url}/api/v1/melodies", data=recipe)
        visit.go(made.json()["url"].removeprefix(visit.base_url))


def holds(page: Page, *names: str) -> None:
    """Wait until the shelf shows melodies of these names, the newest first."""
    expect(page.locator(".shelf-melody h2")).to_have_text(list(names))


def save(page: Page, button: str, into: Path) -> Path:
    """Follow the work until it is done, and save the file."""
    page.get_by_role("link", name=button).click()
    link = page.get_by_role("link", name=re.compile("^Save the"))
    expect(link).to_be_visible(timeout=30_000)
    with page.expect_download() as download:
        link.click()
    download.value.save_as(into)
    return into


def test_melodies_are_found_taken_off_and_put_back(page: Page) -> None:
    page.get_by_role("link", name="My shelf").click()
    holds(page, "Crème", "Blue")

    page.get_by_label("Name").fill("creme")
    page.get_by_role("button", name="Search").click()
    holds(page, "Crème")
    expect(page.get_by_role("status").get_by_text("One of 2 melodies fits.")).to_be_visible()
    page.get_by_role("link", name="Show all").click()

    page.get_by_role("button", name="Take off Blue").click()
    holds(page, "Crème")
    page.get_by_role("button", name="Put back Blue").click()
    holds(page, "Crème", "Blue")


def test_melodies_are_found_by_key_and_time_signature(visit: Visit) -> None:
    open_melodies(visit, "Blue")
    open_melodies(visit, "Waltz", key="Bb", time_signature="3/4")
    page = visit.go("/shelf")
    holds(page, "Waltz", "Blue")
    for label, wanted, name in (
        ("Key", "B♭ major", "Waltz"),
        ("Key", "C major", "Blue"),
        ("Time signature", "3/4", "Waltz"),
        ("Time signature", "4/4", "Blue"),
    ):
        page.get_by_label(label, exact=True).select_option(label=wanted)
        page.get_by_role("button", name="Search").click()
        holds(page, name)
        page.get_by_role("link", name="Show all").click()
        holds(page, "Waltz", "Blue")


def test_a_worksheet_is_printed_with_its_answers(visit: Visit, tmp_path: Path) -> None:
    # One that has not been printed before.
    page = visit.go(f"/worksheet?name=Dictation {tmp_path.name}&bars=2&melodies=3&seed=7")
    with page.expect_download() as download:
        page.get_by_role("link", name="The answers (PDF)").click()
    answers = PdfReader(download.value.path())
    assert "seed 7" in answers.pages[0].extract_text()
    sheet = PdfReader(save(page, "The worksheet (PDF)", tmp_path / "sheet.pdf"))
    assert "Dictation" in sheet.pages[0].extract_text()


def test_the_address_brings_all_back_in_another_browser(page: Page, visitor: Visitor) -> None:
    address = page.get_by_role("textbox", name="Its secret address").input_value()
    elsewhere = visitor.visit(java_script_enabled=False)
    other = elsewhere.go(address.removeprefix(elsewhere.base_url))

    holds(other, "Crème", "Blue")
    other.get_by_role("button", name="Use this shelf in this browser").click()
    holds(other, "Crème", "Blue")
    expect(other).to_have_url(re.compile("/shelf$"))


def test_the_shelf_goes_out_as_a_file_and_comes_back(
    page: Page, visitor: Visitor, tmp_path: Path
) -> None:
    with page.expect_download() as download:
        page.get_by_role("link", name="Save the shelf as a file").click()
    download.value.save_as(tmp_path / "shelf.json")

    other = visitor.visit().go("/shelf")
    other.get_by_label("Bring a shelf back from its file").set_input_files(tmp_path / "shelf.json")
    other.get_by_role("button", name="Bring back").click()
    holds(other, "Crème", "Blue")


def test_all_is_taken_as_a_booklet_and_as_an_archive(page: Page, tmp_path: Path) -> None:
    booklet = PdfReader(save(page, "One booklet (PDF)", tmp_path / "shelf.pdf"))
    assert len(booklet.pages) == 3
    assert "Blue" in booklet.pages[2].extract_text()

    page.get_by_role("link", name="Back to my shelf").click()
    with ZipFile(save(page, "One archive (ZIP)", tmp_path / "shelf.zip")) as archive:
        assert len(archive.namelist()) == 7


def test_one_melody_plays_at_a_time_by_a_button_of_ours(
    visitor: Visitor, viewport: dict[str, int]
) -> None:
    visit = visitor.visit(viewport=viewport)
    open_melodies(visit, *NAMES)
    page = visit.go("/shelf")
    expect(page.locator("audio:visible")).to_have_count(0)
    melodies = page.locator(".shelf-melody")
    for number in (0, 1):
        melodies.nth(number).locator("[data-hear]").click()
        expect(page.locator("[data-sounding]")).to_have_count(1)
        expect(melodies.nth(number)).to_have_attribute("data-sounding", "")
    button = melodies.nth(1).locator("[data-hear]")
    expect(button).to_contain_text("Stop")
    button.click()
    expect(page.locator("[data-sounding]")).to_have_count(0)


def test_without_a_script_a_shelf_leads_to_its_sounds(visitor: Visitor) -> None:
    visit = visitor.visit(java_script_enabled=False)
    open_melodies(visit, NAMES[0])
    link = visit.go("/shelf").locator("[data-hear]").first
    sound = visit.page.request.get(visit.base_url + str(link.get_attribute("href")))
    assert sound.headers["content-type"] == "audio/wav"


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_the_fields_to_search_by_are_folded_until_they_are_used(
    visitor: Visitor, *, script: bool
) -> None:
    visit = visitor.visit(**A_PHONE, java_script_enabled=script)
    open_melodies(visit, *NAMES)
    page = visit.go("/shelf")
    expect(page.get_by_role("button", name="Search")).not_to_be_visible()
    expect(page.get_by_role("heading", name=NAMES[1])).to_be_in_viewport()
    page.get_by_text("Search by name, key or metre").click()
    page.get_by_label("Name").fill("blue")
    page.get_by_role("button", name="Search").click()
    holds(page, "Blue")
    expect(page.get_by_label("Name")).to_be_visible()
