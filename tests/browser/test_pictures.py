"""What a browser makes of a picture: all that is drawn lies inside it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from service4_lilypond.svg.picture import svg
from service4_lilypond.tests.long_titles import LONG
from tests.builders import CLARINET, a_score

BEYOND = """() => {
    const all = document.documentElement.getBoundingClientRect();
    return [...document.querySelectorAll("text, use, path, polygon")]
        .filter((drawn) => !drawn.closest("defs"))
        .map((drawn) => drawn.getBoundingClientRect())
        .filter((box) => box.left < all.left || box.right > all.right
                      || box.top < all.top || box.bottom > all.bottom)
        .length;
}"""


@pytest.mark.parametrize("script", LONG)
def test_a_long_title_stays_inside_the_picture(
    browser: Browser, script: str, tmp_path: Path
) -> None:
    file = tmp_path / "score.svg"
    file.write_bytes(svg(a_score(title=LONG[script], instrument=CLARINET)))
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.goto(file.as_uri())
    assert page.evaluate(BEYOND) == 0
    page.close()
