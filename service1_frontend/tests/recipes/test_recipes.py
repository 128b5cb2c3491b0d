import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from melodie import ENGINE_VERSION
from melodie.contract import MAX_SEED
from melodie.errors import InvalidInput
from melodie.pitch import Pitch
from service1_frontend.recipes.completing import ambitus, complete, draw_seed
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.recipe import Recipe
from service1_frontend.recipes.request import RecipeRequest, read_request
from service1_frontend.tests.examples import NAMES, UNPRINTABLE, a_recipe


def faults_of(**fields: Any) -> dict[str, tuple[str, dict[str, Any]]]:
    """The code and the parameters of each fault, by its field."""
    with pytest.raises(InvalidInput) as caught:
        read_request(fields)
    return {fault.field: (fault.code, dict(fault.params)) for fault in caught.value.fields}


def test_a_name_is_enough_for_a_recipe(options: Options) -> None:
    recipe = complete(RecipeRequest(name="x"), options, draw=lambda: 42)

    defaults = options.defaults.model_dump()
    assert recipe.model_dump(exclude={"name", "seed", "engine"}) == defaults | {
        "lowest": None,
        "highest": None,
    }
    assert recipe.seed == 42
    assert recipe.engine == ENGINE_VERSION


def test_what_a_recipe_leaves_out_means_what_it_always_meant() -> None:
    meant = {
        "style": "song",
        "density": 50,
        "syncopation": 0,
        "repetition": 50,
        "pickup": False,
        "phrasing": "none",
        "contour": "none",
        "leaps": 50,
        "lowest": None,
        "highest": None,
        "paper": "a4",
        "chord_symbols": "names",
        "chords": "auto",
        "accompaniment": "none",
        "accompanist": "piano",
        "layout": "lead",
        "feel": "auto",
    }

    assert a_recipe().model_dump(include=set(meant)) == meant
    assert {n for n, f in Recipe.model_fields.items() if not f.is_required()} == set(meant)


def test_a_recipe_sent_again_is_the_same_recipe(options: Options) -> None:
    recipe = a_recipe(
        key="Bb", scale="dorian", time_signature="7/8", lowest="Eb4", pickup=True, seed=0
    )

    assert complete(read_request(recipe.model_dump()), options) == recipe


def test_a_null_is_as_good_as_nothing(options: Options) -> None:
    request = read_request({"name": "x", "key": None, "seed": None, "tempo": None})

    assert complete(request, options).key == options.defaults.key


