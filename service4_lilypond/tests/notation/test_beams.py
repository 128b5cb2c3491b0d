from itertools import pairwise

import pytest
from hypothesis import given, settings

from melodie.score import Score
from melodie.time_signature import TimeSignature
from service4_lilypond.notation.notation import notate
from service4_lilypond.notation.written import Beam
from service4_lilypond.tests.shorthand import rhythm, written
from tests.builders import time_signature
from tests.scores import scores

IN_7 = time_signature("7/8", 2, 2, 3)
IN_5 = time_signature("5/8", 3, 2)
EIGHT = " ".join(["8"] * 8)
SIXTEEN = " ".join(["16"] * 16)


@pytest.mark.parametrize(
    ("signature", "played", "expected"),
    [
        ("4/4", EIGHT, "8[ 8 8 8] 8[ 8 8 8]"),
        ("4/4", SIXTEEN, "16[ 16 16 16] 16[ 16 16 16] 16[ 16 16 16] 16[ 16 16 16]"),
        ("4/4", "8 8 8 16 16 2", "8[ 8] 8[ 16 16] 2"),
        ("4/4", "8. 16 16 8. 2", "8.[ 16] 16[ 8.] 2"),
        ("4/4", "8 4 8 4 4", "8 4 8 4 4"),
        ("4/4", "r8 8 8 8 2", "r8 8[ 8 8] 2"),
        ("4/4", "8 r8 8 8 2", "8 r8 8[ 8] 2"),
        ("4/4", "4. 8 8 4.", "4. 8 8[ 8~] 4"),
        ("2/2", EIGHT, "8[ 8 8 8] 8[ 8 8 8]"),
        ("3/4", "8 8 8 8 8 8", "8[ 8 8 8 8 8]"),
        ("3/4", "4. 8 8 8", "4. 8 8[ 8]"),
        ("3/4", "r8 8 8 8 8 8", "r8 8 8[ 8 8 8]"),
        ("3/4", "8 16 16 8 8 8 8", "8[ 16 16] 8[ 8] 8[ 8]"),
        ("6/8", "8 8 8 8 8 8", "8[ 8 8] 8[ 8 8]"),
        ("6/8", "16 16 16 16 16 16 8. 16 8", "16[ 16 16 16 16 16] 8.[ 16 8]"),
        ("6/8", "r8 8 8 8 4", "r8 8[ 8] 8 4"),
        ("12/8", f"{EIGHT} 8 8 8 8", "8[ 8 8] 8[ 8 8] 8[ 8 8] 8[ 8 8]"),
        (IN_5, "8 8 8 8 8", "8[ 8 8] 8[ 8]"),
        (IN_7, "8 8 8 8 8 8 8", "8[ 8] 8[ 8] 8[ 8 8]"),
        (IN_7, "16 16 16 16 8 8 4.", "16[ 16 16 16] 8[ 8] 4."),
        ("4/4", "8t 8t 8t 8 8 2", "{8[ 8 8]} 8[ 8] 2"),
        ("4/4", "16t 16t 16t 8 4 2", "{16[ 16 16} 8] 4 2"),
        ("4/4", "16t 16t 16t 16t 16t 16t 4 2", "{16[ 16 16} {16 16 16]} 4 2"),
        ("4/4", "r8t 8t 8t 8 8 2", "{r8 8[ 8]} 8[ 8] 2"),
        ("4/4", "4t 8t 8t 4t 8 8 4", "{4 8} {8 4} 8[ 8] 4"),
        ("4/4", "4t 8t 8t 8t 8t 2", "{4 8} {8[ 8 8]} 2"),
    ],
)
def test_beams_follow_the_beat_groups(
    signature: TimeSignature | str, played: str, expected: str
) -> None:
    assert written(rhythm(signature, played)) == [expected]


def test_a_tuplet_broken_by_a_rest_is_not_beamed_to_its_neighbours() -> None:
    assert written(rhythm("4/4", "r16t 16t 16t 8 4 2")) == ["{r16 16[ 16]} 8 4 2"]


