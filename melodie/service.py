"""The app factory of every service: health, problems, request ids, logs, metrics."""

import logging
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, cast

from apiflask import APIBlueprint, APIFlask
from flask import Blueprint, Response, request

from melodie import ENGINE_VERSION, __version__
from melodie.contract import Health, Version
from melodie.errors import FieldError, NotReady, UnsupportedMediaType
from melodie.lengths import refuse_what_is_too_long
from melodie.logs import configure_logging
from melodie.metrics import exposition, measure
from melodie.problems import Render, document_problems, handle_problems, problem_response
from melodie.settings import Settings
from melodie.slashes import redirect_slashes
from melodie.strict_json import StrictJSON
from melodie.tracing import trace

log = logging.getLogger(__name__)

METRICS_TEXT: Any = {"content": {"text/plain": {"schema": {"type": "string"}}}}

Check = Callable[[], object]
"""Raises when what a service depends on is not there."""


def create_service(
    name: str,
    settings: Settings,
    *,
    description: str,
    checks: Mapping[str, Check] | None = None,
    render_error: Render = problem_response,
    **flask_options: Any,
) -> APIFlask:
    """Make the app of one service, without its own routes.

    ``checks`` are the service's own dependencies, asked by ``/readyz``; a
    sibling service is never one of them, or one sick service makes all sick.
    ``flask_options`` go to Flask, such as ``static_folder``.
    """
    configure_logging(name, settings.log_level)
    app = APIFlask(
        name, title=name, version=__version__, docs_path=None, spec_path=None, **flask_options
    )
    app.config.update(
        AUTO_SERVERS=False,  # it would keep the host that the first request names
        MAX_CONTENT_LENGTH=settings.max_body_bytes,
        DESCRIPTION=description,
    )
    app.json = StrictJSON(app)
    trace(app)
    measure(app, name)
    handle_problems(app, render_error)
    refuse_what_is_too_long(app)
    redirect_slashes(app)
    app.spec_processor(document_problems)  # type: ignore[arg-type]
    app.before_request(_require_json)
    app.register_blueprint(_health(name, settings.revision, checks or {}))
    app.register_blueprint(_description(app))
    return app


def _require_json() -> None:
    """Refuse a body of another kind where JSON is read, instead of guessing."""
    routed = request.url_rule is not None  # a wrong path or method has its own answer
    reads_json = routed and "/v1/" in request.path and request.method == "POST"
    if reads_json and not request.is_json:
        raise UnsupportedMediaType("Send the body as application/json.")


def _health(name: str, revision: str, checks: Mapping[str, Check]) -> APIBlueprint:
    health = APIBlueprint("health", name, tag="health")

    @health.get("/livez")
    @health.output(Health)
    def live() -> Health:
        """Answer 200 while the process serves requests; dependencies are not checked."""
        return Health(status="ok")

    @health.get("/readyz")
    @health.output(Health)
    def ready() -> Health:
        """Answer 200 when the service's own dependencies answer, else 503."""
        missing = [what for what, check in checks.items() if not _passes(check)]
        if missing:
            faults = [FieldError(what, "is not there") for what in missing]
            raise NotReady(f"Not ready: {', '.join(missing)}.", faults)
        return Health(status="ok", checks=dict.fromkeys(checks, "ok"))

    @health.get("/version")
    @health.output(Version)
    def version() -> Version:
        """Return the version, the engine and the commit that run."""
        return Version(service=name, version=__version__, engine=ENGINE_VERSION, revision=revision)

    @health.get("/metrics")
    @health.doc(responses={200: METRICS_TEXT})
    def metrics() -> Response:
        """Return the metrics in Prometheus' text format."""
        return exposition()

    return health


def _description(app: APIFlask) -> Blueprint:
    blueprint = Blueprint("openapi", app.name)
    document = cache(lambda: cast("dict[str, Any]", app.spec))

    @blueprint.get("/openapi.json")
    def spec() -> dict[str, Any]:
        """Return the OpenAPI document of the endpoints."""
        return {**document(), "servers": [{"url": request.script_root or "/"}]}

    return blueprint


def _passes(check: Check) -> bool:
    try:
        check()
    except Exception as error:
        log.warning("not ready", exc_info=error)
        return False
    return True
