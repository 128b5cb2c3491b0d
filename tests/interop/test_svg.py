"""Inkscape and rsvg-convert draw the picture that browsers show."""

from collections.abc import Mapping, Sequence
from itertools import permutations
from pathlib import Path
from typing import Final

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from tests.browser.conftest import browser
from tests.interop.melodies import Melody
from tests.interop.programs import PICTURE_WIDTH, Programs

__all__ = ["browser"]

ENDINGS: Final[Mapping[str, str]] = {
    "Inkscape": ".png",
    "rsvg-convert": "-rsvg.png",
    "Chromium": "-chromium.png",
}
CELL: Final = 6
"""Pixels of a square whose ink is compared: less than a note's head is wide."""

ANOTHER_FONT: Final = 110
"""Of 255: letters differ from font to font by some 90; a note that is missing, or out of place,
by 136 and more: so much were the pictures that Verovio makes for browsers alone."""

HEADING: Final = (PICTURE_WIDTH // 4, 0, PICTURE_WIDTH * 3 // 4, 70)
"""Where the title stands, which every program sets in a font of its own."""


@pytest.fixture(scope="session", autouse=True)
def drawn(request: pytest.FixtureRequest, programs: Programs, melodies: Sequence[Melody]) -> None:
    """Have every program draw every picture."""
    programs.inkscape([melody.path(".svg") for melody in melodies])
    page = request.getfixturevalue("browser").new_page(viewport={"width": 1200, "height": 900})
    for melody in melodies:
        programs.rsvg_convert(melody.path(".svg"), melody.path("-rsvg.png"))
        image = f'<img src="{melody.path(".svg").name}" width="{PICTURE_WIDTH}">'
        melody.path(".html").write_text(image, encoding="utf-8")
        page.goto(melody.path(".html").as_uri())
        page.locator("img").screenshot(path=melody.path("-chromium.png"))
    page.close()


def ink(path: Path) -> Image.Image:
    """Return a picture's ink, from 0 for white to 255 for black."""
    with Image.open(path) as picture:
        coloured = picture.convert("RGBA")
    paper = Image.new("RGBA", coloured.size, "white")
    paper.alpha_composite(coloured)
    return ImageOps.invert(paper.convert("L"))


def cells(picture: Image.Image) -> Image.Image:
    """Return the ink of every square below the title."""
    music = picture.crop((0, HEADING[3], picture.width, picture.height))
    size = (music.width // CELL, music.height // CELL)
    return music.resize(size, Image.Resampling.BOX)


def excess(one: Image.Image, other: Image.Image) -> int:
    """How much more ink a square of ``one`` has than those of ``other`` in its place and around."""
    around = other.filter(ImageFilter.MaxFilter(3))
    _, most = ImageChops.subtract(one, around).getextrema()
    assert isinstance(most, int)
    return most


def test_every_program_draws_the_same(melody: Melody) -> None:
    pictures = {name: cells(ink(melody.path(ending))) for name, ending in ENDINGS.items()}
    assert len({picture.size for picture in pictures.values()}) == 1
    differences = {
        (one, other): excess(pictures[one], pictures[other])
        for one, other in permutations(pictures, 2)
    }
    assert max(differences.values()) < ANOTHER_FONT, differences


def test_a_dot_that_one_program_alone_draws_would_be_seen(melodies: Sequence[Melody]) -> None:
    clean = ink(melodies[0].path(ENDINGS["rsvg-convert"]))
    dotted = clean.copy()
    ImageDraw.Draw(dotted).ellipse((25, 74, 34, 83), fill=255)
    assert excess(cells(dotted), cells(clean)) > ANOTHER_FONT


@pytest.mark.parametrize("program", ENDINGS)
def test_the_title_stands_above(program: str, melody: Melody) -> None:
    heading = ink(melody.path(ENDINGS[program])).crop(HEADING)
    assert sum(heading.histogram()[128:]) > 50
