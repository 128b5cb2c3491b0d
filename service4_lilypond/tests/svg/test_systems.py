from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from melodie.contract import Screen
from melodie.score import Score
from service4_lilypond.svg.heading import NO_HEADING
from service4_lilypond.svg.picture import svg
from service4_lilypond.svg.systems import stacked
from service4_lilypond.tests.shorthand import rhythm
from tests.scores import scores

SVG = "{http://www.w3.org/2000/svg}"


def drawn(score: Score, screen: Screen = "wide") -> ET.Element:
    return ET.fromstring(svg(score, screen))  # noqa: S314 -- it is our own


def box(element: ET.Element) -> tuple[int, int, int, int]:
    left, top, width, height = map(int, element.attrib["viewBox"].split())
    return left, top, width, height


def systems(root: ET.Element) -> Iterator[ET.Element]:
    """The nested pictures, each of which draws one system."""
    for picture in root.findall(SVG + "svg"):
        assert [group.get("class") for group in picture.iter(SVG + "g")].count("system") == 1
        yield picture


@settings(max_examples=15, deadline=None)
@given(scores())
def test_every_system_has_a_view_and_the_views_are_all_of_the_picture(score: Score) -> None:
    root = drawn(score)
    views = root.findall(SVG + "view")
    assert [view.get("id") for view in views] == [f"system-{k + 1}" for k in range(len(views))]
    boxes = [box(view) for view in views]
    assert {(left, width) for left, _, width, _ in boxes} == {(0, box(root)[2])}
    assert boxes[0][1] == 0
    assert all(above[1] + above[3] == below[1] for above, below in pairwise(boxes))
    for picture, (_, top, _, height) in zip(systems(root), boxes, strict=True):
        at = int(picture.attrib["y"])
        assert top <= at
        assert at + int(picture.attrib["height"]) == top + height


@pytest.mark.parametrize(("screen", "count"), [("wide", 16), ("narrow", 32)])
def test_sixty_four_bars_have_as_many_views_as_systems(screen: Screen, count: int) -> None:
    assert len(drawn(rhythm("4/4", *["4 4 4 4"] * 64), screen).findall(SVG + "view")) == count


def test_only_the_first_view_shows_the_title() -> None:
    root = drawn(rhythm("4/4", *["4 4 4 4"] * 8))
    [title, name] = root.findall(f"{SVG}g[@class='heading']/{SVG}text")
    first, second = (box(view) for view in root.findall(SVG + "view"))
    for words in (title, name):
        assert first[1] < int(words.attrib["y"]) < second[1]


def test_what_verovio_does_not_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="no picture"):
        stacked(["<html>"], NO_HEADING)
