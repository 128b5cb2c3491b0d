"""Whatever JSON is sent, to any service, the answer is a problem that says what is wrong."""

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.conftest import Clients
from tests.hostile.services import ENDPOINTS, Endpoint, problem_in, send

FIELDS = [
    pytest.param(endpoint, field, id=f"{endpoint.service}-{field}")
    for endpoint in ENDPOINTS
    for field in endpoint.right
]
AN_ENDPOINT = pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda e: e.service)

NUMBERS = (
    *("1e400", "-1e400", "1E+999999999", "-0", "-0.0", "0.5", "1e-400", "7.0"),
    *("9" * 4299, "9" * 5000, "-" + "9" * 5000, f"{'1' * 5000}.5", "9007199254740993"),
)
CONSTANTS = ("NaN", "Infinity", "-Infinity")
TEXTS = (r'"\ud800"', r'"\udfff\ud800"', r'"a\u0000b"', '"' + "x" * 12_000 + '"')
NESTED = tuple(opening * 500 + "0" + closing * 500 for opening, closing in ("[]", ('{"a":', "}")))
LONG = (
    json.dumps(["x"] * 3_000),
    json.dumps([{}] * 3_000),
    json.dumps([[]] * 4_000),
    json.dumps({str(i): i for i in range(900)}),
)
HOSTILE = (*NUMBERS, *CONSTANTS, *TEXTS, *NESTED, *LONG)

YES_OR_NO = re.compile("(?<=: )(true|false)")
"""A member that is one of the two, wherever in a message."""

leaves = st.sampled_from(HOSTILE)
hostile_values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(lambda found: f"[{','.join(found)}]")
        | st.tuples(st.sampled_from(("", "a", "bars", r"\ud800", "a.b/c~d")), inner).map(
            lambda found: f'{{"{found[0]}":{found[1]}}}'
        )
    ),
    max_leaves=4,
)


@pytest.mark.parametrize(("endpoint", "field"), FIELDS)
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(raw=hostile_values)
def test_a_hostile_value_in_any_field_is_a_problem(
    clients: Clients, endpoint: Endpoint, field: str, raw: str
) -> None:
    problem_in(send(clients[endpoint.service], endpoint, endpoint.with_field(field, raw)))


@pytest.mark.parametrize("raw", NUMBERS)
@AN_ENDPOINT
def test_a_number_that_does_not_fit_names_its_field(
    clients: Clients, endpoint: Endpoint, raw: str
) -> None:
    field = "paper" if endpoint.service == "lilypond" else "seed"
    found = problem_in(send(clients[endpoint.service], endpoint, endpoint.with_field(field, raw)))
    assert [fault["field"] for fault in found["errors"]] == [field]


@pytest.mark.parametrize("raw", ["0", "1", "-0", "0.0", '"false"', '"yes"', '"0"'])
@AN_ENDPOINT
def test_only_true_and_false_are_yes_and_no(clients: Clients, endpoint: Endpoint, raw: str) -> None:
    right = json.dumps(endpoint.right)
    places = [found.span() for found in YES_OR_NO.finditer(right)]
    assert places
    for begin, end in places:
        body = right[:begin] + raw + right[end:]
        problem_in(send(clients[endpoint.service], endpoint, body.encode()))


BODIES = {
    "empty": b"",
    "nested lists": b"[" * 100_000,
    "closed nested lists": b"[" * 7_000 + b"]" * 7_000,
    "nested objects": b'{"a":' * 100_000,
    "UTF-8 with a byte order mark": "\ufeff{}".encode(),
    "UTF-16": "{}".encode("utf-16"),
    "UTF-32": "{}".encode("utf-32"),
    "no UTF-8": b'{"name":"\xff\xfe"}',
    "a half character in UTF-8": b'{"name":"\xed\xa0\x80"}',
    "a constant": b"NaN",
    "a number": b"1e400",
    "a long number": b"9" * 10_000,
    "null": b"null",
    "a list": b"[]",
    "text": b'"\\ud800"',
    "two values": b"{}{}",
    "cut off": b'{"name": "x',
    "a control character": b'{"name": "a\nb"}',
    "a half character as a name": rb'{"\ud800": 1}',
    "a long name": b'{"' + b"x" * 15_000 + b'": 1}',
    "a name of dots": b'{"' + b"." * 15_000 + b'": 1}',
}


@pytest.mark.parametrize("kind", BODIES)
@AN_ENDPOINT
def test_a_hostile_body_is_a_problem(clients: Clients, endpoint: Endpoint, kind: str) -> None:
    problem_in(send(clients[endpoint.service], endpoint, BODIES[kind]))


@AN_ENDPOINT
def test_the_message_that_is_broken_here_is_right_as_it_is(
    clients: Clients, endpoint: Endpoint
) -> None:
    body = json.dumps(endpoint.right).encode()
    assert send(clients[endpoint.service], endpoint, body).status_code in {200, 201}


@pytest.mark.parametrize(("endpoint", "field"), FIELDS)
def test_a_name_given_twice_is_refused(clients: Clients, endpoint: Endpoint, field: str) -> None:
    member = json.dumps({field: endpoint.right[field]})[1:-1]
    once = json.dumps({n: v for n, v in endpoint.right.items() if n != field})[1:-1]
    body = "{" + ",".join(part for part in (once, member, member) if part) + "}"
    found = problem_in(send(clients[endpoint.service], endpoint, body.encode()))
    assert field in found["detail"]


@AN_ENDPOINT
def test_twenty_faults_are_named_and_the_rest_is_counted(
    clients: Clients, endpoint: Endpoint
) -> None:
    body = json.dumps(endpoint.right | {f"no{i}": i for i in range(30)}).encode()
    found = problem_in(send(clients[endpoint.service], endpoint, body))
    assert len(found["errors"]) == 20
    assert "and 27 more" in found["detail"]
