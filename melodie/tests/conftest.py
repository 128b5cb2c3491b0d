"""A service of nothing but what every service has, and routes that fail in every way."""

from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from threading import Thread

import pytest
import structlog
from apiflask import APIBlueprint, APIFlask
from flask.testing import FlaskClient

from melodie.contract import Message, RhythmRequest
from melodie.errors import EngravingError, InvalidInput, UpstreamTimeout
from melodie.lenient import for_siblings_too
from melodie.service import create_service
from melodie.settings import Settings
from melodie.tests.scripted import Script, handler_of


class Title(Message):
    """Something to say back."""

    title: str


def _blueprint() -> APIBlueprint:
    routes = APIBlueprint("sample", __name__)

    @routes.post("/v1/rhythms")
    @routes.input(for_siblings_too(RhythmRequest), arg_name="wanted")
    @routes.output(Title)
    def echo(wanted: RhythmRequest) -> Title:
        return Title(title=f"{wanted.bars} bars")

    @routes.get("/fail/<how>")
    @routes.output(Title)
    def fail(how: str) -> Title:
        raise {
            "field": InvalidInput.of("scale", "there is no such scale"),
            "engraving": EngravingError("The score could not be engraved."),
            "slow": UpstreamTimeout("The notes service took too long."),
        }.get(how, ZeroDivisionError("the password is hunter2"))

    return routes


def a_service(**options: object) -> APIFlask:
    """Make a service; ``options`` go to ``create_service``."""
    settings = Settings(max_body_bytes=1_000, revision="abc123")
    app = create_service("sample", settings, description="A sample.", **options)  # type: ignore[arg-type]  # whatever a test varies
    app.register_blueprint(_blueprint())
    return app


@pytest.fixture
def client() -> FlaskClient:
    return a_service().test_client()


@pytest.fixture(autouse=True)
def _no_request_at_work() -> Iterator[None]:
    structlog.contextvars.clear_contextvars()
    yield
    structlog.contextvars.clear_contextvars()


@pytest.fixture
def script() -> Iterator[Script]:
    """A real HTTP server on the loopback address that answers as a test scripts it."""
    script = Script()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(script))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    script.url = f"http://127.0.0.1:{server.server_port}"
    yield script
    script.hold.set()
    server.shutdown()
    thread.join()
    server.server_close()
