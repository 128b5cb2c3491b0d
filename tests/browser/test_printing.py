"""Printing a melody's page: no system is ever cut, and no sheet is left empty."""

import subprocess
from itertools import groupby
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.visits import A_PHONE, Visit, Visitor

DOTS = 300
"""Per inch: a staff line is a little more than one dot."""
BLACK = 128
"""What is darker than this grey is a staff's; the page's own lines are lighter."""
LONG = 0.12
"""Of the page's width: nothing but a staff line is drawn so long without a gap."""
STAFF = 5
"""Lines of a staff."""


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(
    ("bars", "metre", "phone"),
    [(1, "4/4", False), (8, "3/4", True), (21, "6/8", True), (64, "4/4", False)],
)
def test_no_system_is_cut_no_sheet_is_empty_and_nothing_that_is_pressed_is_printed(
    visitor: Visitor, paper: str, bars: int, metre: str, tmp_path: Path, *, phone: bool
) -> None:
    page = open_melody(visitor.visit(**A_PHONE if phone else {}), bars, metre)
    systems = page.locator(".on-wide .score > svg").count()
    page.pdf(path=tmp_path / "page.pdf", format=paper)

    lines = [staff_lines(sheet) for sheet in sheets(tmp_path / "page.pdf")]
    assert [count % STAFF for count in lines] == [0] * len(lines)
    assert sum(lines) == STAFF * systems
    assert lines[0] > 0

    page.emulate_media(media="print")
    expect(page.get_by_role("img", name="Sheet music")).to_have_count(1)
    expect(page.locator(".recipe")).to_be_visible()
    pressed = page.locator(":is(a, button, select, summary, audio):visible")
    assert pressed.all_inner_texts() == []


def open_melody(visit: Visit, bars: int, metre: str) -> Page:
    recipe = {"name": "on paper", "bars": bars, "time_signature": metre, "seed": 7}
    request = visit.page.context.request
    made = request.post(f"{visit.base_url}/api/v1/melodies", data=recipe).json()
    request.get(made["files"]["svg"])  # the page does not wait long for its picture
    return visit.go(made["url"].removeprefix(visit.base_url))


def sheets(pdf: Path) -> list[Image.Image]:
    into = pdf.with_suffix("")
    command = ["pdftoppm", "-gray", "-r", str(DOTS), str(pdf), str(into)]
    subprocess.run(command, check=True)  # noqa: S603 -- our own arguments
    return [Image.open(sheet) for sheet in sorted(pdf.parent.glob(f"{into.name}-*.pgm"))]


def staff_lines(sheet: Image.Image) -> int:
    black = sheet.point(lambda grey: 255 if grey < BLACK else 0).tobytes()
    rows = (black[start : start + sheet.width] for start in range(0, len(black), sheet.width))
    longest = (max(map(len, row.split(b"\0"))) for row in rows)
    return sum(is_long for is_long, _ in groupby(longest, lambda run: run > LONG * sheet.width))
