from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, reject
from hypothesis import strategies as st

from melodie.contract import TwistChoices, Twisted, TwistRequest
from melodie.errors import InvalidInput
from melodie.pitch import Pitch
from melodie.score import Score
from melodie.sounding import sounding_notes
from service2_notes.tests.twists.scores import any_scores, sounding, twisted
from service2_notes.twists.table import TWISTS
from tests.builders import a_score, bar, note

CHOICES = [(twist.id, option.id) for twist in TWISTS.values() for option in twist.options]


@given(any_scores(), st.sampled_from(CHOICES), st.integers(40, 60), st.integers(12, 30))
def test_no_note_leaves_the_range_and_what_was_moved_is_said(
    score: Score, choice: tuple[str, str], low: int, width: int
) -> None:
    twist, option = choice
    lowest = next(Pitch(o, s, a) for o, s, a in _spellings() if _key(o, s, a) == low)
    highest = next(Pitch(o, s, a) for o, s, a in _spellings() if _key(o, s, a) == low + width)
    try:
        made = twisted(score, twist, option, lowest=lowest, highest=highest)
    except InvalidInput:
        reject()
    own = [key for _, _, key in sounding(score)]
    room = range(min([low, *own]), max([low + width, *own]) + 1)
    keys = [key for _, _, key in sounding(made.score)]
    assert all(key in room for key in keys)
    plain = [key for _, _, key in sounding(TWISTS[twist].apply(score, option))]
    for number, (key, before) in enumerate(zip(keys, plain, strict=True), start=1):
        assert (key - before) % 12 == 0
        assert (key != before + 12 * made.octaves) == (number in made.folded)


def test_all_of_it_moves_by_an_octave_before_a_note_is_folded() -> None:
    up = twisted(a_score(), "transpose_by_interval", "up_fifth", highest=Pitch.parse("A4"))
    assert (up.octaves, up.folded) == (-1, ())
    assert [str(n.pitch) for n in sounding_notes(up.score)] == ["G3", "A3", "B3", "G3"]


def test_a_note_that_has_no_room_in_any_octave_is_folded_alone() -> None:
    wide = a_score([bar(note("C4", "1/2"), note("B4", "1/2"))])
    room = {"lowest": Pitch.parse("C4"), "highest": Pitch.parse("C5")}
    made = twisted(wide, "transpose_by_interval", "up_major_second", **room)
    assert (made.octaves, made.folded) == (0, (2,))
    assert [str(n.pitch) for n in sounding_notes(made.score)] == ["D4", "C#4"]


def test_a_range_without_the_note_in_any_octave_is_said() -> None:
    narrow = {"lowest": Pitch.parse("C4"), "highest": Pitch.parse("E4")}
    with pytest.raises(InvalidInput) as refused:
        twisted(a_score(), "transpose_to_key", "F", **narrow)
    assert refused.value.fields[0].code == "no_room"


@pytest.mark.parametrize(
    ("twist", "option"),
    [("transpose_to_key", "C"), ("change_scale", "major"), ("ornament", "neighbours")],
)
def test_what_changes_nothing_is_said(twist: str, option: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        twisted(a_score(), twist, option)
    assert refused.value.fields[0].code == "changes_nothing"


def test_an_octave_that_there_is_no_room_for_is_said() -> None:
    room = {"lowest": Pitch.parse("C4"), "highest": Pitch.parse("B4")}
    with pytest.raises(InvalidInput) as refused:
        twisted(a_score(), "transpose_by_interval", "up_octave", **room)
    assert refused.value.fields[0].code == "no_room_there"
    assert refused.value.fields[0].params == {"lowest": "C4", "highest": "B4"}


def test_a_note_beyond_what_can_be_played_is_refused() -> None:
    wide = a_score([bar(note("G9", "1/2"), note("C-1", "1/2"))])
    for twist in ("transpose_by_interval", "invert_exactly", "invert_within_scale"):
        option = TWISTS[twist].options[0].id
        with pytest.raises(InvalidInput) as refused:
            twisted(wide, twist, option)
        assert refused.value.fields[0].code == "beyond"


def test_the_twists_are_listed_with_their_options(client: FlaskClient) -> None:
    listed = TwistChoices.model_validate_json(client.get("/v1/twists").data)
    assert [twist.id for twist in listed.twists] == list(TWISTS)
    assert all(twist.name and twist.description and twist.options for twist in listed.twists)


def a_body(**wanted: object) -> dict[str, Any]:
    asked = TwistRequest(
        score=a_score(), twist="retrograde", lowest=Pitch.parse("C3"), highest=Pitch.parse("C6")
    )
    return {**asked.model_dump(mode="json", exclude_none=True), **wanted}


def test_a_score_is_twisted(client: FlaskClient) -> None:
    answer = client.post("/v1/twists", json=a_body())
    made = Twisted.model_validate_json(answer.data)
    assert [str(n.pitch) for n in sounding_notes(made.score)] == ["C4", "E4", "D4", "C4"]


@pytest.mark.parametrize(
    ("field", "value"), [("twist", "braid"), ("option", "twice"), ("lowest", "H4"), ("score", {})]
)
def test_a_faulty_field_is_named(client: FlaskClient, field: str, value: object) -> None:
    answer = client.post("/v1/twists", json=a_body(**{field: value}))
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["errors"][0]["field"].split(".")[0] == field


def _key(octave: int, step: str, alter: int) -> int:
    return Pitch(octave, step, alter).key_number


def _spellings() -> list[tuple[int, str, int]]:
    return [(o, s, a) for o in range(1, 8) for s in "CDEFGAB" for a in (0, 1)]
