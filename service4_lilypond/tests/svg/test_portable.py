"""A picture holds all that it shows: no font, no style sheet, nothing that only a browser hides."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from melodie.contract import Screen
from melodie.score import Score
from melodie.tempo import Tempo
from service4_lilypond.svg.picture import svg
from service4_lilypond.svg.portable import HREF, MUSIC_FONT, SVG
from service4_lilypond.tests.shorthand import rhythm
from tests.builders import CLARINET, a_score
from tests.scores import scores

DRAWN = {"svg", "g", "path", "polygon", "polyline", "rect", "ellipse", "use", "text"}
TOLD = {"title", "desc", "defs", "view"}


def drawn(score: Score, screen: Screen = "wide") -> ET.Element:
    return ET.fromstring(svg(score, screen))  # noqa: S314 -- it is our own


def classed(root: ET.Element, name: str) -> list[ET.Element]:
    return [group for group in root.iter(SVG + "g") if name in group.get("class", "").split()]


def test_that_it_swings_stands_before_the_note_of_the_tempo() -> None:
    [tempo] = classed(drawn(replace(a_score(), feel="swung")), "tempo")
    swing, number = tempo.iter(SVG + "text")
    [sign] = tempo.iter(SVG + "use")
    assert (swing.text, number.text) == ("Swing", "=\xa0120")
    place = float(sign.attrib["transform"].split("(")[1].split(",")[0])
    assert float(swing.attrib["x"]) + 2 * float(swing.attrib["font-size"]) < place
    assert place < float(number.attrib["x"])


@settings(max_examples=20, deadline=None)
@given(scores())
def test_a_picture_needs_nothing_that_programs_may_lack(score: Score) -> None:
    for screen in get_args(Screen):
        root = drawn(score, screen)
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= DRAWN | TOLD
        said = ET.tostring(root, encoding="unicode")
        assert MUSIC_FONT not in said
        assert not [element for element in root.iter() if "style" in element.attrib]
        assert not [text for text in root.iter(SVG + "text") if list(text) or not text.text]
        assert not any("\ue000" <= sign <= "\uf8ff" for text in root.itertext() for sign in text)


@settings(max_examples=20, deadline=None)
@given(scores())
def test_every_sign_is_an_outline_that_is_defined_once(score: Score) -> None:
    root = drawn(score)
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    [definitions] = root.iter(SVG + "defs")
    outlines = {f"#{element.get('id')}" for element in definitions}
    assert {use.get(HREF) for use in root.iter(SVG + "use")} <= outlines
    assert all(ids[outline[1:]] == 1 for outline in outlines)


def test_nothing_hidden_is_drawn() -> None:
    assert classed(drawn(rhythm("4/4", *["4 4 4 4"] * 8)), "placeholder") == []


@pytest.mark.parametrize(
    ("beat", "signs"), [("1/4", ["ECA5"]), ("3/8", ["ECA5", "0020", "ECB7"]), ("1/2", ["ECA3"])]
)
def test_the_note_of_the_tempo_is_an_outline_before_its_number(beat: str, signs: list[str]) -> None:
    [tempo] = classed(drawn(a_score(tempo=Tempo(Fraction(beat), 96))), "tempo")
    assert tempo.get("font-weight") == "bold"
    names = [use.attrib[HREF].removeprefix("#sign-") for use in tempo.iter(SVG + "use")]
    assert names == signs
    [words] = tempo.iter(SVG + "text")
    assert words.text == "=\xa096"
    places = [
        use.attrib["transform"].split("(")[1].split(",")[0] for use in tempo.iter(SVG + "use")
    ]
    assert [float(place) for place in places] < [float(words.attrib["x"])]
    assert places == sorted(places, key=float)


def test_bar_numbers_are_set_in_italics() -> None:
    numbers = classed(drawn(rhythm("4/4", *["4 4 4 4"] * 8)), "mNum")
    assert [number.get("font-style") for number in numbers] == ["italic"]
    assert ["".join(number.itertext()).strip() for number in numbers] == ["5"]


@pytest.mark.parametrize("screen", get_args(Screen))
def test_a_picture_is_black_on_white_whatever_is_behind_it(screen: Screen) -> None:
    root = drawn(a_score(), screen)
    white = next(element for element in root if element.tag == SVG + "rect")
    assert white.get("fill") == "white"
    assert root.get("viewBox") == f"0 0 {white.get('width')} {white.get('height')}"


@pytest.mark.parametrize("screen", get_args(Screen))
def test_a_picture_is_called_by_its_title_and_its_player(screen: Screen) -> None:
    root = drawn(a_score(title="<Rain> & שלום", instrument=CLARINET), screen)
    assert root.findtext(SVG + "title") == "<Rain> & שלום, Clarinet in B♭"
