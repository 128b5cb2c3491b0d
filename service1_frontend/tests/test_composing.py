import json
from itertools import cycle
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from melodie.contract import ScoreRequest
from melodie.errors import InvalidInput, UpstreamRefused
from melodie.formats import BY_EXTENSION
from melodie.score import Pitch, Score
from service1_frontend.composing import compose
from service1_frontend.melodies import Melody
from service1_frontend.options import Options
from service1_frontend.services import Services
from service1_frontend.tests.apps import answering
from service1_frontend.tests.examples import a_recipe, recipes
from tests.siblings import notes_app, real_services, rhythm_app


def sounding(score: Score) -> list[Pitch]:
    return [event.pitch for bar in score.bars for event in bar.events if event.pitch]


SHARPS = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")


def a_pitch(key: int) -> Pitch:
    octave, degree = divmod(key, 12)
    return Pitch.parse(f"{SHARPS[degree]}{octave - 1}")


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
    assert score.clef in (instrument.clef, *instrument.other_clefs)
    assert score.instrument == instrument.instrument
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
    assert all(lowest <= pitch.key_number <= highest for pitch in sounding(score))


@given(data=st.data())
@few
def test_every_note_lies_in_the_range_that_was_chosen(
    data: st.DataObject, options: Options, services: Services
) -> None:
    key = data.draw(st.integers(40, 70))
    span = data.draw(st.integers(12, 30))
    ends = {"lowest": a_pitch(key), "highest": a_pitch(key + span)}
    recipe = data.draw(recipes(options)).model_copy(update=ends)

    score = compose(recipe, options, services)

    assert all(key <= pitch.key_number <= key + span for pitch in sounding(score))


@pytest.mark.parametrize("ends", [("A0", "A1"), ("C7", "C8")], ids=" to ".join)
def test_either_end_of_the_keyboard_can_be_written_for_every_instrument(
    ends: tuple[str, str], options: Options, services: Services
) -> None:
    lowest, highest = ends
    for number, (key, instrument) in enumerate(zip(cycle(options.keys), options.instruments)):
        recipe = a_recipe(key=key, instrument=instrument.id, lowest=lowest, highest=highest)
        score = compose(recipe.model_copy(update={"seed": number}), options, services)
        assert services.render(ScoreRequest(score=score), BY_EXTENSION["musicxml"])


def test_a_range_without_a_tonic_is_refused_for_what_it_is(
    options: Options, services: Services
) -> None:
    recipe = a_recipe(key="C", lowest="D4", highest="A4")

    with pytest.raises(InvalidInput) as caught:
        compose(recipe, options, services)

    assert [fault.field for fault in caught.value.fields] == ["lowest", "highest"]


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


def _json(answer: object) -> tuple[int, str, str]:
    return 200, "application/json", json.dumps(answer)


KEY = {"tonic": "C", "scale": "major", "mode": "major"}
RHYTHM = {"time_signature": {"beats": 4, "unit": 4, "groups": [2, 2]}, "beat_unit": "1/4"}


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
    silent = {**RHYTHM, "bars": [{"events": [{"duration": "1", "rest": True}]}]}
    siblings = real_services(
        rhythm=answering(rhythm_app(), {"/v1/rhythms": _json(silent)}),
        notes=answering(notes_app(), {"/v1/notes": _json({"key": KEY, "bars": [["C4"]]})}),
    )

    with pytest.raises(UpstreamRefused):
        compose(a_recipe(bars=1), options, siblings)


def test_a_note_that_the_dice_silence_is_held_by_nothing(options: Options) -> None:
    held = [{"duration": "1/2", "tie": True}, {"duration": "1/2"}]
    rhythm = {**RHYTHM, "bars": [{"events": held}]}
    siblings = real_services(
        rhythm=answering(rhythm_app(), {"/v1/rhythms": _json(rhythm)}),
        notes=answering(notes_app(), {"/v1/notes": _json({"key": KEY, "bars": [[None, None]]})}),
    )

    silent = compose(a_recipe(bars=1), options, siblings)

    assert [event.tie for event in silent.bars[0].events] == [False, False]
