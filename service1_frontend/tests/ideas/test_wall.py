"""A wall of ideas: what is on it, what decides it, and what it never does."""

from dataclasses import replace
from itertools import islice
from threading import Event

import pytest
from flask import Flask, Response
from hypothesis import given
from hypothesis import strategies as st

from melodie.errors import Busy, InvalidInput, UpstreamError
from melodie.formats import BY_EXTENSION
from melodie.score import Score
from melodie.sounding import sounding_notes
from service1_frontend.ideas.composer import Ideas
from service1_frontend.ideas.sources import Idea
from service1_frontend.ideas.wall import IDEAS, LENGTHS, Wall
from service1_frontend.making.composing import in_english
from service1_frontend.making.concurrency import ConcurrencyLimits
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.request import read_request
from service1_frontend.services import Services
from service1_frontend.tests.apps import answering
from service1_frontend.tests.examples import a_recipe, few, recipes
from service1_frontend.tests.makers import away, with_engraver
from tests.siblings import lilypond_app

ASKED = read_request({"name": "x"})


@pytest.fixture(scope="module")
def ideas(services: Services) -> Ideas:
    return Ideas(services, ConcurrencyLimits(40, 5))


@pytest.fixture(scope="module")
def unseen(services: Services) -> Ideas:
    """Composes without drawing anything, which most of what is promised here is not about."""
    drawn = answering(lilypond_app(), {"image/svg+xml": (200, "image/svg+xml", "<svg/>")})
    return Ideas(with_engraver(services, drawn), ConcurrencyLimits(40, 5))


def shown(ideas: Ideas, wall: Wall, options: Options) -> list[Idea]:
    return list(ideas.wall(wall, ASKED, options, in_english))


def music(score: Score) -> tuple[object, ...]:
    return tuple((e.pitch, e.duration, e.tie) for bar in score.bars for e in bar.events)


@pytest.mark.parametrize("bars", LENGTHS)
def test_a_wall_shows_eight_engraved_ideas_of_as_many_bars_as_asked_for(
    ideas: Ideas, options: Options, bars: int
) -> None:
    found = shown(ideas, Wall(a_recipe(wildness=0, bars=32), bars, 1), options)

    assert len(found) == IDEAS
    assert {len(idea.score.bars) for idea in found} == {bars}
    assert all(idea.picture and b'id="n1"' in idea.picture for idea in found)


@pytest.mark.no_cover  # what it runs, other tests cover
def test_no_two_ideas_of_a_wall_are_alike(unseen: Ideas, options: Options) -> None:
    @given(recipe=recipes(options), bars=st.sampled_from(LENGTHS), seed=st.integers(0, 10**9))
    @few
    def check(recipe: object, bars: int, seed: int) -> None:
        found = shown(unseen, Wall(recipe, bars, seed), options)  # type: ignore[arg-type]
        assert len({music(idea.score) for idea in found}) == len(found)

    check()


def test_ideas_seldom_share_a_rhythm_or_a_line(unseen: Ideas, options: Options) -> None:
    shared = 0
    for seed in range(10):
        scores = [i.score for i in shown(unseen, Wall(a_recipe(wildness=0), 2, seed), options)]
        notes = [sounding_notes(score) for score in scores]
        assert len(notes) == IDEAS
        rhythms = {tuple((note.onset, note.duration) for note in own) for own in notes}
        lines = {tuple(note.pitch for note in own) for own in notes}
        shared += 2 * IDEAS - len(rhythms) - len(lines)
    assert shared < 10  # less than one on a wall


def test_recipe_bars_and_seed_decide_a_wall(
    services: Services, unseen: Ideas, options: Options
) -> None:
    wall = Wall(a_recipe(wildness=20), 2, 7)
    elsewhere = Ideas(services, ConcurrencyLimits(40, 5))

    first = [idea.score for idea in shown(unseen, wall, options)]

    assert [idea.score for idea in shown(elsewhere, wall, options)] == first
    assert [idea.score for idea in shown(unseen, replace(wall, seed=8), options)] != first


def test_an_idea_is_composed_again_from_its_source(
    services: Services, unseen: Ideas, options: Options
) -> None:
    elsewhere = Ideas(services, ConcurrencyLimits(40, 5))
    for idea in shown(unseen, Wall(a_recipe(), 2, 7), options):
        assert elsewhere.idea(idea.source, options, in_english).score == idea.score


