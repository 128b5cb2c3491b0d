"""However long a request is, the work it makes grows no faster than its length."""

import json
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.hostile.conftest import Clients
from tests.hostile.services import ENDPOINTS, Endpoint, problem_in, send
from tests.work import calls_during

Shape = Callable[[Endpoint, int], object]


def in_any_list(endpoint: Endpoint, item: object, count: int) -> object:
    items = [item] * count
    if endpoint.service == "lilypond":
        return endpoint.right | {"score": endpoint.right["score"] | {"bars": items}}
    return endpoint.right | {"bars": items}


SHAPES: dict[str, Shape] = {
    "unknown fields": lambda e, n: e.right | {f"no{i}": i for i in range(n)},
    "faulty items": lambda e, n: in_any_list(e, {}, n),
    "items with faulty items": lambda e, n: in_any_list(
        e, {"events": [{"a": 1, "b": 2}] * (n // 20)}, 20
    ),
    "long text": lambda e, n: e.right | {"name": "x" * 16 * n, "seed": "\u0301" * 8 * n},
    "long names": lambda e, n: e.right | {".a" * n: 1, "/~" * n: 2},
    "names within names": lambda e, n: in_any_list(
        e, {".".join("a" * i): i for i in range(1, 60)}, n // 20
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda e: e.service)
@settings(max_examples=5, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(size=st.integers(1, 20).map(lambda twenties: 20 * twenties))
def test_twice_as_much_of_it_is_at_most_twice_the_work(
    clients: Clients, endpoint: Endpoint, shape: str, size: int
) -> None:
    def work(count: int) -> int:
        body = json.dumps(SHAPES[shape](endpoint, count)).encode()
        return calls_during(lambda: problem_in(send(clients[endpoint.service], endpoint, body)))

    work(size)  # what is made once is made now
    assert work(2 * size) <= 2.2 * work(size) + 500


@pytest.fixture(scope="module")
def composed() -> Iterator[list[int]]:
    """The lengths of all text that Unicode's composed form was asked of."""
    lengths: list[int] = []
    normalize = unicodedata.normalize

    def remembered(form: str, text: str) -> str:
        lengths.append(len(text))
        return normalize(form, text)  # type: ignore[arg-type]  # one of four

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unicodedata, "normalize", remembered)
        yield lengths


@pytest.mark.parametrize("mark", ["\u0301", "a\u0323\u0301", "\u1100\u1161", "\ufb2c"])
@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda e: e.service)
def test_no_long_text_is_composed(
    clients: Clients, composed: list[int], endpoint: Endpoint, mark: str
) -> None:
    for field in endpoint.right:
        for length in (300, 3_000, 30_000):
            body = endpoint.with_field(field, json.dumps(mark * length, ensure_ascii=False))
            problem_in(send(clients[endpoint.service], endpoint, body))
    assert max(composed, default=0) <= 240


@pytest.mark.parametrize("mark", ["\u0301", "a\u0323\u0301"])
def test_no_long_text_of_a_form_or_a_query_is_composed(
    clients: Clients, composed: list[int], mark: str
) -> None:
    client = clients["frontend"]
    for field in ENDPOINTS[0].right:
        for length in (300, 5_000):
            typed = {"name": "x", field: mark * length}
            assert client.post("/melodies", data=typed).status_code in {413, 422}
            assert client.get("/", query_string=typed).status_code in {200, 414}
    assert max(composed, default=0) <= 240
