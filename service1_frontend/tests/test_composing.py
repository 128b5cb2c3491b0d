import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from melodie.errors import UpstreamRefused
from melodie.score import Pitch
from service1_frontend.composing import compose
from service1_frontend.melodies import Melody
from service1_frontend.options import Options
from service1_frontend.services import Services
from service1_frontend.tests.apps import answering
from service1_frontend.tests.examples import a_recipe, recipes
from tests.siblings import notes_app, real_services, rhythm_app

few = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


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
    assert (score.clef, score.instrument) == (instrument.clef, instrument.instrument)
    assert score.key.scale == recipe.scale
    assert Pitch.parse(f"{score.key.tonic}4").key_number % 12 == (
        Pitch.parse(f"{recipe.key}4").key_number % 12
    )


@given(data=st.data())
@few
def test_every_note_lies_in_the_range_of_its_instrument(
    data: st.DataObject, options: Options, services: Services
) -> None:
    recipe = data.draw(recipes(options))

    score = compose(recipe, options, services)

    instrument = next(i for i in options.instruments if i.id == recipe.instrument)
    lowest, highest = instrument.lowest.key_number, instrument.highest.key_number
    pitches = [event.pitch for bar in score.bars for event in bar.events if event.pitch]
    assert all(lowest <= pitch.key_number <= highest for pitch in pitches)


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


def _json(answer: object) -> tuple[int, str, str]:
    return 200, "application/json", json.dumps(answer)


KEY = {"tonic": "C", "scale": "major", "mode": "major"}


@pytest.mark.parametrize(
    "answer",
    [
        {"key": KEY, "bars": []},
        {"key": KEY, "bars": [["C4"]]},
        {"key": KEY, "bars": [["C4"], ["C4"], ["C4"]]},
        {"key": {**KEY, "tonic": "H"}, "bars": []},
        {"bars": []},
        [],
    ],
)
def test_notes_that_do_not_fit_the_rhythm_are_an_odd_answer(
    answer: object, options: Options
) -> None:
    app = answering(notes_app(), {"/v1/notes": _json(answer)})

    with pytest.raises(UpstreamRefused):
        compose(a_recipe(bars=2), options, real_services(notes=app))


def test_a_note_where_the_rhythm_rests_is_an_odd_answer(options: Options) -> None:
    recipe = a_recipe(rests=100, bars=1)
    bars = real_services()
    score = compose(recipe, options, bars)
    assert all(event.pitch is None for bar in score.bars for event in bar.events)
    answer = {"key": KEY, "bars": [["C4"] * len(bar.events) for bar in score.bars]}
    app = answering(notes_app(), {"/v1/notes": _json(answer)})

    with pytest.raises(UpstreamRefused):
        compose(recipe, options, real_services(notes=app))


def test_a_note_that_the_dice_silence_is_held_by_nothing(options: Options) -> None:
    rhythm = {
        "time_signature": {"beats": 4, "unit": 4, "groups": [2, 2]},
        "beat_unit": "1/4",
        "bars": [{"events": [{"duration": "1/2", "tie": True}, {"duration": "1/2"}]}],
    }
    siblings = real_services(
        rhythm=answering(rhythm_app(), {"/v1/rhythms": _json(rhythm)}),
        notes=answering(notes_app(), {"/v1/notes": _json({"key": KEY, "bars": [[None, None]]})}),
    )

    silent = compose(a_recipe(bars=1), options, siblings)

    assert [event.tie for event in silent.bars[0].events] == [False, False]
