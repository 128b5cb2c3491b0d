"""A long title in any script stays inside every page and picture."""

import io
import subprocess
from pathlib import Path
from typing import Final

import pytest
from PIL import Image

from service4_lilypond.engraving.engraver import Engraver
from service4_lilypond.engraving.worker import Output
from service4_lilypond.lilypond.page import header
from service4_lilypond.lilypond.text import lilypond_text
from service4_lilypond.tests.long_titles import LONG
from service4_lilypond.tests.printed import words
from service4_lilypond.tests.shorthand import rhythm
from tests.builders import a_score

DPI: Final = 75
MM: Final = DPI / 25.4
PICTURE_MARGIN: Final = 30
"""Pixels of a picture that stay white on every side."""

PAGE_MARGINS: Final = (10, 12, 14, 9)
"""Millimetres at the left, where bar numbers stand, at the top, the right and the foot."""


def white(drawn: Image.Image) -> tuple[int, int, int, int]:
    """Return how many pixels are white at the left, the top, the right and the foot."""
    found = drawn.convert("L").point(lambda grey: 255 if grey < 200 else 0).getbbox()
    assert found
    left, top, right, bottom = found
    return left, top, drawn.width - right, drawn.height - bottom


def drawn_pages(pdf: bytes, folder: Path) -> list[Image.Image]:
    (folder / "score.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-gray", "-r", str(DPI), "score.pdf", "page"]
    subprocess.run(command, cwd=folder, check=True)  # noqa: S603 - our own page
    return [Image.open(io.BytesIO(page.read_bytes())) for page in sorted(folder.glob("page-*"))]


@pytest.mark.parametrize("script", LONG)
def test_a_long_title_stays_on_the_page_and_in_the_picture(
    engraver: Engraver, tmp_path: Path, script: str
) -> None:
    score = rhythm("4/4", *["1"] * 64, title=LONG[script])
    files = engraver.engrave(lilypond_text(score, "x" * 200), [Output.PDF, Output.PNG])
    pages = drawn_pages(files[Output.PDF], tmp_path)
    assert len(pages) == 2
    for page in pages:
        assert all(
            side / MM > margin for side, margin in zip(white(page), PAGE_MARGINS, strict=True)
        )
    assert min(white(Image.open(io.BytesIO(files[Output.PNG])))) > PICTURE_MARGIN


def test_a_title_that_is_measured_is_still_in_the_metadata(engraver: Engraver) -> None:
    title = LONG["words"]
    pdf = engraver.engrave(lilypond_text(a_score(title=title)), [Output.PDF])[Output.PDF]
    assert title in " ".join(words(pdf)[0].split())


def test_a_title_that_surely_fits_is_not_measured() -> None:
    assert "fitting" not in header(a_score(title="Rainy Tuesday"), "example.org · seed 7")
    assert header(a_score(title="Rainy Tuesday"), "x" * 200).count("\\fitting") == 1
    assert header(a_score(title="W" * 60), "").count("\\fitting") == 2