def test_a_recipe_with_less_to_give_fills_less_of_a_wall(unseen: Ideas, options: Options) -> None:
    recipe = a_recipe(rhythm="long", density=0, wildness=0, rests=0, lowest="C4", highest="C#4")
    found = shown(unseen, Wall(recipe, 1, 7), options)

    assert 0 < len(found) < IDEAS


def test_without_who_draws_the_ideas_are_there_and_their_pictures_come_later(
    services: Services, options: Options
) -> None:
    found = shown(Ideas(away(services), ConcurrencyLimits(40, 5)), Wall(a_recipe(), 2, 7), options)

    assert [idea.picture for idea in found] == [None] * IDEAS


def test_without_who_composes_there_is_no_wall(services: Services, options: Options) -> None:
    silent = replace(services, notes=away(services).lilypond)

    with pytest.raises(UpstreamError):
        shown(Ideas(silent, ConcurrencyLimits(40, 5)), Wall(a_recipe(), 2, 7), options)


def test_a_range_without_a_tonic_is_told_of_to_who_asked_for_it(
    unseen: Ideas, options: Options
) -> None:
    asked = read_request({"name": "x", "key": "C", "lowest": "D4", "highest": "A4"})
    recipe = a_recipe(lowest="D4", highest="A4", wildness=0)

    with pytest.raises(InvalidInput) as told:
        unseen.wall(Wall(recipe, 2, 1), asked, options, in_english)
    assert {fault.field for fault in told.value.fields} == {"lowest", "highest"}
    source = next(Wall(recipe, 2, 1).sources())
    with pytest.raises(InvalidInput):
        unseen.idea(source, options, in_english)


def test_what_was_on_a_wall_a_moment_ago_is_not_composed_again(
    services: Services, options: Options
) -> None:
    asked: list[str] = []
    engraver = Flask("engraver")

    @engraver.post("/v1/scores")
    def draw() -> Response:
        asked.append("drawn")
        return Response(b"<svg/>")

    ideas = Ideas(with_engraver(services, engraver), ConcurrencyLimits(40, 5))
    wall = Wall(a_recipe(), 2, 7)
    (idea, *_) = shown(ideas, wall, options)
    drawn = len(asked)

    shown(ideas, wall, options)
    again = ideas.idea(idea.source, options, in_english)

    assert len(asked) == drawn
    assert again is idea


def test_the_first_idea_is_there_while_the_others_are_still_drawn(
    services: Services, options: Options
) -> None:
    drawn: list[str] = []
    go_on = Event()
    engraver = Flask("engraver")

    @engraver.post("/v1/scores")
    def draw() -> Response:
        drawn.append("drawn")
        assert len(drawn) == 1 or go_on.wait(20)
        return Response(b"<svg/>")

    ideas = Ideas(with_engraver(services, engraver), ConcurrencyLimits(40, 5))
    arriving = ideas.wall(Wall(a_recipe(), 2, 7), ASKED, options, in_english)
    first = next(arriving)
    assert first.source == next(Wall(a_recipe(), 2, 7).sources())
    go_on.set()
    assert len([first, *arriving]) == IDEAS


def test_a_file_of_an_idea_is_made_once_for_a_player_that_asks_in_parts(
    ideas: Ideas, options: Options
) -> None:
    source = next(Wall(a_recipe(), 2, 7).sources())
    idea = ideas.idea(source, options, in_english)

    sound = ideas.file(idea, BY_EXTENSION["wav"])

    assert sound.content.startswith(b"RIFF")
    assert ideas.file(idea, BY_EXTENSION["wav"]) is sound


def test_more_walls_at_a_time_than_there_is_room_for_are_refused_at_once(
    services: Services, options: Options
) -> None:
    limits = ConcurrencyLimits(4, 5)
    ideas = Ideas(services, limits)
    with limits.walls.enter(), limits.walls.enter(), pytest.raises(Busy):
        shown(ideas, Wall(a_recipe(), 2, 7), options)


def test_the_sources_of_a_wall_differ_and_never_end() -> None:
    seeds = [source.recipe.seed for source in islice(Wall(a_recipe(), 2, 7).sources(), 100)]
    assert len(set(seeds)) == 100
