"""What the edge refuses, so that who asked for it reads why."""

import json
import socket
from contextlib import ExitStack
from http.client import HTTPResponse
from typing import Any

import pytest
import requests

from tests.deployment.test_edge import (
    FRONTENDS,
    MAKE_RATE,
    Edge,
    edge,
    frontends,
    pytestmark,
)

__all__ = ["edge", "frontends", "pytestmark"]

PATIENCE = 20.0
HOUSE = 500
"""Connections that one address may have."""

PIECE = 20_000


class Client:
    """A client at an address of its own, which sends and reads just what it is told to."""

    def __init__(self, edge: Edge, address: str = "127.0.0.2") -> None:
        host, port = edge.url.removeprefix("http://").split(":")
        self.socket = socket.create_connection(
            (host, int(port)), timeout=PATIENCE, source_address=(address, 0)
        )

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def post(self, length: int, *, headers: str = "") -> None:
        head = f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n{headers}\r\n"
        self.socket.sendall(head.encode())

    def answer(self) -> tuple[HTTPResponse, dict[str, Any]]:
        response = HTTPResponse(self.socket)
        response.begin()
        return response, json.loads(response.read() or b"{}")

    def problem(self) -> int:
        response, told = self.answer()
        assert response.headers["Content-Type"] == "application/problem+json"
        assert told["status"] == response.status
        assert told["request_id"] == response.headers["X-Request-ID"]
        assert told["type"].startswith("/problems/")
        assert set(told) == {"type", "title", "status", "detail", "request_id", "errors"}
        return response.status


def get(edge: Edge, target: str, address: str) -> Client:
    client = Client(edge, address)
    client.socket.sendall(f"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
    return client


@pytest.mark.parametrize(
    "targets",
    [
        ["/metrics", "//metrics", "/%6detrics", "/./metrics", "/%2fmetrics", "/metrics/"],
        ["/METRICS", "/static/../metrics", "/static/%2e%2e/metrics", "///%6Detrics//", "/metrics."],
        ["/metrics?a=b", "/metrics;a", "/metrics%20", "/%2e/metrics", "/\\metrics", "/metrics%00"],
        ["http://a/metrics", "http://a//metrics", "/metric%73", "/metrics%2f", "/metrics#a"],
    ],
)
def test_metrics_are_for_the_inside_however_they_are_spelled(
    edge: Edge, targets: list[str]
) -> None:
    for number, target in enumerate(targets):
        with get(edge, target, f"127.0.1.{number}") as client:
            response = HTTPResponse(client.socket)
            response.begin()
            assert response.status in {400, 404}, target
    assert not any(frontend.asked for frontend in edge.frontends)


@pytest.mark.parametrize("target", ["/metricsx", "/static/metrics.css", "/readyz", "/?metrics"])
def test_what_is_only_spelled_like_it_is_not_refused(edge: Edge, target: str) -> None:
    with get(edge, target, "127.0.1.1") as client:
        assert client.answer()[1]["at"] in FRONTENDS


@pytest.mark.parametrize("size", [16_385, 200_000, 5_000_000, 20_000_000])
@pytest.mark.parametrize("at_once", [True, False])
def test_who_sends_too_much_reads_so(edge: Edge, size: int, at_once: bool) -> None:
    with Client(edge) as client:
        client.post(size)
        step = size if at_once else PIECE
        for sent in range(0, size, step):
            client.socket.sendall(b"x" * min(step, size - sent))
        assert client.problem() == 413
    assert not any(frontend.asked for frontend in edge.frontends)


def test_who_waits_to_send_too_much_need_not_send_it(edge: Edge) -> None:
    with Client(edge) as client:
        client.post(16_385, headers="Expect: 100-continue\r\n")
        assert client.problem() == 413


def test_a_body_whose_length_is_not_told_is_refused(edge: Edge) -> None:
    with Client(edge) as client:
        client.socket.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(50):
            client.socket.sendall(b"4e20\r\n" + b"x" * PIECE + b"\r\n")
        client.socket.sendall(b"0\r\n\r\n")
        assert client.problem() == 411


def test_as_much_as_a_recipe_may_be_arrives(edge: Edge) -> None:
    body = b"x" * 16_384
    headers = {"Expect": "100-continue"}
    for told in ({}, headers):
        answer = requests.post(edge.url, data=body, headers=told, timeout=PATIENCE)
        assert answer.json()["headers"]["content-length"] == str(len(body))


def test_who_is_too_greedy_reads_so_while_sending(edge: Edge) -> None:
    for _ in range(MAKE_RATE):
        with Client(edge) as client:
            client.post(1)
            client.socket.sendall(b"x")
            assert client.answer()[0].status == 200
    with Client(edge) as client:
        client.post(5_000_000)
        client.socket.sendall(b"x" * 5_000_000)
        response, told = client.answer()
        assert (response.status, told["status"]) == (429, 429)
        assert int(response.headers["Retry-After"]) > 0


@pytest.mark.parametrize(
    "request_",
    [
        b"nonsense\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n odd: x\r\n\x00\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 40_000 + b"\r\n\r\n",
    ],
)
def test_what_cannot_be_read_is_not_a_frontends_affair(edge: Edge, request_: bytes) -> None:
    # HAProxy 2.6 lets nobody choose what such an answer says (HAProxy's issue 3032).
    with Client(edge) as client:
        client.socket.sendall(request_)
        response = HTTPResponse(client.socket)
        response.begin()
        assert response.status == 400
    assert not any(frontend.asked for frontend in edge.frontends)


def test_who_sends_half_a_body_is_not_a_frontends_affair(edge: Edge) -> None:
    with ExitStack() as stays:
        for _ in range(MAKE_RATE):
            stays.enter_context(Client(edge)).post(10)
        for number in range(50):
            stays.enter_context(Client(edge, f"127.0.1.{number}")).post(10)
        assert requests.get(edge.url, timeout=PATIENCE).status_code == 200
        assert sum(frontend.asked for frontend in edge.frontends) == 1


def test_who_claims_to_be_a_proxy_is_not_believed(edge: Edge) -> None:
    claims = {
        **dict.fromkeys(["X-Forwarded-Prefix", "X-Forwarded-Port", "x-FORWARDED-anything"], "x"),
        **dict.fromkeys(["X_Forwarded_For", "SCRIPT_NAME", "PATH_INFO", "Forwarded"], "x"),
        "X-Forwarded-Proto": "https",
    }
    told = requests.get(edge.url, headers=claims, timeout=PATIENCE).json()["headers"]
    kept = {name.lower(): value for name, value in told.items() if "x" in value or "_" in name}
    assert "x" not in kept.values()
    assert told["x-forwarded-proto"] == "http"


def test_one_address_has_no_more_connections_than_a_house_full_of_people(edge: Edge) -> None:
    with ExitStack() as stays:
        for _ in range(HOUSE):
            stays.enter_context(Client(edge, "127.0.0.9"))
        with get(edge, "/", "127.0.0.10") as other:
            assert other.answer()[0].status == 200
        with pytest.raises(ConnectionError), Client(edge, "127.0.0.9") as one_more:
            one_more.answer()
