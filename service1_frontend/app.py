"""The frontend as an app for gunicorn."""

import os
import secrets
from collections.abc import Mapping
from typing import Final

from apiflask import APIFlask
from flask import Flask, Response, request

from melodie.problems import problem_response
from melodie.service import create_service
from melodie.settings import ServerSettings, SettingsError, load
from service1_frontend.api import api
from service1_frontend.assets import bootstrap, serve_static
from service1_frontend.current import SETTINGS, STUDIO
from service1_frontend.database import attach_database, check_answers
from service1_frontend.headers import check_hosts, protect
from service1_frontend.melodies import Library
from service1_frontend.migrating import check_migrated
from service1_frontend.mounting import mount
from service1_frontend.pages import error_page, pages
from service1_frontend.services import Services
from service1_frontend.settings import FrontendSettings
from service1_frontend.studio import open_studio

MAX_RECIPE_BYTES: Final = 16_384
"""The largest body a recipe needs, as a form or as JSON, and several times that."""

MACHINE_PATHS = ("/api/", "/openapi.json", "/livez", "/readyz", "/version", "/metrics")


def create_app(
    settings: FrontendSettings | None = None, upstreams: Services | None = None
) -> APIFlask:
    """Make the app; without ``settings`` they are read from the environment.

    ``upstreams`` stand in for the sibling services that the settings name.
    """
    settings = settings or _read_settings(os.environ)
    app = create_service(
        "service1_frontend",
        settings,
        description="Makes melodies, and keeps them.",
        checks={
            "database": lambda: check_answers(engine),
            "migrations": lambda: check_migrated(engine),
        },
        render_error=_render_error,
        static_folder=None,  # ``serve_static`` does
    )
    engine = attach_database(app, settings.database_url, settings.database_pool)
    services = upstreams or Services.at(settings)
    app.extensions[STUDIO] = open_studio(
        settings,
        services,
        Library(engine),
        settings.kept_address,
        threads=load(ServerSettings, os.environ).threads,
    )
    app.extensions[SETTINGS] = settings
    _configure(app, settings)
    for blueprint in (pages, api, bootstrap()):
        app.register_blueprint(blueprint)
    mount(app, settings.path, proxies=settings.trusted_proxies)
    return app


def _read_settings(environ: Mapping[str, str]) -> FrontendSettings:
    settings = load(FrontendSettings, environ)
    if settings.secret_key is None and load(ServerSettings, environ).workers > 1:
        # Each would refuse the forms that the others gave out.
        raise SettingsError("MELODIE_SECRET_KEY: must be set where several processes serve")
    return settings


def _configure(app: Flask, settings: FrontendSettings) -> None:
    app.config.update(
        MAX_CONTENT_LENGTH=min(settings.max_body_bytes, MAX_RECIPE_BYTES),
        SECRET_KEY=settings.secret_key or secrets.token_hex(),
        SESSION_COOKIE_NAME="melodie",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=(settings.public_url or "").startswith("https:"),
        WTF_CSRF_TIME_LIMIT=None,  # a form left open overnight still works
    )
    # What Jinja decides leaves no blank lines behind.
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    serve_static(app)
    protect(app)
    check_hosts(app, settings.host_names)


def _render_error(error: Exception) -> Response:
    """Answer programs with a problem, and people with a page."""
    accepts = request.accept_mimetypes
    prefers_json = accepts["application/json"] > accepts["text/html"]
    if request.path.startswith(MACHINE_PATHS) or prefers_json:
        return problem_response(error)
    return error_page(error)
