from typing import Any

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from melodie.contract import (
    MAX_SEED,
    NotesRequest,
    Rhythm,
    RhythmEvent,
    RhythmRequest,
    ScaleChoice,
    ScoreRequest,
    TimeSignatureChoice,
)
from melodie.score import Score
from tests.builders import a_score
from tests.scores import scores

ASKED: dict[str, Any] = {"time_signature": "6/8", "rhythm": "gentle", "bars": 8, "seed": 7}
RHYTHM: dict[str, Any] = {
    "time_signature": {"beats": 2, "unit": 4, "groups": [1, 1]},
    "beat_unit": "1/4",
    "bars": [{"events": [{"duration": "1/12", "tuplet": {"actual": 3, "normal": 2}}]}],
}


@pytest.mark.parametrize("field", sorted(ASKED))
def test_what_has_no_default_must_be_said(field: str) -> None:
    assert RhythmRequest.model_validate(ASKED)
    with pytest.raises(ValidationError, match=field):
        RhythmRequest.model_validate({name: ASKED[name] for name in ASKED if name != field})


@pytest.mark.parametrize(
    "fault",
    [
        {"bars": 65},
        {"bars": 0},
        {"bars": "8"},
        {"bars": True},
        {"wildness": 101},
        {"rests": -1},
        {"rests": 12.5},
        {"seed": MAX_SEED + 1},
        {"seed": None},
        {"time_signature": "6 / 8"},
        {"time_signature": "6/8\n"},
        {"rhythm": "../gentle"},
        {"key": "C"},
    ],
)
def test_a_request_that_cannot_be_met_is_refused(fault: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as raised:
        RhythmRequest.model_validate(ASKED | fault)
    assert {error["loc"][0] for error in raised.value.errors()} == set(fault)


def test_the_largest_seed_is_exact_in_every_json_reader() -> None:
    assert int(float(MAX_SEED)) == MAX_SEED
    assert RhythmRequest.model_validate(ASKED | {"seed": MAX_SEED}).seed == MAX_SEED


def test_a_rhythm_survives_json() -> None:
    rhythm = Rhythm.model_validate(RHYTHM)
    assert Rhythm.model_validate_json(rhythm.model_dump_json()) == rhythm
    assert '"duration":"1/12"' in rhythm.model_dump_json()


def test_notes_are_asked_for_with_the_rhythm_as_it_came() -> None:
    rhythm = Rhythm.model_validate(RHYTHM)
    request = NotesRequest(
        key="Bb",
        scale="dorian",
        time_signature=rhythm.time_signature,
        bars=rhythm.bars,
        lowest=a_score().bars[0].events[0].pitch,
        highest="C6",
        seed=1,
    )
    assert NotesRequest.model_validate_json(request.model_dump_json()) == request


def test_messages_are_frozen_values() -> None:
    event = RhythmEvent.model_validate({"duration": "1/4"})
    with pytest.raises(ValidationError):
        event.rest = True  # type: ignore[misc]  # that it cannot be is the point
    assert len({event, RhythmEvent.model_validate({"duration": "1/4"})}) == 1


@given(scores())
@settings(max_examples=25)
def test_a_score_travels_whole(score: Score) -> None:
    request = ScoreRequest(score=score, footline="seed 7")
    assert ScoreRequest.model_validate_json(request.model_dump_json()) == request


def test_a_bar_that_does_not_add_up_is_refused_at_the_door() -> None:
    sent = ScoreRequest(score=a_score()).model_dump(mode="json")
    sent["score"]["bars"][0]["events"].pop()
    with pytest.raises(ValidationError, match="bar 1 lasts"):
        ScoreRequest.model_validate(sent)


def test_every_message_has_a_schema() -> None:
    for message in (TimeSignatureChoice, NotesRequest, Rhythm, RhythmRequest, ScoreRequest):
        assert message.model_json_schema()["additionalProperties"] is False


def test_the_semitones_of_a_scale_keep_the_name_that_they_were_published_under() -> None:
    scale = ScaleChoice(id="major", name="Major", semitones=(0, 2, 4, 5, 7, 9, 11), mode="major")
    published = scale.model_dump(mode="json", by_alias=True)
    assert published["degrees"] == [0, 2, 4, 5, 7, 9, 11]
    assert ScaleChoice.model_validate(published) == scale
