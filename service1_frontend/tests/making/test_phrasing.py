"""Phrases are marked as the rhythm service tells of them, and marking changes no note."""

from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie.contract import RhythmRequest
from melodie.event import Event
from melodie.form import BarForm, PhraseEnd
from melodie.score import Bar, Score
from service1_frontend.library.melody import Melody
from service1_frontend.making.composing import compose
from service1_frontend.making.phrasing import with_phrasing
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.phrasings import PHRASINGS
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.services import Services
from service1_frontend.tests.examples import a_recipe, few, recipes
from tests.builders import bar, note, rest

MARKS = [choice.id for choice in PHRASINGS[1:]]


class Sound(NamedTuple):
    """A note as it is heard: its first and its last event, and whether a phrase ends with it."""

    first: int
    last: int
    ends: bool


def told(recipe: Recipe, services: Services) -> list[bool]:
    """Return for every event of the rhythm whether a phrase ends with the note it begins."""
    fields = RhythmRequest.model_fields.keys() & Recipe.model_fields
    asked = {field: getattr(recipe, field) for field in fields}
    bars = services.compose_rhythm(RhythmRequest(**asked)).bars
    return [
        bar.phrase_end is not None and bar.phrase_end.event == index
        for bar in bars
        for index in range(len(bar.events))
    ]


def events_of(score: Score) -> list[Event]:
    return [event for bar in score.bars for event in bar.events]


def phrases(events: list[Event], ends: list[bool]) -> list[list[Sound]]:
    """Return the notes of every phrase that has an end; an end may have fallen silent."""
    found: list[list[Sound]] = [[]]
    for index, (event, end) in enumerate(zip(events, ends, strict=True)):
        held = index > 0 and events[index - 1].tie
        if event.pitch is not None and held:
            found_in = found[-1] or found[-2]
            found_in[-1] = found_in[-1]._replace(last=index)
        elif event.pitch is not None:
            found[-1].append(Sound(index, index, end))
        if end:
            found.append([])
    return [phrase for phrase in found[:-1] if phrase]


def unmarked(events: list[Event]) -> list[Event]:
    return [replace(event, breath=False, slur=None) for event in events]


@given(data=st.data())
@few
def test_every_breath_follows_a_phrase_and_every_other_phrase_is_parted_by_a_rest(
    data: st.DataObject, options: Options, services: Services
) -> None:
    recipe = data.draw(recipes(options)).model_copy(update={"phrasing": "breaths"})
    events = events_of(compose(recipe, options, services))

    parted = {
        phrase[-1].last
        for phrase in phrases(events, told(recipe, services))
        if phrase[-1].last + 1 < len(events) and events[phrase[-1].last + 1].pitch is not None
    }

    assert {index for index, event in enumerate(events) if event.breath} == parted
    assert not any(event.slur for event in events)


@given(data=st.data())
@few
def test_a_slur_covers_every_phrase_of_more_than_one_note(
    data: st.DataObject, options: Options, services: Services
) -> None:
    recipe = data.draw(recipes(options)).model_copy(update={"phrasing": "slurs"})
    events = events_of(compose(recipe, options, services))

    covered = [
        mark
        for phrase in phrases(events, told(recipe, services))
        if len(phrase) > 1
        for mark in ((phrase[0].first, "start"), (phrase[-1].last, "stop"))
    ]

    assert [(index, event.slur) for index, event in enumerate(events) if event.slur] == covered
    assert all(event.pitch for event in events if event.slur)
    assert not any(event.breath for event in events)


@given(data=st.data())
@few
def test_phrase_marks_change_nothing_that_sounds(
    data: st.DataObject, options: Options, services: Services
) -> None:
    recipe = data.draw(recipes(options))
    plain, *others = (
        compose(recipe.model_copy(update={"phrasing": choice.id}), options, services)
        for choice in PHRASINGS
    )

    assert unmarked(events_of(plain)) == events_of(plain)
    for marked in others:
        assert unmarked(events_of(marked)) == events_of(plain)


@pytest.mark.parametrize("phrasing", MARKS)
def test_a_melody_of_phrases_has_marks(phrasing: str, options: Options, services: Services) -> None:
    recipe = a_recipe(bars=16, wildness=0, pickup=True, phrasing=phrasing)
    score = compose(recipe, options, services)

    assert any(event.breath or event.slur for event in events_of(score))
    assert Melody.of(recipe, score).score == score


@pytest.mark.parametrize("phrasing", MARKS)
def test_pure_dice_have_no_phrases(phrasing: str, options: Options, services: Services) -> None:
    score = compose(a_recipe(bars=16, wildness=100, phrasing=phrasing), options, services)

    assert unmarked(events_of(score)) == events_of(score)


def ending(played: Bar, end: int | None) -> Bar:
    phrase_end = None if end is None else PhraseEnd(event=end, cadence="inner")
    return replace(played, form=BarForm(phrase_end=phrase_end))


C, D, R = note("C4", "1/4"), note("D4", "1/4"), rest("1/4")
HELD = note("D4", "1/4", tie=True)


@pytest.mark.parametrize(
    ("played", "breaths", "slurs"),
    [
        ([(bar(C, D, D, C), 2), (bar(D, C, D, C), 3)], [2], [(0, 2), (3, 7)]),
        ([(bar(C, HELD, D, C), 1), (bar(D, C, D, C), 3)], [2], [(0, 2), (3, 7)]),
        ([(bar(C, C, C, HELD), 3), (bar(D, C, D, R), 2)], [4], [(0, 4), (5, 6)]),
        ([(bar(C, D, R, C), 1), (bar(D, C, D, C), 3)], [], [(0, 1), (3, 7)]),
        ([(bar(C, R, R, R), 0), (bar(D, C, R, R), 1)], [], [(4, 5)]),
        ([(bar(R, R, R, R), 0), (bar(R, C, D, R), 2)], [], [(5, 6)]),
        ([(bar(HELD, D, R, C), 0), (bar(D, C, D, C), None)], [], []),
        ([(bar(C, D, R, R), 3), (bar(D, C, D, C), 3)], [], [(0, 1), (4, 7)]),
    ],
    ids=[
        *("an upbeat follows", "the end is tied", "the end is tied over the barline"),
        *("a rest follows", "a single note", "a silent phrase", "no end is told", "a silent end"),
    ],
)
def test_marks_stand_where_phrases_begin_and_end(
    played: list[tuple[Bar, int | None]], breaths: list[int], slurs: list[tuple[int, int]]
) -> None:
    bars = tuple(ending(*one) for one in played)

    breathed, slurred = (
        [event for marked in with_phrasing(bars, phrasing) for event in marked.events]
        for phrasing in MARKS
    )

    assert [index for index, event in enumerate(breathed) if event.breath] == breaths
    starts, stops = (
        [index for index, event in enumerate(slurred) if event.slur == part]
        for part in ("start", "stop")
    )
    assert list(zip(starts, stops, strict=True)) == slurs


def test_bars_are_left_alone_where_no_marks_are_asked_for() -> None:
    lone = ending(bar(C, D, C, D), 1)

    assert with_phrasing((lone,), "none") == (lone,)
