"""Where a request ends, whatever comes and however it is cut."""

import re

import pytest
from gunicorn.config import Config
from gunicorn.http import get_parser
from gunicorn.http.errors import InvalidHeader, LimitRequestHeaders
from hypothesis import given
from hypothesis import strategies as st

from melodie.server.framing import Frame, frame_of

HEAD_BYTES, BODY_BYTES = 2_000, 5_000
NAMES = st.text(alphabet="abcXYZ-", min_size=1, max_size=12).filter(
    lambda name: name.lower() not in {"content-length", "transfer-encoding", "expect"}
)
VALUES = st.text(alphabet="abc 123;=/", max_size=20)
FIELDS = st.lists(st.tuples(NAMES, VALUES), max_size=8)
BODIES = st.binary(max_size=200)


def found(received: bytes) -> Frame | None:
    return frame_of(received, head_bytes=HEAD_BYTES, body_bytes=BODY_BYTES)


def request(fields: list[tuple[str, str]], body: bytes | None) -> bytes:
    headers = [f"{name}: {value}" for name, value in fields]
    headers += [] if body is None else [f"Content-Length: {len(body)}"]
    return "\r\n".join(["POST / HTTP/1.1", *headers, "", ""]).encode() + (body or b"")


@given(FIELDS, BODIES, st.binary(max_size=50))
def test_a_request_ends_where_its_head_says(
    fields: list[tuple[str, str]], body: bytes, after: bytes
) -> None:
    whole = request(fields, body)
    frame = found(whole + after)
    assert frame is not None
    assert (frame.size, frame.body) == (len(whole), len(body))
    assert not frame.unread


@given(FIELDS, BODIES, st.data())
def test_it_is_the_same_however_the_bytes_arrive(
    fields: list[tuple[str, str]], body: bytes, data: st.DataObject
) -> None:
    whole = request(fields, body)
    come = data.draw(st.integers(0, len(whole)))
    head = len(whole) - len(body)
    assert found(whole[:come]) == (found(whole) if come >= head else None)


@given(FIELDS, BODIES)
def test_gunicorns_parser_finds_the_same_body(fields: list[tuple[str, str]], body: bytes) -> None:
    whole = request(fields, body)
    frame = found(whole)
    assert frame is not None
    parsed = next(get_parser(Config(), [whole[: frame.size]], ("127.0.0.1", 1)))
    assert parsed.body.read() == body


@pytest.mark.parametrize(
    "lines",
    [
        "Transfer-Encoding: chunked",
        "transfer-encoding : chunked",
        "Content-Length: 3\r\nTransfer-Encoding: chunked",
        "Content-Length: 3\r\nContent-Length: 3",
        "Content-Length: +3",
        "Content-Length: 3, 3",
        "Content-Length: -1",
        "Content-Length: 1_0",
        "Content-Length:",
        f"Content-Length: {BODY_BYTES + 1}",
        f"content-length: {'9' * 400}",
    ],
)
def test_a_body_that_will_not_be_read_is_not_waited_for(lines: str) -> None:
    head = f"POST / HTTP/1.1\r\nHost: a\r\n{lines}\r\n\r\n".encode()
    assert found(head + b"abc") == Frame(len(head), unread=True)


def test_a_client_may_wait_for_100_continue_before_its_body() -> None:
    head = b"POST / HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: 3\r\n\r\n"
    assert found(head) == Frame(len(head), 3, waits=True)


@pytest.mark.parametrize("start", [b"GET / HTTP/1.1\r\nX: ", b"", b"GET /"])
def test_a_head_that_is_too_long_is_not_waited_for(start: bytes) -> None:
    with pytest.raises(LimitRequestHeaders):
        found(start + b"a" * HEAD_BYTES)
    with pytest.raises(LimitRequestHeaders):
        found((start + b"a" * HEAD_BYTES) + b"\r\n\r\n")


def test_a_head_whose_lines_end_otherwise_never_ends() -> None:
    with pytest.raises(InvalidHeader):
        found(b"GET / HTTP/1.1\nHost: a\n\n")


@given(st.binary(max_size=300))
def test_any_bytes_have_a_frame_or_need_more(received: bytes) -> None:
    try:
        frame = found(received)
    except (InvalidHeader, LimitRequestHeaders):
        return
    assert (frame is None) == (re.search(rb"\r\n\r\n", received) is None)
