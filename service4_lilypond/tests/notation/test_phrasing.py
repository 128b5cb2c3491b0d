"""Breath marks and slurs are printed on paper, on screen and in files, and change nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args
from xml.etree import ElementTree as ET

import music21
import pytest
from hypothesis import given, settings

from melodie.contract import Screen
from melodie.event import Event
from melodie.score import Bar, Score
from service4_lilypond.lilypond.music import bar_text
from service4_lilypond.lilypond.text import lilypond_text
from service4_lilypond.musicxml.document import musicxml
from service4_lilypond.notation.notation import notate
from service4_lilypond.sound.midi import midi
from service4_lilypond.svg.picture import svg
from service4_lilypond.tests.schema import faults_in
from service4_lilypond.tests.shorthand import rhythm
from tests.builders import a_score
from tests.scores import scores, some_scores


def marked(score: Score, marks: dict[int, dict[str, object]]) -> Score:
    """Put marks on events by their number in the whole score."""
    numbers = iter(range(1000))
    bars = (
        replace(bar, events=tuple(replace(e, **marks.get(next(numbers), {})) for e in bar.events))  # type: ignore[arg-type]  # as a table has it
        for bar in score.bars
    )
    return replace(score, bars=tuple(bars))


def unmarked(score: Score) -> Score:
    return replace(score, bars=tuple(Bar(tuple(_plain(bar)), bar.pickup) for bar in score.bars))


def _plain(bar: Bar) -> Iterator[Event]:
    return (Event(e.pitch, e.duration, e.tie, e.tuplet) for e in bar.events)


def events(score: Score) -> list[Event]:
    return [event for bar in score.bars for event in bar.events]


def meant(score: Score) -> tuple[list[int], list[tuple[int, int]]]:
    """Return after which sounding notes a breath is taken, and from which to which slurs lead."""
    breaths, starts, stops, number, held = [], [], [], -1, False
    for event in events(score):
        number += event.pitch is not None and not held
        held = event.tie
        breaths += [number] * event.breath
        starts += [number] * (event.slur == "start")
        stops += [number] * (event.slur == "stop")
    return breaths, list(zip(starts, stops, strict=True))


def read_by_music21(score: Score) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the same as ``meant`` of what music21 finds in our MusicXML."""
    read = music21.converter.parseData(musicxml(score).decode(), format="musicxml")
    heads = list(read.recurse().notes)
    numbers, number = {}, -1
    for head in heads:
        number += head.tie is None or head.tie.type == "start"
        numbers[head.id] = number
    breaths = [
        numbers[head.id]
        for head in heads
        if any(isinstance(mark, music21.articulations.BreathMark) for mark in head.articulations)
    ]
    slurs = read.recurse().getElementsByClass(music21.spanner.Slur)
    return breaths, sorted((_end(numbers, slur, 0), _end(numbers, slur, -1)) for slur in slurs)


def _end(numbers: dict[str, int], slur: music21.spanner.Slur, place: int) -> int:
    return numbers[slur.getSpannedElements()[place].id]  # type: ignore[no-untyped-call]  # no types


def drawn(score: Score, screen: Screen, kind: str) -> int:
    root = ET.fromstring(svg(score, screen))  # noqa: S314 -- our own
    return len({e.get("id") for e in root.iter() if kind in e.get("class", "").split()})


def test_lilypond_source_has_breaths_after_notes_and_slurs_over_them() -> None:
    score = marked(
        rhythm("4/4", "8 8 8t 8t 8t 2"),
        {0: {"slur": "start"}, 3: {"slur": "stop"}, 4: {"breath": True}},
    )
    (bar,) = notate(score).bars
    assert bar_text(bar) == ("b'8[\\( b'8] \\tuplet 3/2 { b'8[ b'8\\) b'8] \\breathe } b'2 |")


def test_a_note_of_several_heads_begins_a_slur_with_its_first_and_ends_it_with_its_last() -> None:
    score = marked(
        rhythm("4/4", "4. 8~ 2~", "4 2.~", "4 r4 r2"),
        {1: {"slur": "start"}, 3: {"breath": True}, 5: {"slur": "stop"}},
    )
    assert [bar_text(bar) for bar in notate(score).bars] == [
        "b'4. b'8~\\( b'2~ |",
        "b'4 \\breathe b'4~ b'2~ |",
        "b'4\\) r4 r2 |",
    ]


@settings(max_examples=30, deadline=None)
@given(scores())
def test_music21_finds_every_mark_where_it_was_meant(score: Score) -> None:
    assert read_by_music21(score) == meant(score)


@settings(max_examples=30, deadline=None)
@given(scores())
def test_what_sounds_and_what_is_written_is_the_same_without_marks(score: Score) -> None:
    plain = unmarked(score)
    assert midi(score, 0) == midi(plain, 0)  # a person breathes where the marks are
    heads = [
        [replace(event, breath=False, slur=None) for event in bar.events]
        for bar in notate(score).bars
    ]
    assert heads == [list(bar.events) for bar in notate(plain).bars]


@pytest.mark.parametrize("screen", get_args(Screen))
def test_every_mark_is_drawn(screen: Screen) -> None:
    found = [meant(score) for score in some_scores(30, seed=3)]
    assert any(breaths for breaths, _ in found)
    assert any(slurs for _, slurs in found)
    for score, (breaths, slurs) in zip(some_scores(30, seed=3), found, strict=True):
        assert drawn(score, screen, "breath") == len(breaths)
        assert drawn(score, screen, "slur") >= len(slurs)


def test_a_slur_over_a_bar_that_is_broken_over_lines_is_drawn_whole() -> None:
    dense = rhythm("4/4", " ".join(["128"] * 128), "1")
    score = marked(dense, {0: {"slur": "start"}, 128: {"slur": "stop"}})
    assert drawn(score, "narrow", "system") > 2
    assert drawn(score, "narrow", "slur") >= 1
    assert faults_in(musicxml(score)) == ""


def test_scores_without_marks_have_no_word_of_them() -> None:
    for text in (lilypond_text(a_score()), musicxml(a_score()).decode()):
        assert not any(word in text for word in ("breath", "slur", "\\(", "\\)"))
