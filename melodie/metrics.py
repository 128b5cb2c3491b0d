"""Prometheus metrics of requests: how many, how long, how they ended."""

import os
import time
from collections.abc import Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Final

from flask import Flask, Response, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    Metric,
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
"""Every other method is counted under one name, as each label takes memory for good."""


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


class _Filled(MultiProcessCollector):
    """Collects from files that hold something: one that a worker is just making cannot be read."""

    def collect(self) -> Iterable[Metric]:
        """Return the metrics of all processes, added up."""
        files = [str(file) for file in Path(self._path).glob("*.db") if file.stat().st_size]
        merged: Iterable[Metric] = self.merge(files)  # type: ignore[no-untyped-call]
        return merged


def exposition() -> Response:
    """Return the metrics of this service, of all its processes where there are several."""
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        _Filled(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), HTTPStatus.OK, content_type=CONTENT_TYPE_LATEST)
