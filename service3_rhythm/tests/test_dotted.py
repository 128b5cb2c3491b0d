"""Even pairs on the beat become long and short; nothing else changes."""

from itertools import pairwise

import pytest

from melodie.contract import RhythmRequest
from melodie.time_signature import TimeSignature
from service3_rhythm.cells.dotted import dotted
from service3_rhythm.composing import compose
from service3_rhythm.grid import grid_of
from service3_rhythm.spans import Span, Spans
from service3_rhythm.tests.requests import a_request

FOUR = grid_of(TimeSignature(4, 4, (2, 2)))
SIX = grid_of(TimeSignature(6, 8, (3, 3)))
VALUES = frozenset({24, 48, 72, 96, 192})


def spans_of(*lengths: int) -> Spans:
    starts = [sum(lengths[:number]) for number in range(len(lengths))]
    return tuple(Span(start, length) for start, length in zip(starts, lengths, strict=True))


def lengths(spans: Spans) -> list[int]:
    assert all(one.end == after.start for one, after in pairwise(spans))
    return [span.length for span in spans]


def test_pairs_on_the_beat_are_long_and_short() -> None:
    assert lengths(dotted(spans_of(48, 48, 96, 192), FOUR, VALUES)) == [72, 24, 96, 192]


def test_pairs_off_the_beat_stay_even() -> None:
    spans = spans_of(72, 24, 24, 48, 48, 168)
    assert dotted(spans, FOUR, VALUES) == spans


@pytest.mark.parametrize("change", [{"rest": True}, {"tie": True}, {"triplet": True}])
def test_a_pair_with_a_rest_or_a_tie_or_a_triplet_stays(change: dict[str, bool]) -> None:
    spans = (Span(0, 48, **change), *spans_of(48, 48, 288)[1:])
    assert dotted(spans, FOUR, VALUES) == spans


def test_a_metre_of_groups_and_values_without_dots_stay() -> None:
    assert dotted(spans_of(48, 48, 48, 144), SIX, VALUES) == spans_of(48, 48, 48, 144)
    even = VALUES - {72}
    assert dotted(spans_of(48, 48, 288), FOUR, even) == spans_of(48, 48, 288)


def test_some_dances_in_four_four_go_in_dotted_pairs_and_most_do_not() -> None:
    wanted: list[RhythmRequest] = [
        a_request(style="dance", time_signature="4/4", seed=seed) for seed in range(60)
    ]
    shares = [_dotted_share(one) for one in wanted]
    assert 5 < sum(share > 0.3 for share in shares) < 40


def _dotted_share(wanted: RhythmRequest) -> float:
    events = [event for bar in compose(wanted).bars for event in bar.events]
    return sum(event.duration.numerator == 3 for event in events) / len(events)
