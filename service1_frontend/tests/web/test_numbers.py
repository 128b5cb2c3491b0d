import pytest
from hypothesis import given
from hypothesis import strategies as st

from service1_frontend.web.numbers import MOST_DIGITS, number_or_text, whole_number


@given(st.integers(0, 10**MOST_DIGITS - 1))
def test_every_number_that_has_a_meaning_is_read(number: int) -> None:
    assert whole_number(str(number)) == number_or_text(str(number)) == number


@given(st.text(st.characters(exclude_characters="0123456789")))
def test_what_is_no_number_stays_as_it_was_typed(text: str) -> None:
    assert whole_number(text) is None
    assert number_or_text(text) == text


@pytest.mark.parametrize("text", ["9" * 5000, "-1", "٣", "²", "1e3", " 1", "1_0"])
def test_nothing_long_or_foreign_is_read(text: str) -> None:
    assert whole_number(text) is None
