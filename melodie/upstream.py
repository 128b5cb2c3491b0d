"""The client that one service uses to call another.

Every call is a pure function of its body, so a call that broke off is simply
made again, a bounded number of times, with jitter.
"""

import errno
import logging
import socket
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final, Self, TypeVar

import requests
from pydantic import BaseModel, ValidationError
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection
from urllib3.exceptions import ReadTimeoutError
from urllib3.util.retry import Retry

from melodie.errors import (
    FieldError,
    InvalidInput,
    MelodieError,
    UpstreamRefused,
    UpstreamTimeout,
    UpstreamUnavailable,
)
from melodie.tracing import HEADER, current_request_id

CONNECT_TIMEOUT: Final = 1.0
"""Seconds to wait for a connection; the services stand side by side."""

PIECE: Final = 1 << 16
"""Bytes of an answer that are held at a time."""

_SILENCE: Final = tuple(
    (socket.IPPROTO_TCP, getattr(socket, name), value)
    for name, value in {
        "TCP_KEEPIDLE": 2,  # seconds
        "TCP_KEEPINTVL": 1,  # seconds
        "TCP_KEEPCNT": 2,
        "TCP_USER_TIMEOUT": 3000,  # milliseconds
    }.items()
    if hasattr(socket, name)  # not every system can be told all of them
)
"""A host that died says nothing: its connections break within seconds, to be made anew."""

log = logging.getLogger(__name__)
M = TypeVar("M", bound=BaseModel)


class Upstream:
    """One service, seen by its callers.

    Raises ``InvalidInput`` when the service found a field at fault, and an
    ``UpstreamError`` when it is away, too slow, or makes no sense.
    """

    def __init__(self, name: str, base_url: str, *, timeout: float, retries: int = 3) -> None:
        self.name = name
        self._base_url = base_url.rstrip("/")
        self._timeout = (CONNECT_TIMEOUT, timeout)
        self.session = _session(retries)

    def get(self, path: str, reply: type[M]) -> M:
        """Fetch ``path`` and read the JSON answer as ``reply``."""
        return self._read(self._call("GET", path), reply)

    def post(self, path: str, message: BaseModel, reply: type[M]) -> M:
        """Send ``message`` as JSON and read the JSON answer as ``reply``."""
        return self._read(self._send(path, message, "application/json"), reply)

    def fetch(
        self, path: str, message: BaseModel, media_type: str, into: BinaryIO
    ) -> Mapping[str, str]:
        """Send ``message`` as JSON and write the answer's bytes, of ``media_type``, to ``into``.

        Returns the answer's headers. Never holds the whole answer in memory;
        what ``into`` raises is passed on.
        """
        with self._send(path, message, media_type, stream=True) as response:
            into.writelines(self._pieces(response))
            return response.headers

    def _pieces(self, response: requests.Response) -> Iterator[bytes]:
        try:
            yield from response.iter_content(PIECE)
        except requests.ConnectionError as error:  # too slow, as ``requests`` says it
            raise UpstreamTimeout(f"The {self.name} service took too long.") from error
        except requests.RequestException as error:
            raise UpstreamUnavailable(f"The {self.name} service broke off.") from error

    def _send(
        self, path: str, message: BaseModel, accept: str, **options: Any
    ) -> requests.Response:
        body = message.model_dump_json().encode()
        headers = {"Content-Type": "application/json", "Accept": accept}
        return self._call("POST", path, data=body, headers=headers, **options)

    def _call(self, method: str, path: str, **options: Any) -> requests.Response:
        headers = options.pop("headers", {})
        if request_id := current_request_id():
            headers[HEADER] = request_id
        try:
            response = self.session.request(
                method,
                self._base_url + path,
                headers=headers,
                timeout=self._timeout,
                allow_redirects=False,
                **options,
            )
        except requests.Timeout as error:
            raise UpstreamTimeout(f"The {self.name} service took too long.") from error
        except requests.RequestException as error:
            raise UpstreamUnavailable(f"The {self.name} service does not answer.") from error
        if not response.ok:
            raise self._refusal(response)
        return response

    def _read(self, response: requests.Response, reply: type[M]) -> M:
        try:
            return reply.model_validate_json(response.content)
        except ValidationError as error:
            log.exception("unreadable answer", extra={"upstream": self.name})
            raise UpstreamRefused(f"The {self.name} service gave an odd answer.") from error

    def _refusal(self, response: requests.Response) -> MelodieError:
        detail = f"The {self.name} service cannot do this now."
        if response.status_code == requests.codes.unprocessable:
            return self._invalid(response)
        log.warning(
            "refused", extra={"upstream": self.name, "upstream_status": response.status_code}
        )
        if response.status_code == requests.codes.service_unavailable:
            return UpstreamUnavailable(detail)
        if response.status_code == requests.codes.gateway_timeout:
            return UpstreamTimeout(f"The {self.name} service took too long.")
        return UpstreamRefused(detail)

    def _invalid(self, response: requests.Response) -> MelodieError:
        try:
            problem = response.json()
            fields = [FieldError(fault["field"], fault["detail"]) for fault in problem["errors"]]
            return InvalidInput(problem["detail"], fields)
        except (ValueError, KeyError, TypeError):
            return UpstreamRefused(f"The {self.name} service gave an odd answer.")


class _Retry(Retry):
    """Tries anew what broke off, but not what took too long: a slow answer is slow again."""

    def increment(self, *args: Any, **told: Any) -> Self:
        error = told.get("error")
        if isinstance(error, ReadTimeoutError) and not _fell_silent(error):
            raise error
        return super().increment(*args, **told)


def _fell_silent(error: ReadTimeoutError) -> bool:
    """Say whether it was not our patience that ended: the system gave the other end up."""
    return getattr(error.__cause__, "errno", None) == errno.ETIMEDOUT


class _Adapter(HTTPAdapter):
    """Holds connections that notice when the other end has fallen silent."""

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        alive = (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        options["socket_options"] = [*HTTPConnection.default_socket_options, alive, *_SILENCE]
        super().init_poolmanager(*args, **options)


def _session(retries: int) -> requests.Session:
    policy = _Retry(
        total=retries,
        backoff_factor=0.1,
        backoff_jitter=0.1,
        status_forcelist=(502, 503),
        allowed_methods=None,  # POST too: every call is a pure function of its body
        respect_retry_after_header=False,
        raise_on_status=False,
    )
    session = requests.Session()
    session.trust_env = False
    adapter = _Adapter(pool_maxsize=32, max_retries=policy)
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session
