"""Prometheus metrics of requests: how many, how long, how they ended."""

import os
import time
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

REQUESTS = Counter(
    "melodie_requests", "Requests answered.", ["service", "method", "route", "status"]
)
SECONDS = Histogram(
    "melodie_request_seconds", "Seconds from a request to its answer.", ["service", "route"]
)


METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
"""Whatever else is sent is counted under one name: every label costs memory for good."""


def measure(app: Flask, service: str) -> None:
    """Count and time every request of ``app``, by route and never by raw path."""

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def finish(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "(none)"
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(service, method, route, str(response.status_code)).inc()
        SECONDS.labels(service, route).observe(time.perf_counter() - g.started)
        return response


def exposition() -> Response:
    """Return the metrics of this service, of all its processes where there are several."""
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), HTTPStatus.OK, content_type=CONTENT_TYPE_LATEST)