def test_a_tuplet_torn_apart_is_beamed_to_nothing() -> None:
    assert written(rhythm("4/4", "16t 16 16t 16 16t 4 2")) == ["{16} 16 {16} 16 {16} 4 2"]


def test_the_shortest_values_are_beamed_by_the_eighth() -> None:
    played = " ".join(["64"] * 16) + " 4 2"
    assert written(rhythm("4/4", played))[0].count("[") == 2


@pytest.mark.parametrize(
    ("signature", "played", "second_beam"),
    [
        ("4/4", "8. 16 4 2", [Beam.BACKWARD_HOOK]),
        ("4/4", "16 8. 4 2", [Beam.FORWARD_HOOK]),
        ("4/4", "16 8 16 4 2", [Beam.FORWARD_HOOK, Beam.BACKWARD_HOOK]),
        ("6/8", "8. 16 8 4.", [Beam.BACKWARD_HOOK]),
        ("6/8", "8 16 8 16 4.", [Beam.FORWARD_HOOK, Beam.BACKWARD_HOOK]),
        ("4/4", "16 16 8 4 2", [Beam.BEGIN, Beam.END]),
        ("4/4", "8 16 16 4 2", [Beam.BEGIN, Beam.END]),
        ("4/4", "16 16 16 16 4 2", [Beam.BEGIN, Beam.CONTINUE, Beam.CONTINUE, Beam.END]),
    ],
)
def test_hooks_point_to_the_note_they_belong_to(
    signature: str, played: str, second_beam: list[Beam]
) -> None:
    (bar,) = notate(rhythm(signature, played)).bars
    assert [event.beams[1] for event in bar.events if len(event.beams) > 1] == second_beam


def test_inner_beams_break_at_the_eighth() -> None:
    (bar,) = notate(rhythm("4/4", " ".join(["32"] * 8) + " 4 2")).bars
    beams = [event.beams for event in bar.events[:8]]
    assert [levels[0] for levels in beams[3:5]] == [Beam.CONTINUE, Beam.CONTINUE]
    assert [levels[1:] for levels in beams[3:5]] == [(Beam.END,) * 2, (Beam.BEGIN,) * 2]


def test_two_small_tuplets_share_only_the_outer_beam() -> None:
    (bar,) = notate(rhythm("4/4", "16t 16t 16t 16t 16t 16t 4 2")).bars
    assert [event.beams[1] for event in bar.events[2:4]] == [Beam.END, Beam.BEGIN]


@pytest.mark.parametrize(
    ("played", "brackets"),
    [
        ("8t 8t 8t 4 2", 0),
        ("4t 8t 4 2", 1),
        ("r8t 8t 8t 4 2", 1),
        ("16t 16t 16t 16t 16t 16t 4 2", 2),
    ],
)
def test_a_beam_over_just_one_tuplet_replaces_its_bracket(played: str, brackets: int) -> None:
    (bar,) = notate(rhythm("4/4", played)).bars
    assert sum(event.bracket for event in bar.events) == brackets


@settings(max_examples=40)
@given(scores())
def test_every_beam_that_begins_ends(score: Score) -> None:
    for bar in notate(score).bars:
        for level in range(8):
            parts = [event.beams[level] for event in bar.events if len(event.beams) > level]
            joined = [part for part in parts if "hook" not in part]
            for left, right in pairwise([Beam.END, *joined, Beam.BEGIN]):
                goes_on = left in {Beam.BEGIN, Beam.CONTINUE}
                assert goes_on == (right in {Beam.CONTINUE, Beam.END})


@settings(max_examples=40)
@given(scores())
def test_only_notes_shorter_than_a_quarter_are_beamed(score: Score) -> None:
    for bar in notate(score).bars:
        for event in bar.events:
            flags = {8: 1, 16: 2, 32: 3, 64: 4, 128: 5, 256: 6}.get(event.undotted.denominator, 0)
            assert len(event.beams) in {0, flags}
            assert event.pitch or not event.beams
