"""A score is what its recipe asks for, and nothing else decides on it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie.contract import RhythmRequest
from melodie.errors import InvalidInput
from melodie.pitch import Pitch
from service1_frontend.library.melody import Melody
from service1_frontend.making.composing import compose
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.services import Services
from service1_frontend.tests.examples import a_recipe, few, recipes
from tests.siblings import real_services


@given(data=st.data())
@few
def test_a_score_is_what_its_recipe_asks_for(
    data: st.DataObject, options: Options, services: Services
) -> None:
    recipe = data.draw(recipes(options))

    score = compose(recipe, options, services)

    instrument = next(i for i in options.instruments if i.id == recipe.instrument)
    assert score.title == recipe.name
    assert str(score.time_signature) == recipe.time_signature
    assert score.tempo.bpm == recipe.tempo
    assert len([bar for bar in score.bars if not bar.pickup]) == recipe.bars
    assert score.clef in (instrument.clef, *instrument.other_clefs)
    assert score.instrument == replace(instrument.instrument, id=recipe.instrument)
    assert score.key.scale == recipe.scale
    assert Pitch.parse(f"{score.key.tonic}4").key_number % 12 == (
        Pitch.parse(f"{recipe.key}4").key_number % 12
    )


@pytest.mark.parametrize(
    "change",
    [
        {"style": "dance"},
        {"density": 100},
        {"syncopation": 100},
        {"repetition": 100},
        {"rests": 60},
        {"pickup": True},
        {"contour": "rising"},
        {"leaps": 100},
        {"lowest": "C3", "highest": "C4"},
        {"wildness": 100},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_choice_changes_the_notes(
    change: dict[str, Any], options: Options, services: Services
) -> None:
    one, other = a_recipe(bars=16), a_recipe(bars=16, **change)

    assert compose(one, options, services).bars != compose(other, options, services).bars


@given(data=st.data())
@few
def test_the_same_recipe_gives_the_same_score_byte_for_byte(
    data: st.DataObject, options: Options, services: Services
) -> None:
    recipe = data.draw(recipes(options))

    first, second = (
        Melody.of(recipe, compose(recipe, options, services)).score_json for _ in range(2)
    )

    assert first == second


@pytest.mark.parametrize(
    "change",
    [{"name": "another name"}, {"tempo": 40}],
    ids=["name", "tempo"],
)
def test_what_is_no_matter_of_notes_leaves_the_notes_alone(
    change: dict[str, Any], options: Options, services: Services
) -> None:
    one, other = a_recipe(bars=8), a_recipe(bars=8, **change)

    assert compose(one, options, services).bars == compose(other, options, services).bars


def test_another_seed_gives_another_melody(options: Options, services: Services) -> None:
    seeds = range(12)

    melodies = {compose(a_recipe(seed=seed, bars=8), options, services).bars for seed in seeds}

    assert len(melodies) == len(seeds)


def test_each_service_is_asked_once(options: Options) -> None:
    services = real_services()
    calls = []
    for upstream in (services.rhythm, services.notes, services.lilypond):
        upstream.session.hooks["response"].append(lambda answer, **_: calls.append(answer.url))

    compose(a_recipe(bars=64), options, services)

    assert [url.rpartition("/")[2] for url in calls] == ["rhythms", "notes"]


def test_a_score_keeps_the_form_of_its_rhythm(options: Options, services: Services) -> None:
    recipe = a_recipe(bars=16, wildness=0, repetition=100, pickup=True)
    fields = RhythmRequest.model_fields.keys() & Recipe.model_fields
    asked = RhythmRequest(**{field: getattr(recipe, field) for field in fields})

    forms = [bar.form for bar in compose(recipe, options, services).bars]

    assert forms == [bar.form for bar in services.compose_rhythm(asked).bars]
    assert any(form and form.answers is not None for form in forms)


@given(data=st.data())
@few
def test_an_accompaniment_is_made_wherever_there_are_chords(
    options: Options, services: Services, data: st.DataObject
) -> None:
    alone = data.draw(recipes(options))
    pattern = data.draw(st.sampled_from(options.offered()["accompaniment"]))
    chords = any(bar.chords for bar in compose(alone, options, services).bars)
    recipe = alone.model_copy(update={"accompaniment": pattern})
    if pattern != "none" and not chords:
        with pytest.raises(InvalidInput, match="accompaniment"):
            compose(recipe, options, services)
        return
    made = compose(recipe, options, services).accompaniment
    assert (made is None) is (pattern == "none")
