"""Ideas that are like another: what stays, what is new, and how near the dial says they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie.errors import InvalidInput
from melodie.score import Score
from melodie.sounding import sounding_notes
from service1_frontend.ideas.composer import Ideas
from service1_frontend.ideas.keeping import LONGER, record_grown, record_idea
from service1_frontend.ideas.likings import KINDS, further, kind_at
from service1_frontend.ideas.sources import (
    CODES,
    MAX_STEPS,
    Idea,
    Kind,
    Source,
    Step,
    read_steps,
    written,
)
from service1_frontend.ideas.wall import IDEAS, Wall
from service1_frontend.library.change import Change
from service1_frontend.library.melodies import Library
from service1_frontend.making.composing import in_english
from service1_frontend.making.concurrency import ConcurrencyLimits
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.request import read_request
from service1_frontend.services import Services
from service1_frontend.tests.apps import answering
from service1_frontend.tests.examples import a_recipe, few
from service1_frontend.tests.makers import a_maker, with_engraver
from tests.siblings import lilypond_app

ASKED = read_request({"name": "x"})
RECIPE = a_recipe(bars=4, wildness=0)


@pytest.fixture(scope="module")
def unseen(services: Services) -> Services:
    """The services without pictures, which nothing here is about."""
    drawn = answering(lilypond_app(), {"image/svg+xml": (200, "image/svg+xml", "<svg/>")})
    return with_engraver(services, drawn)


@pytest.fixture(scope="module")
def ideas(unseen: Services) -> Ideas:
    return Ideas(unseen, ConcurrencyLimits(40, 5))


@pytest.fixture(scope="module")
def like(ideas: Ideas, options: Options) -> Idea:
    return shown(ideas, Wall(RECIPE, 4, 7), options)[0]


def shown(ideas: Ideas, wall: Wall, options: Options) -> list[Idea]:
    return list(ideas.wall(wall, ASKED, options, in_english))


def rhythm(score: Score) -> list[list[object]]:
    return [[(e.duration, e.pitch is None) for e in bar.events] for bar in score.bars]


def pitches(score: Score) -> list[object]:
    events = [event for bar in score.bars for event in bar.events]
    held = [False, *(event.tie for event in events)]
    return [e.pitch for e, tied in zip(events, held, strict=False) if e.pitch and not tied]


def stays(kind: Kind, old: Score, new: Score) -> bool:
    if kind == "rhythm":
        return pitches(old) == pitches(new)
    if kind == "pitches":
        return rhythm(old) == rhythm(new)
    if kind == "half":
        return old.bars[:2] == new.bars[:2] or rhythm(old)[:2] == rhythm(new)[:2]
    changed = [a.events != b.events for a, b in zip(old.bars, new.bars, strict=True)]
    return rhythm(old) == rhythm(new) and sum(changed) == 1


@pytest.mark.parametrize("kind", CODES)
def test_what_a_card_says_stays_does_stay(
    ideas: Ideas, options: Options, like: Idea, kind: Kind
) -> None:
    tried = 0
    for seed in range(12):
        try:
            found = ideas.idea(like.source.then(kind, seed), options, in_english)
        except InvalidInput:
            continue  # nothing new is so much like it
        if sounding_notes(found.score) == sounding_notes(like.score):
            continue  # such a one stands on no wall
        tried += 1
        assert stays(kind, like.score, found.score)
    assert tried


@pytest.mark.parametrize("near", [0, 25, 50, 75, 100])
def test_a_wall_of_what_is_like_an_idea_begins_with_it_and_has_no_two_alike(
    ideas: Ideas, options: Options, like: Idea, near: int
) -> None:
    found = shown(ideas, Wall(RECIPE, 4, 9, like.source, near), options)

    assert found[0].score == like.score
    assert len(found) == IDEAS
    assert len({idea.score.bars for idea in found}) == len(found)
    assert all(idea.source.before == like.source for idea in found[1:] if idea.source.steps)


def test_the_farther_the_dial_the_more_is_new() -> None:
    def newness(near: int) -> list[int]:
        return [KINDS.index(kind_at(near, place / 7)) for place in range(8)]

    @given(near=st.integers(0, 99))
    @few
    def check(near: int) -> None:
        assert all(a <= b for a, b in zip(newness(near), newness(near + 1), strict=True))

    check()
    assert set(newness(0)) == {0, 1}
    assert KINDS[max(newness(100))] is None


@pytest.mark.parametrize("near", [0, 50, 100])
def test_what_fills_up_a_wall_is_further_off_and_at_last_quite_new(near: int) -> None:
    places = [KINDS.index(kind) for kind in further(near)]
    assert places == sorted(places)
    assert places[0] > KINDS.index(kind_at(near, 1)) or places[0] == len(KINDS) - 1
    assert KINDS[places[-1]] is None


def test_an_idea_of_an_idea_is_composed_again_elsewhere(
    unseen: Services, ideas: Ideas, options: Options, like: Idea
) -> None:
    source = like.source.then("rhythm", 3).then("pitches", 4)

    first = ideas.idea(source, options, in_english)
    elsewhere = Ideas(unseen, ConcurrencyLimits(40, 5)).idea(source, options, in_english)

    assert first.score == elsewhere.score


@given(
    steps=st.lists(
        st.builds(Step, st.sampled_from(list(CODES)), st.integers(0, 10**9 - 1)), max_size=MAX_STEPS
    )
)
def test_steps_are_read_as_they_were_written(steps: list[Step]) -> None:
    assert read_steps(written(tuple(steps))) == tuple(steps)


@pytest.mark.parametrize("text", ["x1", "b", "7", "b-1", "b1 ", "b" * 3, "b1" * (MAX_STEPS + 1)])
def test_other_steps_are_none(text: str) -> None:
    assert read_steps(text) is None


def test_an_idea_goes_on_only_so_often() -> None:
    source = Source(RECIPE)
    for seed in range(MAX_STEPS):
        assert source.can_go_on
        source = source.then("bar", seed)
    assert not source.can_go_on


def test_what_was_made_of_an_idea_is_recorded_with_how(
    unseen: Services, ideas: Ideas, options: Options, library: Library, like: Idea
) -> None:
    maker = a_maker(unseen, options, library).maker
    variant = ideas.idea(like.source.then("rhythm", 3), options, in_english)

    plain, made = record_idea(like, maker), record_idea(variant, maker)

    assert Change.read(plain.change) is None
    told = Change.read(library.find(made.id).change)
    assert told is not None
    assert (told.kind, told.what, told.told) == ("idea", "rhythm", {"steps": "r3"})
    assert library.find(made.id).score == variant.score


@pytest.mark.parametrize("bars", LONGER)
def test_an_idea_grows_from_its_own_beginning_into_a_melody_of_which_it_is_the_parent(
    unseen: Services, options: Options, library: Library, like: Idea, bars: int
) -> None:
    maker = a_maker(unseen, options, library).maker
    beginning = record_idea(like, maker)

    grown = record_grown(beginning, bars, maker, "longer")

    old, new = like.score.bars, grown.score.bars
    assert len(new) == bars == grown.recipe.bars
    assert [bar.events for bar in new[: len(old)]] == [bar.events for bar in old]
    assert library.find(grown.id).parent_id == beginning.id
    assert grown.recipe.name == grown.score.title == "longer" != beginning.recipe.name
    assert any(bar.form and bar.form.answers is not None for bar in new[len(old) :])
    told = Change.read(grown.change)
    assert told is not None
    assert (told.kind, told.told) == ("grow", {"bars": bars})
