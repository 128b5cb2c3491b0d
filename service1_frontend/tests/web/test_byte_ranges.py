import pytest
from hypothesis import given
from hypothesis import strategies as st

from service1_frontend.web.byte_ranges import NotSatisfiable, byte_range

SIZE = 1000
HUGE = 10**5000  # more digits than Python reads
numbers = st.one_of(st.integers(0, 2 * SIZE), st.integers(10**15, 10**25), st.just(HUGE))


def digits(number: int) -> str:
    return "1" + "0" * 5000 if number == HUGE else f"{number}"


@given(first=st.integers(0, SIZE - 1), last=numbers)
def test_any_range_is_the_slice_of_it(first: int, last: int) -> None:
    found = byte_range(f"bytes={first}-{digits(last)}", SIZE)

    whole = range(SIZE)
    if last < first:
        assert found is None
    else:
        assert found == (whole[first : last + 1][0], whole[first : last + 1][-1])


@given(first=st.integers(0, SIZE - 1))
def test_an_open_range_goes_to_the_end(first: int) -> None:
    assert byte_range(f"bytes={first}-", SIZE) == (first, SIZE - 1)


@given(count=numbers.filter(bool))
def test_a_suffix_is_the_last_so_many_bytes(count: int) -> None:
    assert byte_range(f"bytes=-{digits(count)}", SIZE) == (max(0, SIZE - count), SIZE - 1)


@given(first=st.one_of(st.integers(SIZE, SIZE + 2), numbers.filter(lambda n: n >= SIZE)))
def test_what_begins_behind_the_end_cannot_be_had(first: int) -> None:
    with pytest.raises(NotSatisfiable):
        byte_range(f"bytes={digits(first)}-", SIZE)


@pytest.mark.parametrize("header", ["bytes=-0", "bytes=0-", "bytes=0-0", "bytes=-1"])
def test_an_empty_file_has_no_part(header: str) -> None:
    with pytest.raises(NotSatisfiable):
        byte_range(header, 0)


@pytest.mark.parametrize(
    "header",
    ["", "bytes", "bytes=", "bytes=-", "bytes=1", "bytes=0-1,3-4", "pages=1-2", "bytes=x-y",
     "bytes=2-1", "bytes=--1", "bytes=1--", "bytes=٣-٤", "bytes=0-1,x"],
)  # fmt: skip
def test_what_is_no_single_range_means_the_whole_file(header: str) -> None:
    assert byte_range(header, SIZE) is None


@pytest.mark.parametrize("header", ["Bytes=0-1", "bytes= 0-1", "bytes=,0-1,", "bytes=000-01"])
def test_a_range_may_be_written_loosely(header: str) -> None:
    assert byte_range(header, SIZE) == (0, 1)


@given(header=st.text(max_size=40))
def test_nothing_that_is_sent_breaks_it(header: str) -> None:
    for prefix in ("", "bytes="):
        try:
            found = byte_range(prefix + header, SIZE)
        except NotSatisfiable:
            continue
        assert found is None or 0 <= found[0] <= found[1] < SIZE
