"""Every note lies where its instrument, or whoever asked, wants it."""

from io import BytesIO
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie.contract import ScoreRequest
from melodie.errors import RequestRefused
from melodie.formats import BY_EXTENSION
from melodie.pitch import Pitch
from melodie.score import Score
from service1_frontend.making.composing import compose
from service1_frontend.recipes.options import Options
from service1_frontend.services import Services
from service1_frontend.tests.examples import a_recipe, few, recipes

SHARPS = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")


def a_pitch(key: int) -> Pitch:
    octave, degree = divmod(key, 12)
    return Pitch.parse(f"{SHARPS[degree]}{octave - 1}")


def sounding(score: Score) -> list[Pitch]:
    return [event.pitch for bar in score.bars for event in bar.events if event.pitch]


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
        services.render(ScoreRequest(score=score), BY_EXTENSION["musicxml"], written := BytesIO())
        assert written.getvalue()


def test_a_range_without_a_tonic_is_refused_for_what_it_is(
    options: Options, services: Services
) -> None:
    recipe = a_recipe(key="C", lowest="D4", highest="A4")

    with pytest.raises(RequestRefused) as caught:
        compose(recipe, options, services)

    assert [fault.field for fault in caught.value.faults] == ["lowest", "highest"]
