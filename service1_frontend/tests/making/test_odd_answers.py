"""What the services answer is judged before it is believed."""

import json

import pytest

from melodie.errors import UpstreamRefused
from service1_frontend.making.composing import compose
from service1_frontend.recipes.options import Options
from service1_frontend.tests.apps import answering
from service1_frontend.tests.examples import a_recipe
from tests.siblings import notes_app, real_services, rhythm_app

KEY = {"tonic": "C", "scale": "major", "mode": "major"}

RHYTHM = {"time_signature": {"beats": 4, "unit": 4, "groups": [2, 2]}, "beat_unit": "1/4"}


def _json(answer: object) -> tuple[int, str, str]:
    return 200, "application/json", json.dumps(answer)


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


def test_chords_and_foreign_notes_are_kept_where_the_notes_service_tells_of_them(
    options: Options,
) -> None:
    tonic = {"offset": "0", "chord": {"root": "C", "quality": "major"}}
    rhythm = {**RHYTHM, "bars": [{"events": [{"duration": "1/2"}, {"duration": "1/2"}]}]}
    told = {
        "key": KEY,
        "bars": [["F#4", "G4"]],
        "chords": [[tonic]],
        "foreign": [{"bar": 0, "event": 0}],
    }
    siblings = real_services(
        rhythm=answering(rhythm_app(), {"/v1/rhythms": _json(rhythm)}),
        notes=answering(notes_app(), {"/v1/notes": _json(told)}),
    )

    (bar,) = compose(a_recipe(bars=1), options, siblings).bars

    assert [str(placed.chord and placed.chord.root) for placed in bar.chords] == ["C"]
    assert [event.foreign for event in bar.events] == [True, False]
