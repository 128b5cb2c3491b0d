"""What LilyPond's files lack is added, and what they should not tell is taken out."""

import io
import itertools
from typing import Final

import pytest
from PIL import Image
from pypdf import PdfReader

from service4_lilypond.engraving.engraver import Engraver
from service4_lilypond.engraving.finishing import RESOLUTION, with_resolution, without_date
from service4_lilypond.engraving.worker import Output
from service4_lilypond.lilypond.text import lilypond_text
from service4_lilypond.tests.shorthand import rhythm
from tests.builders import CLARINET, a_score

MM: Final = RESOLUTION / 25.4
"""Pixels of a millimetre on paper."""


def picture(engraver: Engraver, bars: int = 8) -> Image.Image:
    score = rhythm("4/4", *["4 4 4 4"] * bars, title="A tune", instrument=CLARINET)
    png = engraver.engrave(lilypond_text(score), [Output.PNG])[Output.PNG]
    return Image.open(io.BytesIO(with_resolution(png)))


def ink(drawn: Image.Image) -> tuple[int, int, int, int]:
    """Return where the ink begins and ends: left, top, right, bottom."""
    found = drawn.convert("L").point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert found
    return found


def test_a_picture_is_as_large_on_paper_as_the_page(engraver: Engraver) -> None:
    drawn = picture(engraver)
    assert drawn.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    left, _, right, _ = ink(drawn)
    assert (right - left) / MM == pytest.approx(180, abs=4)  # and the bar number


def test_a_picture_is_white_all_round(engraver: Engraver) -> None:
    drawn = picture(engraver)
    left, top, right, bottom = ink(drawn)
    for white in (left, top, drawn.width - right, drawn.height - bottom):
        assert 3 < white / MM < 8
    assert drawn.convert("RGBA").getpixel((0, 0)) == (255, 255, 255, 255)


def test_the_lines_of_a_picture_do_not_touch(engraver: Engraver) -> None:
    drawn = picture(engraver, bars=8).convert("L")
    rows = [
        min(drawn.crop((0, y, drawn.width, y + 1)).tobytes()) < 128 for y in range(drawn.height)
    ]
    bands = [inked for inked, _ in itertools.groupby(rows)]
    assert bands.count(True) == 4  # the title, the player, two systems


def test_a_pdf_without_its_date_is_the_same_otherwise(engraver: Engraver) -> None:
    pdf = engraver.engrave(lilypond_text(a_score()), [Output.PDF])[Output.PDF]
    dateless = without_date(pdf)
    assert b"CreationDate" in pdf
    assert len(dateless) == len(pdf)
    reported = PdfReader(io.BytesIO(dateless), strict=True).metadata
    assert reported is not None
    assert set(reported) == {"/Producer", "/Title", "/Creator"}


def test_a_title_that_looks_like_a_date_stays(engraver: Engraver) -> None:
    title = "/CreationDate (D:20260101000000Z)"
    pdf = engraver.engrave(lilypond_text(a_score(title=title)), [Output.PDF])[Output.PDF]
    reported = PdfReader(io.BytesIO(without_date(pdf))).metadata
    assert reported is not None
    assert reported.title == title
