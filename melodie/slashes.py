"""Redirects an address with a slash at its end to the one without."""

from flask import Flask, redirect, request, url_for
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Response as AnyResponse


def redirect_slashes(app: Flask) -> None:
    """Redirect (308, so that a body is sent again) where the path without its last slash is one."""

    @app.before_request
    def lead() -> AnyResponse | None:
        if not isinstance(request.routing_exception, NotFound) or not request.path.endswith("/"):
            return None
        found = _without_slash(app)
        return None if found is None else redirect(found, 308)


def _without_slash(app: Flask) -> str | None:
    """Return the address, built from its route and not from what was sent (no open redirect)."""
    adapter = app.create_url_adapter(request)
    assert adapter is not None  # noqa: S101 - there is one for every request
    try:
        endpoint, values = adapter.match(request.path.rstrip("/"), method=request.method)
    except HTTPException:
        return None
    query = request.query_string.decode("latin-1")
    return url_for(endpoint, **values) + (f"?{query}" if query else "")
