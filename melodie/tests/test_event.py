"""The marks of phrases: where they may stand, and that scores without them are as they were."""

import json
from typing import Final

import pytest
from pydantic import TypeAdapter

from melodie.event import Event, Slur
from melodie.score import Score
from tests.builders import a_score, bar, note, rest

SCORE: TypeAdapter[Score] = TypeAdapter(Score)

OF_BEFORE = {
    "title": "A tune",
    "key": {"tonic": "C", "scale": "major", "mode": "major"},
    "time_signature": {"beats": 4, "unit": 4, "groups": [2, 2]},
    "tempo": {"beat_unit": "1/4", "bpm": 120},
    "clef": "treble",
    "instrument": {"name": "Piano", "program": 0, "diatonic": 0, "chromatic": 0},
    "bars": [
        {
            "events": [
                {"pitch": "C4", "duration": "1/2", "tie": False, "tuplet": None},
                {"pitch": None, "duration": "1/2", "tie": False, "tuplet": None},
            ],
            "pickup": False,
        }
    ],
}
"""A score as it was kept before phrases were marked."""


def quarter(pitch: str, slur: Slur | None = None, *, tie: bool = False) -> Event:
    plain = note(pitch, "1/4")
    return Event(plain.pitch, plain.duration, tie=tie, slur=slur)


def test_a_score_of_before_is_read_and_written_as_it_was() -> None:
    score = SCORE.validate_python(OF_BEFORE)

    assert not any(event.breath or event.slur for event in score.bars[0].events)
    assert json.loads(SCORE.dump_json(score)) == OF_BEFORE
    assert SCORE.dump_python(score, mode="json") == OF_BEFORE


def test_marks_are_written_where_they_are() -> None:
    plain = note("C4", "1/4")
    marked = Event(plain.pitch, plain.duration, breath=True, slur="stop")

    dumped = TypeAdapter(Event).dump_python(marked, mode="json")

    assert (dumped["breath"], dumped["slur"]) == (True, "stop")
    assert TypeAdapter(Event).validate_python(dumped) == marked


@pytest.mark.parametrize("marks", [{"breath": True}, {"slur": "start"}, {"slur": "stop"}])
def test_a_rest_bears_no_mark(marks: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="rest has no breath"):
        Event(None, rest("1/4").duration, **marks)  # type: ignore[arg-type]  # as a table has it


@pytest.mark.parametrize("marks", [{"breath": True}, {"slur": "stop"}])
def test_a_phrase_ends_where_a_tie_does(marks: dict[str, object]) -> None:
    held = quarter("C4", tie=True)
    with pytest.raises(ValueError, match="last of the notes that are tied"):
        Event(held.pitch, held.duration, tie=True, **marks)  # type: ignore[arg-type]  # see above


START: Final = "start"
STOP: Final = "stop"
NONE: Final = None


@pytest.mark.parametrize(
    "slurs",
    [
        (START, NONE, NONE, STOP),
        (START, STOP, START, STOP),
        (NONE, START, STOP, NONE),
    ],
)
def test_slurs_follow_each_other(slurs: tuple[Slur | None, ...]) -> None:
    events = [
        quarter(pitch, slur) for pitch, slur in zip(("C4", "D4", "E4", "F4"), slurs, strict=True)
    ]
    assert a_score([bar(*events)]).bars[0].events == tuple(events)


@pytest.mark.parametrize(
    ("slurs", "fault"),
    [
        ((START, START, STOP, STOP), "after the one before has stopped"),
        ((START, NONE, NONE, NONE), "does not stop"),
        ((NONE, NONE, NONE, START), "does not stop"),
        ((STOP, NONE, NONE, NONE), "stops on another note"),
        ((START, STOP, STOP, NONE), "stops on another note"),
    ],
)
def test_slurs_that_do_not_pair_are_refused(slurs: tuple[Slur | None, ...], fault: str) -> None:
    events = [
        quarter(pitch, slur) for pitch, slur in zip(("C4", "D4", "E4", "F4"), slurs, strict=True)
    ]
    with pytest.raises(ValueError, match=fault):
        a_score([bar(*events)])


def test_a_slur_holds_more_than_one_sounding_note() -> None:
    tied = [quarter("C4", START, tie=True), quarter("C4", STOP)]
    with pytest.raises(ValueError, match="stops on another note"):
        a_score([bar(*tied, rest("1/2"))])


def test_a_slur_starts_where_a_note_is_struck() -> None:
    tied = [quarter("C4", tie=True), quarter("C4", START), quarter("D4", STOP)]
    with pytest.raises(ValueError, match="starts on a struck note"):
        a_score([bar(*tied, rest("1/4"))])
