import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from melodie.contract import ChordSymbols, Screen
from melodie.form import BarForm, Cadence, PhraseEnd
from melodie.harmony import Chord, PlacedChord
from melodie.score import Score
from melodie.sounding import sounding_notes
from service4_lilypond.svg.picture import svg
from service4_lilypond.tests.shorthand import rhythm
from tests.builders import a_score, bar, note
from tests.scores import scores, some_scores

SVG = "{http://www.w3.org/2000/svg}"
NOW = Fraction(0)
ACTIVE = {"script", "foreignObject", "iframe", "image", "a", "animate", "set", "handler"}


def drawn(score: Score) -> ET.Element:
    return ET.fromstring(svg(score))  # noqa: S314 -- it is our own


def words(root: ET.Element) -> str:
    return "".join("".join(text.itertext()) for text in root.iter(SVG + "text"))


def noteheads(root: ET.Element) -> Iterator[ET.Element]:
    return (g for g in root.iter(SVG + "g") if "note" in g.get("class", "").split())


def test_a_picture_scales_to_the_width_it_is_given() -> None:
    root = drawn(a_score())
    assert re.fullmatch(r"0 0 \d+ \d+", root.attrib["viewBox"])
    assert "width" not in root.attrib
    assert "height" not in root.attrib


@settings(max_examples=20, deadline=None)
@given(scores())
def test_every_note_is_drawn(score: Score) -> None:
    assert len(list(noteheads(drawn(score)))) >= len(sounding_notes(score))


def test_notes_keep_the_ids_of_the_musicxml() -> None:
    ids = [head.get("id") for head in noteheads(drawn(a_score()))]
    assert ids == ["n1", "n2", "n3", "n4"]


def systems(root: ET.Element) -> int:
    return sum(g.get("class") == "system" for g in root.iter(SVG + "g"))


@pytest.mark.parametrize("bars", [1, 4, 8, 16])
def test_four_bars_stand_on_a_line_and_two_on_a_narrow_screen(bars: int) -> None:
    score = rhythm("4/4", *["4 4 4 4"] * bars)
    wide, narrow = (ET.fromstring(svg(score, screen)) for screen in get_args(Screen))  # noqa: S314 -- our own
    assert (systems(wide), systems(narrow)) == (ceil(bars / 4), ceil(bars / 2))
    assert [head.get("id") for head in noteheads(narrow)] == [
        head.get("id") for head in noteheads(wide)
    ]


def test_a_narrow_picture_leaves_the_title_to_the_page() -> None:
    assert "A tune" not in words(ET.fromstring(svg(a_score(), "narrow")))  # noqa: S314 -- our own


def closing(cadence: Cadence | None) -> Score:
    score = a_score()
    form = BarForm(phrase_end=PhraseEnd(0, cadence) if cadence else None)
    return replace(score, bars=(*score.bars[:-1], replace(score.bars[-1], form=form)))


@pytest.mark.parametrize("cadence", [None, "inner", "half", "section", "final"])
def test_a_fragment_has_no_tempo_and_ends_as_its_music_does(cadence: Cadence | None) -> None:
    score = closing(cadence)
    part, whole = (
        ET.fromstring(svg(score, "narrow", fragment=fragment))  # noqa: S314 -- our own
        for fragment in (True, False)
    )
    tempo = f"=\N{NO-BREAK SPACE}{score.tempo.bpm}"
    assert tempo in words(whole)
    assert tempo not in words(part)
    assert (thick_lines(part), thick_lines(whole)) == (int(cadence == "final"), 1)
    assert [n.get("id") for n in noteheads(part)] == [n.get("id") for n in noteheads(whole)]


def thick_lines(root: ET.Element) -> int:
    """Return how many barlines are as thick as a final one."""
    lines = [line for line in root.iter(f"{SVG}path") if re.match(r"M\S+ \S+ L", line.get("d", ""))]
    return sum(float(line.get("stroke-width", 0)) > 50 for line in lines)


def test_the_shortest_notes_are_as_large_on_a_narrow_screen_as_any() -> None:
    dense, calm = rhythm("4/4", " ".join(["128"] * 128)), rhythm("4/4", "4 4 4 4")
    drawings = [ET.fromstring(svg(score, "narrow")) for score in (dense, calm)]  # noqa: S314 -- our own
    assert len({drawing.attrib["viewBox"].split()[2] for drawing in drawings}) == 1
    assert systems(drawings[0]) == 8


def test_a_long_melody_is_one_tall_picture() -> None:
    short = drawn(a_score()).attrib["viewBox"].split()
    long = drawn(a_score([bar(note("C4", "1/1"))] * 64)).attrib["viewBox"].split()
    assert int(long[3]) > 5 * int(short[3])
    assert len(list(noteheads(drawn(a_score([bar(note("C4", "1/1"))] * 64))))) == 64


@pytest.mark.parametrize("title", ["Rainy & <Tuesday>", "שלום", "春の海", "A“B”&amp;"])
def test_the_title_stands_above_as_it_was_given(title: str) -> None:
    assert title.replace(" ", "") in re.sub(r"\s", "", words(drawn(a_score(title=title))))


@pytest.mark.parametrize(
    ("symbols", "seen"),
    [("names", ["Dm7", "G7/F", "C"]), ("roman", ["ii7", "V4/2", "I"]), ("none", [])],
)
def test_chords_stand_over_the_notes_as_they_are_asked_for(
    symbols: ChordSymbols, seen: list[str]
) -> None:
    chords = (Chord("D", "minor7"), Chord("G", "dominant7", bass="F"), Chord("C", "major"))
    bars = [replace(bar(note("C5", "1/1")), chords=(PlacedChord(NOW, one),)) for one in chords]
    told = words(ET.fromstring(svg(a_score(bars), symbols=symbols)))  # noqa: S314 -- it is our own
    assert all(name in told for name in seen)
    assert seen or not any(name in told for name in ("Dm7", "ii7", "G7", "V4"))


def test_no_title_makes_a_picture_do_anything() -> None:
    root = drawn(a_score(title="<script>alert(1)</script><a href='x' onclick='y'>"))
    assert not {element.tag.removeprefix(SVG) for element in root.iter()} & ACTIVE
    assert not [name for element in root.iter() for name in element.attrib if name[:2] == "on"]


def test_pictures_drawn_at_the_same_time_are_those_drawn_in_turn() -> None:
    wanted = some_scores(12)
    with ThreadPoolExecutor(4) as artists:
        assert list(artists.map(svg, wanted)) == [svg(score) for score in wanted]
