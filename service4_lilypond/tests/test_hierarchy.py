from fractions import Fraction

import pytest

from melodie.score import TimeSignature
from service4_lilypond.hierarchy import NOWHERE, UNIT, hierarchy, printed_beats
from tests.builders import metre


@pytest.mark.parametrize(
    ("given", "same_as"),
    [
        (metre("4/4", 1, 1, 1, 1), metre("4/4", 2, 2)),
        (metre("4/4", 4), metre("4/4", 2, 2)),
        (metre("3/4", 1, 1, 1), metre("3/4", 3)),
        (metre("2/4", 1, 1), metre("2/4", 2)),
        (metre("6/8", 6), metre("6/8", 3, 3)),
        (metre("5/8", 5), metre("5/8", 3, 2)),
        (metre("7/8", 3, 4), metre("7/8", 3, 2, 2)),
        (metre("9/8", 9), metre("9/8", 3, 3, 3)),
    ],
)
def test_groups_fall_into_twos_and_threes(given: TimeSignature, same_as: TimeSignature) -> None:
    assert hierarchy(given).levels == hierarchy(same_as).levels


@pytest.mark.parametrize(
    ("signature", "strengths"),
    [
        ("4/4", [0, 4, 3, 4, 2, 4, 3, 4]),
        ("3/4", [0, 4, 3, 4, 3, 4]),
        ("6/8", [0, 3, 3, 2, 3, 3]),
        ("12/8", [0, 3, 3, 2, 3, 3, 1, 3, 3, 2, 3, 3]),
        ("2/2", [0, 5, 4, 5, 3, 5, 4, 5]),
    ],
)
def test_quavers_stand_at_places_of_these_strengths(signature: str, strengths: list[int]) -> None:
    metrical = hierarchy(metre(signature))
    assert [metrical.strength(Fraction(i, 8)) for i in range(len(strengths))] == strengths


def test_a_barline_is_strongest_on_both_sides() -> None:
    metrical = hierarchy(metre("7/8", 2, 2, 3))
    assert metrical.strength(Fraction(0)) == metrical.strength(Fraction(7, 8)) == 0


def test_inside_a_tuplet_there_is_no_border() -> None:
    metrical = hierarchy(metre("4/4"))
    assert metrical.strength(Fraction(1, 12)) == NOWHERE
    assert metrical.strongest_between(Fraction(1, 6), Fraction(1, 5))[0] > UNIT


def test_nothing_lies_inside_the_shortest_stretch() -> None:
    metrical = hierarchy(metre("4/4"))
    assert metrical.strongest_between(Fraction(0), Fraction(1, 2**14)) == (NOWHERE, ())


@pytest.mark.parametrize(
    ("signature", "length"), [("4/4", "1/4"), ("2/2", "1/4"), ("6/8", "3/8"), ("7/8", "1/4")]
)
def test_the_beat_is_a_crotchet_or_a_short_group(signature: str, length: str) -> None:
    groups = (2, 2, 3) if signature == "7/8" else ()
    metrical = hierarchy(metre(signature, *groups))
    assert metrical.stretch(metrical.beat_level, Fraction(0)) == (Fraction(0), Fraction(length))


@pytest.mark.parametrize(
    ("signature", "printed"),
    [
        (metre("4/4"), "4"),
        (metre("4/4", 1, 1, 1, 1), "4"),
        (metre("6/8"), "6"),
        (metre("5/8", 3, 2), "5"),
        (metre("5/8", 2, 3), "2+3"),
        (metre("5/4", 3, 2), "5"),
        (metre("5/4", 2, 3), "2+3"),
        (metre("7/8", 2, 2, 3), "7"),
        (metre("7/8", 2, 3, 2), "2+3+2"),
        (metre("7/8", 3, 2, 2), "3+2+2"),
        (metre("8/8", 3, 3, 2), "3+3+2"),
    ],
    ids=str,
)
def test_only_unusual_groups_are_printed(signature: TimeSignature, printed: str) -> None:
    assert printed_beats(signature) == printed
