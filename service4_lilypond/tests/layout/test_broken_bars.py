"""Bars too wide for a line of the picture stand on several, however narrow it is."""

from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from melodie.score import Score
from service4_lilypond.layout.broken_bars import with_broken_bars
from service4_lilypond.layout.line_breaks import (
    CLOSEST,
    PAGE,
    PHONE,
    LineLayout,
    bar_width,
    system_heads,
)
from service4_lilypond.lilypond.text import lilypond_text
from service4_lilypond.musicxml.document import musicxml
from service4_lilypond.notation.notation import notate
from service4_lilypond.notation.written import Beam, WrittenBar
from service4_lilypond.tests.readers import run_lilypond
from service4_lilypond.tests.schema import faults_in
from service4_lilypond.tests.shorthand import rhythm
from tests.scores import scores

FIVE_BEAMS = " ".join(["128"] * 128)
FORMS = (PAGE, PHONE)

LONGEST_BEAM = 16
"""Notes that one beam holds at most where they are very short: a quarter of sixty-fourths."""


def broken(score: Score, form: LineLayout) -> tuple[WrittenBar, ...]:
    return with_broken_bars(notate(score), form).bars


@pytest.mark.parametrize(("form", "parts"), [(PAGE, 4), (PHONE, 8)])
def test_five_beamed_notes_are_spread_over_lines_that_hold_them(
    form: LineLayout, parts: int
) -> None:
    pieces = broken(rhythm("4/4", FIVE_BEAMS), form)
    assert len(pieces) == parts
    assert all(bar_width(piece) <= CLOSEST * form.width for piece in pieces)


def test_parts_of_a_bar_are_about_as_wide_as_each_other() -> None:
    halves = broken(rhythm("4/4", " ".join(["16"] * 16 + ["4"] * 0)), LineLayout(30.0, (1,)))
    assert [len(piece.events) for piece in halves] == [8, 8]


def test_a_bar_that_fits_stays_whole() -> None:
    score = rhythm("4/4", "4 4 4 4", "8 8 8 8 8 8 8 8")
    assert broken(score, PHONE) == notate(score).bars


@settings(max_examples=60)
@given(scores(), st.sampled_from((PAGE, PHONE, LineLayout(20.0, (1,)))))
def test_nothing_is_lost_and_nothing_under_a_beam_or_a_bracket_is_parted(
    score: Score, form: LineLayout
) -> None:
    whole, pieces = notate(score).bars, broken(score, form)
    assert [e for bar in whole for e in bar.events] == [e for bar in pieces for e in bar.events]
    for piece, following in pairwise(pieces):
        assert piece.continued == following.continues == (piece.number == following.number)
        if piece.continued:
            first = following.events[0]
            assert not first.tuplet or first.tuplet_begins
            assert not first.beams or first.beams[0] is Beam.BEGIN


@settings(max_examples=60)
@given(scores())
def test_no_line_of_a_picture_holds_more_than_it_has_room_for(score: Score) -> None:
    for form in FORMS:
        part = notate(score)
        for piece in with_broken_bars(part, form).bars:
            together = sum(
                not event.beams or event.beams[0] is Beam.BEGIN for event in piece.events
            )
            fits = bar_width(piece) <= CLOSEST * form.room(part)
            assert fits or together <= LONGEST_BEAM


@pytest.mark.parametrize("form", FORMS)
def test_a_broken_bar_counts_as_one_and_has_no_line_inside(form: LineLayout) -> None:
    document = musicxml(rhythm("4/4", FIVE_BEAMS, "4 4 4 4"), form)
    assert faults_in(document) == ""
    measures = ET.fromstring(document).findall(".//measure")  # noqa: S314 - our own document
    counted = [measure for measure in measures if measure.get("implicit") != "yes"]
    assert [measure.get("number") for measure in counted] == ["1", "2"]
    styles = [measure.findtext("barline/bar-style") for measure in measures]
    assert styles == [*["none"] * (len(measures) - 2), None, "light-heavy"]
    assert all(measure.find("print") is not None for measure in measures[1:])


def test_lilypond_ends_its_lines_where_the_layout_does(tmp_path: Path) -> None:
    clef = "\\new Staff {"
    tell = "\\override Staff.Clef.after-line-breaking = #(lambda (clef) (display clef))"
    bars = "32 32 16 r8 4 8~ 8 r8 16 16"
    closely = [rhythm("4/4", *[bars] * count) for count in (4, 7, 9, 12)]
    sources = [lilypond_text(score, midi=True).replace(clef, f"{clef} {tell}") for score in closely]
    for score, source in zip(closely, sources, strict=True):
        _, reported = run_lilypond([source], tmp_path)
        assert reported.count("Grob Clef") == len(system_heads(notate(score))) + 1


def test_a_file_has_its_bars_whole() -> None:
    measures = ET.fromstring(musicxml(rhythm("4/4", FIVE_BEAMS))).findall(".//measure")  # noqa: S314 - our own document
    assert len(measures) == 1
