from fractions import Fraction

import pytest

from service3_rhythm.time_signatures import TIME_SIGNATURES, time_signature_named
from service3_rhythm.vocabularies import VOCABULARIES, vocabulary_named


@pytest.mark.parametrize(
    ("rhythm", "denominators"),
    [
        ("short", {4, 8, 16, 32}),
        ("long", {1, 2, 4}),
        ("standard", {2, 4, 8, 16}),
        ("extremes", {1, 32, 64, 128}),
    ],
)
def test_the_first_version_s_vocabularies_are_kept(rhythm: str, denominators: set[int]) -> None:
    assert set(vocabulary_named(rhythm).durations) == {Fraction(1, d) for d in denominators}


def test_triplets_are_among_the_durations_of_their_vocabulary() -> None:
    assert {Fraction(1, 6), Fraction(1, 12)} < set(VOCABULARIES["triplet"].durations)


def test_gentle_common_time_is_the_default() -> None:
    assert next(iter(VOCABULARIES)) == "gentle"
    assert next(iter(TIME_SIGNATURES)) == "4/4"


def test_the_tempo_counts_what_a_musician_counts() -> None:
    units = {name: time_signature_named(name).beat_unit for name in TIME_SIGNATURES}
    assert {name for name, unit in units.items() if unit == Fraction(3, 8)} == {
        "3/8", "6/8", "9/8", "12/8",
    }  # fmt: skip
    assert {name for name, unit in units.items() if unit == Fraction(1, 2)} == {"2/2"}