@pytest.mark.parametrize(
    "field",
    ["key", "scale", "rhythm", "time_signature", "instrument", "style", "contour", "phrasing"],
)
@pytest.mark.parametrize("odd", ["H", "7/6", "c", "C major", "__class__"])
def test_a_choice_that_is_not_offered_is_named_with_those_that_are(
    options: Options, field: str, odd: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        complete(read_request({"name": "x", field: odd}), options)

    (fault,) = caught.value.fields
    assert fault.field == field
    assert all(choice in fault.detail for choice in options.offered()[field])


def test_every_wrong_choice_is_named_at_once(options: Options) -> None:
    with pytest.raises(InvalidInput) as caught:
        complete(read_request({"name": "x", "key": "H", "scale": "?", "engine": "0"}), options)

    assert [fault.field for fault in caught.value.fields] == ["key", "scale", "engine"]


@pytest.mark.parametrize("engine", ["1", "2"])
def test_the_recipe_of_an_earlier_engine_is_refused_by_what_became_of_it(
    options: Options, engine: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        complete(read_request({"name": "x", "engine": engine}), options)

    (fault,) = caught.value.fields
    assert fault.field == "engine"
    assert f"engine {engine} " in fault.detail
    assert "keeps its score" in fault.detail
    assert f"engine {ENGINE_VERSION}" in fault.detail


@pytest.mark.parametrize(
    ("field", "least", "most"),
    [
        ("tempo", 20, 300),
        ("bars", 1, 64),
        ("wildness", 0, 100),
        ("rests", 0, 100),
        ("density", 0, 100),
        ("syncopation", 0, 100),
        ("repetition", 0, 100),
        ("leaps", 0, 100),
        ("seed", 0, MAX_SEED),
    ],
)
def test_numbers_stay_within_their_limits(field: str, least: int, most: int) -> None:
    for good in (least, most):
        assert getattr(read_request({"name": "x", field: good}), field) == good
    for small in (least - 1, -(10**400)):
        assert faults_of(name="x", **{field: small})[field] == ("too_small", {"least": least})
    for large in (most + 1, 10**400):
        assert faults_of(name="x", **{field: large})[field] == ("too_large", {"most": most})
    for odd in (10.0, 10.5, "10", True, [10], float("nan")):
        assert faults_of(name="x", **{field: odd})[field] == ("not_whole", {})


@pytest.mark.parametrize("name", UNPRINTABLE)
def test_a_name_that_no_page_can_show_is_refused(name: str) -> None:
    assert list(faults_of(name=name)) == ["name"]


@pytest.mark.parametrize("odd", [None, 5, ["x"], {"x": "y"}, b"x"])
def test_a_name_that_is_no_text_is_refused(odd: object) -> None:
    assert list(faults_of(name=odd)) == ["name"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_is_kept(name: str) -> None:
    assert read_request({"name": name}).name == unicodedata.normalize("NFC", name)


def test_an_endless_choice_is_refused_without_being_repeated() -> None:
    assert faults_of(name="x", key="C" * 50) == {"key": ("too_long", {"most": 40})}


def test_a_missing_name_and_an_unknown_field_are_both_named() -> None:
    assert list(faults_of(colour="red")) == ["name", "colour"]


@given(
    st.dictionaries(st.text(), st.none() | st.booleans() | st.floats() | st.text() | st.binary())
)
def test_whatever_is_sent_is_read_or_refused(fields: dict[str, object]) -> None:
    try:
        request = read_request(fields)
    except InvalidInput as error:
        assert error.fields  # noqa: PT017 - most are refused, some are not
    else:
        assert request.name


def test_seeds_are_drawn_over_all_that_nine_digits_can_write() -> None:
    drawn = [draw_seed() for _ in range(200)]

    assert len(set(drawn)) > 190
    assert 0 <= min(drawn) < 10**9 / 4
    assert 10**9 * 3 / 4 < max(drawn) < 10**9


@pytest.mark.parametrize(
    ("typed", "meant"), [("C4", "C4"), ("bb3", "Bb3"), ("f♯5", "F#5"), ("E♭1", "Eb1")]
)
def test_a_pitch_can_be_typed_as_people_write_it(typed: str, meant: str) -> None:
    assert read_request({"name": "x", "lowest": typed}).lowest == Pitch.parse(meant)


@pytest.mark.parametrize("odd", ["", "H4", "C", "C#b4", "G#0", "C-1", "C#8", "C4 ", 60, True, []])
def test_what_is_no_pitch_of_a_keyboard_is_refused(odd: object) -> None:
    assert list(faults_of(name="x", highest=odd)) == ["highest"]


@pytest.mark.parametrize("odd", ["true", "yes", 1, 0.0, []])
def test_only_a_truth_value_is_one(odd: object) -> None:
    assert faults_of(name="x", pickup=odd) == {"pickup": ("not_boolean", {})}


@pytest.mark.parametrize(
    ("ends", "fields"),
    [
        ({"lowest": "C5", "highest": "C4"}, ["lowest", "highest"]),
        ({"lowest": "B#3", "highest": "C4"}, ["lowest", "highest"]),
        ({"lowest": "C8"}, ["lowest"]),
        ({"highest": "A0"}, ["highest"]),
    ],
)
def test_a_range_that_holds_nothing_is_the_fault_of_whichever_end_was_chosen(
    options: Options, ends: dict[str, str], fields: list[str]
) -> None:
    with pytest.raises(InvalidInput) as caught:
        complete(read_request({"name": "x", **ends}), options)

    assert [fault.field for fault in caught.value.fields] == fields


def test_the_range_ends_where_the_instrument_does_unless_it_is_chosen(options: Options) -> None:
    flute = options.instrument("flute")

    assert ambitus(a_recipe(instrument="flute"), options) == (flute.lowest, flute.highest)
    low = a_recipe(instrument="flute", highest="D5")
    assert ambitus(low, options) == (flute.lowest, Pitch.parse("D5"))
