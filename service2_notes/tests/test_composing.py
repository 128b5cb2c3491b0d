from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings

from melodie.contract import Notes, NotesRequest
from melodie.errors import InvalidInput
from melodie.pitch import Pitch
from service2_notes.composing import compose
from service2_notes.keys import key_for
from service2_notes.ladder import spelled
from service2_notes.scales import SCALES
from service2_notes.tests.requests import a_request, any_request, composed, quarters


def sounding(wanted: NotesRequest) -> list[Pitch]:
    return [pitch for bar in composed(wanted).bars for pitch in bar if pitch is not None]


def placed(made: Notes) -> Iterator[tuple[tuple[int, int], Pitch]]:
    """Yield every note with the indices of its bar and its event."""
    for bar, pitches in enumerate(made.bars):
        for event, pitch in enumerate(pitches):
            if pitch is not None:
                yield (bar, event), pitch


@given(any_request())
@settings(max_examples=60)
def test_every_pitch_is_in_range_in_scale_and_spelled_for_the_key(wanted: NotesRequest) -> None:
    scale = SCALES[wanted.scale]
    key = key_for(wanted.key, scale)
    steps = range(24, 24 + len(scale.degrees))
    names = {spelled(key.tonic, scale, step).name for step in steps if not scale.is_foreign(step)}
    keys = {spelled(key.tonic, scale, step).key_number % 12 for step in steps}
    made = compose(wanted)
    foreign = {(place.bar, place.event) for place in made.foreign}
    for place, pitch in placed(made):
        assert wanted.lowest.key_number <= pitch.key_number <= wanted.highest.key_number
        assert (pitch.key_number % 12 in keys) is (place not in foreign)
        assert pitch.name in names or scale.chromatic or place in foreign


@given(any_request())
@settings(max_examples=40)
def test_every_event_gets_its_due(wanted: NotesRequest) -> None:
    made = [pitch for bar in compose(wanted).bars for pitch in bar]
    events = [event for bar in wanted.bars for event in bar.events]
    assert len(made) == len(events)
    assert all(pitch is None for pitch, event in zip(made, events, strict=True) if event.rest)
    for (pitch, event), (following, after) in pairwise(zip(made, events, strict=True)):
        if event.tie and not after.rest:
            assert following == pitch


@given(any_request())
@settings(max_examples=40)
def test_the_last_note_is_the_tonic_unless_an_idea_or_the_dice_decide(
    wanted: NotesRequest,
) -> None:
    notes = sounding(wanted)
    full = [bar for bar in wanted.bars if not bar.pickup]
    idea = len(full) <= 4 and any(bar.form for bar in full)
    if wanted.wildness < 100 and notes and not idea:
        assert notes[-1].name == composed(wanted).key.tonic


@given(any_request())
@settings(max_examples=15)
def test_the_same_request_gives_the_same_pitches(wanted: NotesRequest) -> None:
    assert compose(wanted) == compose(wanted)


def test_more_wildness_is_fewer_steps() -> None:
    def steps(wildness: int) -> float:
        moves = [
            abs(a.key_number - b.key_number)
            for seed in range(30)
            for a, b in pairwise(
                sounding(a_request(bars=quarters(16), wildness=wildness, seed=seed))
            )
        ]
        return sum(move <= 2 for move in moves) / len(moves)

    assert steps(0) > steps(33) > steps(66) > steps(100)


def test_without_wildness_no_rest_is_added() -> None:
    assert all(pitch for bar in compose(a_request()).bars for pitch in bar)


@pytest.mark.parametrize(
    ("field", "value"), [("scale", "nope"), ("key", "E#"), ("style", "nope"), ("contour", "nope")]
)
def test_what_is_not_offered_is_refused_by_name(field: str, value: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        compose(a_request(**{field: value}))
    assert [fault.field for fault in refused.value.fields] == [field]
