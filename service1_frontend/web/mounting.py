"""Serving under a path, such as ``https://example.org/music``.

A server in front may strip the path (as a proxy with ``X-Forwarded-Prefix``
does) or leave it on: either way the app sees its own paths, and every address
it makes begins with the path.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, cast

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_PATH: Final = re.compile(r"(/[A-Za-z0-9._~-]+)+")


def mount(app: Flask, path: str, *, proxies: int) -> None:
    """Serve ``app`` under ``path``; if that is empty, under what the server in front says.

    ``proxies`` is how many in front are believed. Cookies are for the path
    alone, and travel as safely as the page did.
    """
    app.session_interface = _Sessions()
    own = {rule.rule.split("/")[1] for rule in app.url_map.iter_rules()}
    app.wsgi_app = _Mounted(app.wsgi_app, path, own)  # type: ignore[method-assign]
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_prefix=proxies
        )


class _Mounted:
    """Tells ``app`` its path, and takes it off where it was left on."""

    def __init__(self, app: "WSGIApplication", path: str, own: set[str]) -> None:
        self._app = app
        self._path = path
        self._own = own
        """First parts of the app's own paths, which may or may not have been stripped."""

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        root = self._path or self._said(environ)
        environ["SCRIPT_NAME"] = root
        asked = cast("str", environ.get("PATH_INFO", ""))
        if root and root.split("/")[1] not in self._own and f"{asked}/".startswith(f"{root}/"):
            environ["PATH_INFO"] = asked.removeprefix(root)
        return self._app(environ, start_response)

    def _said(self, environ: "WSGIEnvironment") -> str:
        said = environ.get("SCRIPT_NAME", "").rstrip("/")
        return said if _PATH.fullmatch(said) else ""


class _Sessions(SecureCookieSessionInterface):
    def get_cookie_path(self, _app: Flask) -> str:
        return request.root_path or "/"

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure or super().get_cookie_secure(app)
