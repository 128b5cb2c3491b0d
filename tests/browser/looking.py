"""A page looked at as people have it: at four widths, in the light and in the dark."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.visits import PHONE, loaded, resize


class Screen(NamedTuple):
    """A window, the scheme that axe looks at all rules in, and the one for contrast alone."""

    size: dict[str, int]
    schemes: tuple[Literal["light", "dark"], Literal["light", "dark"]]
    axe: bool = True


SCREENS: Final = (
    Screen({"width": 1440, "height": 900}, ("light", "dark")),
    Screen({"width": 1024, "height": 768}, ("dark", "light"), axe=False),
    Screen(PHONE, ("dark", "light")),
    Screen({"width": 360, "height": 740}, ("light", "dark"), axe=False),
)
ALL_RULES: Final[dict[str, Any]] = {"resultTypes": ["violations"]}
CONTRAST: Final[dict[str, Any]] = {**ALL_RULES, "runOnly": ["color-contrast"]}
"""What a scheme changes: nothing but colours."""

LAID_OUT: Final = Path(__file__).with_name("laid_out.js").read_text(encoding="utf-8")

SIGNS_OVER_WORDS: Final = """picture => {
    const boxes = (kind) =>
        [...picture.querySelectorAll(kind)].map((it) => it.getBoundingClientRect());
    const over = (a, b) =>
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return boxes(".lock-sign").filter((a) => boxes("text").some((b) => over(a, b))).length;
}"""
"""How many signs of locks lie over words of a picture."""


def flaws(page: Page) -> list[str]:
    """Return what is wrong with a page on any screen: what axe finds, and how it is laid out."""
    loaded(page)
    return list(_flaws(page))


def _flaws(page: Page) -> Iterator[str]:
    before = page.viewport_size
    for screen in SCREENS:
        resize(page, screen.size)
        # The narrow picture comes when it is seen.
        expect(page.locator("[data-later] > img:visible")).to_have_count(0)
        for scheme, rules in zip(screen.schemes, (ALL_RULES, CONTRAST), strict=True):
            page.emulate_media(color_scheme=scheme)
            found = [*page.evaluate(LAID_OUT), *(_axe(page, rules) if screen.axe else ())]
            yield from (f"{screen.size['width']} {scheme}: {flaw}" for flaw in found)
    if before:
        page.set_viewport_size(before)


def _axe(page: Page, rules: dict[str, Any]) -> Iterator[str]:
    for violation in Axe().run(page, options=rules).response["violations"]:
        for node in violation["nodes"]:
            yield f"{violation['id']}: {node['html']} {node['failureSummary']}"
