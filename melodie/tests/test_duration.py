from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from melodie.duration import Duration, Tuplet, total

DURATION: TypeAdapter[Fraction] = TypeAdapter(Duration)


@pytest.mark.parametrize("text", ["1/4", "3/8", "1", "1/12", "8", "5/64"])
def test_a_duration_reads_back_as_it_was_written(text: str) -> None:
    assert DURATION.dump_python(DURATION.validate_python(text)) == text


@pytest.mark.parametrize("value", ["0.25", "1/0", "-1/4", "1e9", "x", "", 0.25, 1, None, "9" * 99])
def test_a_duration_is_never_a_float(value: object) -> None:
    with pytest.raises(ValidationError):
        DURATION.validate_python(value)


@pytest.mark.parametrize("ratio", [(2, 3), (7, 4), (0, 0), (3, 0)])
def test_only_tuplets_that_can_be_engraved_are_made(ratio: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="can be written"):
        Tuplet(*ratio)


@given(st.lists(st.fractions(min_value=0, max_value=8, max_denominator=1000)))
def test_a_total_is_the_sum_and_is_reduced(durations: list[Fraction]) -> None:
    found = total(iter(durations))
    assert found == sum(durations)
    assert found.as_integer_ratio() == Fraction(sum(durations)).as_integer_ratio()
