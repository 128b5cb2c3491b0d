"""Lets one service call another inside one process: requests to a WSGI app."""

from contextvars import copy_context
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from werkzeug.test import Client, TestResponse

from melodie.upstream import Upstream

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class WsgiAdapter(BaseAdapter):
    """Answers the requests of a ``requests.Session`` by calling ``app``."""

    def __init__(self, app: "WSGIApplication") -> None:
        super().__init__()
        self._app = app

    def send(self, request: PreparedRequest, *_: Any, **__: Any) -> Response:
        """Call the app; what is said of timeouts, TLS and proxies does not apply."""
        # A context of its own, as in another process: the called app must not
        # see, nor clear, what the caller has bound to its request.
        answer: TestResponse = copy_context().run(self._call, request)
        response = Response()
        response.status_code = answer.status_code
        response.reason = answer.status
        response.headers = CaseInsensitiveDict(answer.headers.items())
        response.raw = BytesIO(answer.data)
        response.url = request.url or ""
        response.request = request
        return response

    def close(self) -> None:
        """Nothing is held open."""

    def _call(self, request: PreparedRequest) -> TestResponse:
        url = urlsplit(request.url or "")
        options: dict[str, Any] = {
            "method": request.method,
            "base_url": f"{url.scheme}://{url.netloc}",
            "query_string": url.query,
            "headers": dict(request.headers),
            "data": request.body,
        }
        return Client(self._app).open(url.path, **options)


def upstream_to(name: str, app: "WSGIApplication") -> Upstream:
    """Return a client of ``app`` that stays inside this process."""
    upstream = Upstream(name, f"http://{name}.test", timeout=5)
    upstream.session.mount("http://", WsgiAdapter(app))
    return upstream
