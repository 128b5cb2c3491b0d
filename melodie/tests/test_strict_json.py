import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import BadRequest

from melodie.strict_json import StrictJSON
from melodie.tests.conftest import a_service

READER = StrictJSON(a_service())

numbers = st.integers(1 - 10**19, 10**20 - 1) | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
)


@given(values)
def test_any_json_is_read_as_everybody_reads_it(value: Any) -> None:
    assert READER.loads(json.dumps(value)) == value


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_whatever_it_is_it_is_read_or_refused(sent: bytes | str) -> None:
    with suppress(BadRequest):
        READER.loads(sent)


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (b"\xff", "UTF-8"),
        ("[1]".encode("utf-16"), "UTF-8"),
        ("\ufeff[1]".encode(), "BOM"),
        (b"[1", "line 1, column 3"),
        (b"[NaN]", "NaN"),
        (b"[-Infinity]", "-Infinity"),
        (b'{"a": 1, "a": 1}', "twice: 'a'"),
        (rb'{"\ud800": 1, "\ud800": 1}', r"twice: '\\ud800'"),
        (b"[" * 100_000, "deeply"),
        (b'{"a":' * 100_000, "deeply"),
        (json.dumps(dict.fromkeys(map(str, range(65)))).encode(), "more than 64"),
    ],
)
def test_what_is_not_json_is_refused_with_a_reason(sent: bytes, why: str) -> None:
    with pytest.raises(BadRequest) as refused:
        READER.loads(sent)
    assert why.replace(r"\\", "\\") in str(refused.value.description)


@pytest.mark.parametrize("sent", ["-0", "9" * 21, "-" + "9" * 20, "9" * 100_000, "1e400"])
def test_a_number_that_no_field_holds_is_never_whole(sent: str) -> None:
    assert isinstance(READER.loads(sent), float)


@pytest.mark.parametrize("sent", ["0", "9007199254740991", "-1"])
def test_a_whole_number_is_whole(sent: str) -> None:
    assert READER.loads(sent) == int(sent)
    assert isinstance(READER.loads(sent), int)
