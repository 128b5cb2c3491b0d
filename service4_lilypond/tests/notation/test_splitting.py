from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from melodie.metre import GROUP, hierarchy
from melodie.time_signature import TimeSignature
from service4_lilypond.notation.splitting import split_note, split_rest
from service4_lilypond.notation.written import is_value
from service4_lilypond.tests.shorthand import rhythm, values
from tests.builders import time_signature
from tests.scores import TIME_SIGNATURES

IN_7 = time_signature("7/8", 2, 2, 3)
IN_5 = time_signature("5/8", 2, 3)
IN_5_LONG = time_signature("5/4", 3, 2)
IN_5_LONG_TURNED = time_signature("5/4", 2, 3)
IN_6_LONG = time_signature("6/4", 3, 3)


@pytest.mark.parametrize(
    ("signature", "played", "expected"),
    [
        ("4/4", "1", "1"),
        ("4/4", "2. 4", "2. 4"),
        ("4/4", "4. 8 2", "4. 8 2"),
        ("4/4", "4 2 4", "4 4~ 4 4"),
        ("4/4", "4 2.", "4 4~ 2"),
        ("4/4", "8 4 8 2", "8 4 8 2"),
        ("4/4", "8 4 4 4 8", "8 4 8~ 8 4 8"),
        ("4/4", "8 4. 2", "8 8~ 4 2"),
        ("4/4", "8 2~ 4.", "8 8~ 4~ 2"),
        ("4/4", "2~ 4. 8", "2~ 4. 8"),
        ("4/4", "8. 16 16 8. 2", "8. 16 16 8. 2"),
        ("4/4", "16 8 16 4 2", "16 8 16 4 2"),
        ("4/4", "8. 8 16 8 2", "8. 16~ 16 16 8 2"),
        ("3/4", "2.", "2."),
        ("3/4", "4 2", "4 2"),
        ("3/4", "4. 4.", "4. 8~ 4"),
        ("3/4", "8 4 4 8", "8 4 4 8"),
        ("3/4", "2~ 8 8", "2~ 8 8"),
        ("2/4", "8 4 8", "8 4 8"),
        ("2/2", "4 2 4", "4 2 4"),
        ("2/2", "2. 4", "2. 4"),
        ("6/8", "2.", "2."),
        ("6/8", "4 8 8 4", "4 8 8 4"),
        ("6/8", "2 4", "4.~ 8 4"),
        ("6/8", "4 4 4", "4 8~ 8 4"),
        ("6/8", "8. 16 8 4.", "8. 16 8 4."),
        ("6/8", "16 8. 8 4.", "16 8. 8 4."),
        ("9/8", "2. 4.", "2. 4."),
        ("9/8", "4. 2.", "4. 2."),
        ("9/8", "1 8", "2.~ 4 8"),
        ("9/8", "1~ 8", "2.~ 4."),
        ("12/8", "1.", "1."),
        ("12/8", "4. 2. 4.", "4. 4.~ 4. 4."),
        (IN_5, "4 4.", "4 4."),
        (IN_5, "4. 4", "4~ 8 4"),
        (IN_5, "2~ 8", "4~ 4."),
        (IN_7, "2 4.", "2 4."),
        (IN_7, "4. 4 4", "4~ 8 8~ 8 4"),
        (IN_7, "2~ 4.", "2~ 4."),
        (IN_5_LONG, "2. 2", "2. 2"),
        (IN_5_LONG, "2 2 4", "2 4~ 4 4"),
        (IN_5_LONG, "1 4", "2.~ 4 4"),
    ],
)
def test_notes_are_split_where_a_copyist_splits_them(
    signature: TimeSignature | str, played: str, expected: str
) -> None:
    assert values(rhythm(signature, played)) == [expected]


