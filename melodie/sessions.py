"""The HTTP session between two services: what is alike in every call is prepared once."""

import errno
import socket
from collections.abc import Mapping
from typing import Any, Final, Self

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection
from urllib3.exceptions import ReadTimeoutError
from urllib3.util.retry import Retry

_SILENCE: Final = tuple(
    (socket.IPPROTO_TCP, getattr(socket, name), value)
    for name, value in {
        "TCP_KEEPIDLE": 2,  # seconds
        "TCP_KEEPINTVL": 1,  # seconds
        "TCP_KEEPCNT": 2,
        "TCP_USER_TIMEOUT": 3000,  # milliseconds
    }.items()
    if hasattr(socket, name)  # not every system has all of them
)
"""Connections to a host that is down break within seconds, so that a call is tried elsewhere."""


NOTHING: Final[Mapping[str, str]] = {}


class SiblingSession(requests.Session):
    """A session that knows no proxies and tries calls again that broke off, ``retries`` times.

    Its connections break within seconds when the host at the other end is down.
    """

    def __init__(self, retries: int) -> None:
        super().__init__()
        self.trust_env = False
        policy = _Retry(
            total=retries,
            backoff_factor=0.1,
            backoff_jitter=0.1,
            status_forcelist=(502, 503),
            allowed_methods=None,  # POST too: every call is a pure function of its body
            respect_retry_after_header=False,
            raise_on_status=False,
        )
        adapter = _Adapter(pool_maxsize=32, max_retries=policy)
        self.mount("http://", adapter)
        self.mount("https://", adapter)
        self._prepared: dict[tuple[str, str], requests.PreparedRequest] = {}

    def prepared(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] = NOTHING,
        body: bytes | None = None,
    ) -> requests.PreparedRequest:
        """Return a request for ``send``.

        ``url`` is one of a few: for each, what preparing it comes to is kept.
        """
        known = self._prepared.get((method, url))
        if known is None:
            known = self.prepare_request(requests.Request(method, url))
            self._prepared[method, url] = known
        request = known.copy()
        request.headers.update(headers)
        if body is not None:
            request.prepare_body(body, None)
        return request


class _Retry(Retry):
    """Retries calls that broke off, but not those that took too long: they would be slow again."""

    def increment(self, *args: Any, **options: Any) -> Self:
        error = options.get("error")
        if isinstance(error, ReadTimeoutError) and not _fell_silent(error):
            raise error
        return super().increment(*args, **options)


def _fell_silent(error: ReadTimeoutError) -> bool:
    """Return whether the system gave the other end up, and not our own read timeout."""
    return getattr(error.__cause__, "errno", None) == errno.ETIMEDOUT


class _Adapter(HTTPAdapter):
    """Makes connections with keepalive and a user timeout, which break when a host is down."""

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        alive = (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        options["socket_options"] = [*HTTPConnection.default_socket_options, alive, *_SILENCE]
        super().init_poolmanager(*args, **options)
