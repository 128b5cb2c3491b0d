"""The frontend as an app for gunicorn."""

import os
import secrets
from collections.abc import Mapping
from typing import Final

from apiflask import APIFlask
from flask import Flask, Response, request

from melodie import __version__
from melodie.problems import problem_response
from melodie.service import create_service
from melodie.settings import ServerSettings, SettingsError, load
from service1_frontend.ideas.composer import Ideas
from service1_frontend.library.database import attach_database, check_answers
from service1_frontend.library.families import Families
from service1_frontend.library.melodies import Library
from service1_frontend.library.migrating import check_migrated
from service1_frontend.library.shelf_lists import ShelfLists
from service1_frontend.library.shelves import Shelves
from service1_frontend.making.analyses import Analyses
from service1_frontend.making.maker import build_maker
from service1_frontend.making.printing import Printing
from service1_frontend.services import Services
from service1_frontend.settings import FrontendSettings
from service1_frontend.shelf.taking import Taking
from service1_frontend.variations.twisting import build_twister
from service1_frontend.web.api import api
from service1_frontend.web.app_state import (
    ANALYSES,
    FAMILIES,
    IDEAS,
    MAKER,
    PRINTING,
    SETTINGS,
    SHELF_LISTS,
    SHELVES,
    TAKING,
    TWISTER,
)
from service1_frontend.web.assets import bootstrap, serve_static
from service1_frontend.web.errors import error_page
from service1_frontend.web.files import files
from service1_frontend.web.headers import check_hosts, protect
from service1_frontend.web.home import home
from service1_frontend.web.ideas import ideas
from service1_frontend.web.languages import speak
from service1_frontend.web.melodies import melodies
from service1_frontend.web.mounting import mount
from service1_frontend.web.note_sounds import note_sounds
from service1_frontend.web.playing import playing
from service1_frontend.web.shelf import shelf
from service1_frontend.web.shelf_files import shelf_files
from service1_frontend.web.twists import twists
from service1_frontend.web.twists_api import twists_api
from service1_frontend.web.unkept import unkept
from service1_frontend.web.variations import variations
from service1_frontend.web.varied_api import varied_api
from service1_frontend.web.worksheets import worksheets

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
        template_folder="web/templates",
    )
    engine = attach_database(app, settings.database_url, settings.database_pool)
    _equip(app, settings, upstreams or Services.at(settings), Library(engine))
    _attach_shelves(app, Shelves(engine), ShelfLists(engine))
    app.extensions[FAMILIES] = Families(engine)
    _configure(app, settings)
    _register(app)
    mount(app, settings.path, proxies=settings.trusted_proxies)
    return app


def _equip(app: Flask, settings: FrontendSettings, services: Services, library: Library) -> None:
    """Give ``app`` what its views work with."""
    threads = load(ServerSettings, os.environ).threads
    maker = build_maker(settings, services, library, settings.kept_address, threads=threads)
    app.extensions[MAKER] = maker
    app.extensions[ANALYSES] = Analyses(services, seconds=settings.compose_timeout)
    app.extensions[PRINTING] = Printing(maker)
    app.extensions[IDEAS] = Ideas(services, maker.limits)
    app.extensions[TWISTER] = build_twister(maker, seconds=settings.options_seconds)
    app.extensions[SETTINGS] = settings


def _attach_shelves(app: Flask, shelves: Shelves, lists: ShelfLists) -> None:
    app.extensions[SHELVES], app.extensions[SHELF_LISTS] = shelves, lists
    app.extensions[TAKING] = Taking(app.extensions[MAKER], lists)


def _register(app: Flask) -> None:
    for blueprint in (
        home,
        ideas,
        melodies,
        variations,
        twists,
        unkept,
        note_sounds,
        files,
        playing,
        shelf,
        shelf_files,
        worksheets,
        api,
        varied_api,
        twists_api,
        bootstrap(),
    ):
        app.register_blueprint(blueprint)


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
    app.jinja_env.globals["version"] = __version__
    # What Jinja decides leaves no blank lines behind.
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    speak(app)
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