@pytest.mark.parametrize(
    ("signature", "played", "expected"),
    [
        ("4/4", "r1", "R1"),
        ("4/4", "r2 2", "r2 2"),
        ("4/4", "4 r2 4", "4 r4 r4 4"),
        ("4/4", "r2. 4", "r2 r4 4"),
        ("4/4", "8 r4. 2", "8 r8 r4 2"),
        ("4/4", "r8. 16 4 2", "r8 r16 16 4 2"),
        ("4/4", "r4 r8 r8 2", "r2 2"),
        ("3/4", "r2 4", "r4 r4 4"),
        ("3/4", "r4 r4 r4", "R2."),
        ("2/2", "r4 2.", "r4 4~ 2"),
        ("6/8", "r4. 4.", "r4. 4."),
        ("6/8", "r4 8 4.", "r4 8 4."),
        ("6/8", "8 r4 4.", "8 r8 r8 4."),
        ("12/8", "r2. 2.", "r2. 2."),
        ("12/8", "4. r2. 4.", "4. r4. r4. 4."),
        ("9/8", "r2. 4.", "r4. r4. 4."),
        (IN_7, "r2 4.", "r4 r4 4."),
        (IN_7, "r2 r4.", "R1*7/8"),
        (IN_7, "2 r4.", "2 r4."),
        (IN_5, "r4 4.", "r4 4."),
        (IN_5, "4 r4.", "4 r4."),
        (IN_5_LONG, "r2. 2", "r2 r4 2"),
        (IN_5_LONG, "r1 4", "r2 r4 r4 4"),
        (IN_5_LONG, "r4. 4. 2", "r4 r8 8~ 4 2"),
        (IN_5_LONG, "r2 4 2", "r4 r4 4 2"),
        (IN_5_LONG, "4 r1", "4 r4 r4 r2"),
        (IN_5_LONG_TURNED, "2 r2.", "2 r2 r4"),
        (IN_5_LONG_TURNED, "4 r1", "4 r4 r2 r4"),
        (IN_6_LONG, "r2. 2.", "r2. 2."),
    ],
)
def test_rests_are_split_more_strictly(
    signature: TimeSignature | str, played: str, expected: str
) -> None:
    assert values(rhythm(signature, played)) == [expected]


def test_a_pickup_is_split_as_the_end_of_its_bar() -> None:
    score = rhythm("4/4", "8 2", "1", pickup=True)
    assert values(score) == ["8 2", "1"]
    assert values(rhythm("4/4", "2 8", "1", pickup=True))[0] == "8~ 4. 8"
    assert values(rhythm("4/4", "r2", "1", pickup=True))[0] == "r2"


@pytest.mark.parametrize("signature", TIME_SIGNATURES, ids=str)
def test_a_dotted_rest_fills_a_beat_of_compound_time_or_several(signature: TimeSignature) -> None:
    metrical = hierarchy(signature)
    grain = Fraction(1, 16)
    places = [n * grain for n in range(int(signature.bar_length / grain) + 1)]
    for start, end in combinations(places, 2):
        if end - start == signature.bar_length:
            continue  # a bar's rest, which has a sign of its own
        now = start
        for value in split_rest(metrical, start, end):
            if value.numerator == 3:
                borders = metrical.levels[GROUP]
                assert {now, now + value} <= set(borders)
                assert 3 * Fraction(1, signature.unit) in _lengths(borders, now, now + value)
            now += value


def _lengths(borders: Sequence[Fraction], start: Fraction, end: Fraction) -> set[Fraction]:
    inside = [border for border in borders if start <= border <= end]
    return {later - earlier for earlier, later in pairwise(inside)}


spans = st.tuples(
    st.sampled_from(TIME_SIGNATURES),
    st.integers(0, 2**20),
    st.integers(1, 2**20),
    st.sampled_from((8, 64)),
)


@settings(max_examples=200)
@given(spans)
def test_every_split_adds_up_and_keeps_strong_places_visible(
    span: tuple[TimeSignature, int, int, int],
) -> None:
    signature, first, length, grain = span
    metrical = hierarchy(signature)
    cells = int(signature.bar_length * grain)
    start = Fraction(first % cells, grain)
    end = min(start + Fraction(length % cells + 1, grain), signature.bar_length)
    for split in (split_note, split_rest):
        parts = split(metrical, start, end)
        assert sum(parts) == end - start
        assert all(is_value(value) for value in parts)
        places = [start, *(start + done for done in accumulate(parts))]
        for begin, until in pairwise(places):
            level, _ = metrical.strongest_between(begin, until)
            assert level > GROUP or metrical.strength(begin) <= level
