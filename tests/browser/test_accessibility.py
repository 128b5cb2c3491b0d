import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.test_journey import press, unfold, unfold_more
from tests.browser.visits import Visit, Visitor, loaded


@pytest.fixture(params=["light", "dark"])
def visit(request: pytest.FixtureRequest, visitor: Visitor, viewport: dict[str, int]) -> Visit:
    # Axe measures colours, which must have settled.
    return visitor.visit(viewport=viewport, color_scheme=request.param, reduced_motion="reduce")


def violations(page: Page) -> list[str]:
    found = Axe().run(loaded(page)).response["violations"]
    return [
        f"{violation['id']}: {node['html']} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


def test_the_wall_is_accessible(visit: Visit) -> None:
    assert violations(visit.go()) == []


def test_the_recipe_of_a_wall_is_accessible(visit: Visit) -> None:
    page = visit.go()
    unfold_more(page)
    assert violations(page) == []


def test_the_form_with_errors_is_accessible(visit: Visit) -> None:
    page = visit.go()
    unfold(page)
    page.get_by_label("Bars", exact=True).fill("65")
    page.get_by_label("Name").fill("")
    press(page)
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []


def test_a_melodys_page_is_accessible(visit: Visit, melody: str) -> None:
    assert violations(visit.go(melody)) == []


def test_an_error_page_is_accessible(visit: Visit) -> None:
    assert violations(visit.go("/nothing-here")) == []
