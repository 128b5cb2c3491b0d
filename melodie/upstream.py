"""The client that one service uses to call another.

Every call is a pure function of its body, so a call that broke off is simply
made again, a bounded number of times, with jitter.
"""

import copy
import logging
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final, Self, TypeVar

import requests
from pydantic import BaseModel, ValidationError

from melodie.contract import LENIENT, PREFER_HEADER
from melodie.errors import (
    FieldError,
    RequestRefused,
    UpstreamError,
    UpstreamRefused,
    UpstreamTimeout,
    UpstreamUnavailable,
)
from melodie.faults import UNKNOWN, read_fault
from melodie.sessions import SiblingSession
from melodie.tracing import HEADER, current_request_id

CONNECT_TIMEOUT: Final = 1.0
"""Seconds to wait for a connection; the services stand side by side."""

PIECE: Final = 1 << 16
"""Bytes of an answer that are held at a time."""

TOO_SLOW: Final = "The %(service)s service took too long."
BROKE_OFF: Final = "The %(service)s service broke off."
SILENT: Final = "The %(service)s service does not answer."
ODD: Final = "The %(service)s service gave an odd answer."
UNABLE: Final = "The %(service)s service cannot do this now."
NOT_YOURS: Final = (
    "The %(service)s service refused what we asked of it. "
    "That is no fault of yours; please try again in a few minutes."
)

log = logging.getLogger(__name__)
M = TypeVar("M", bound=BaseModel)


class Upstream:
    """A client of one service.

    Raises ``RequestRefused`` when the service found a field at fault, and another
    ``UpstreamError`` when it does not answer, in time, as the contract says.
    """

    def __init__(self, name: str, base_url: str, *, timeout: float, retries: int = 3) -> None:
        self.name = name
        self._base_url = base_url.rstrip("/")
        self._timeout = (CONNECT_TIMEOUT, timeout)
        self.session = SiblingSession(retries)

    def within(self, seconds: float) -> Self:
        """Return a client of the same service that waits at most so long for an answer."""
        hurried = copy.copy(self)
        hurried._timeout = (CONNECT_TIMEOUT, seconds)
        return hurried

    def get(self, path: str, reply: type[M]) -> M:
        """Fetch ``path`` and read the JSON answer as ``reply``."""
        request = self.session.prepared("GET", self._base_url + path)
        return self._read(self._call(request), reply)

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
            raise UpstreamTimeout(TOO_SLOW, service=self.name) from error
        except requests.RequestException as error:
            raise UpstreamUnavailable(BROKE_OFF, service=self.name) from error

    def _send(
        self, path: str, message: BaseModel, accept: str, *, stream: bool = False
    ) -> requests.Response:
        # An older service may not know a field; one at its default is left out.
        body = message.model_dump_json(exclude_defaults=True).encode()
        headers = {
            "Content-Type": "application/json",
            "Accept": accept,
            PREFER_HEADER: LENIENT,
        }
        request = self.session.prepared("POST", self._base_url + path, headers, body)
        return self._call(request, message, stream=stream)

    def _call(
        self,
        request: requests.PreparedRequest,
        asked: BaseModel | None = None,
        *,
        stream: bool = False,
    ) -> requests.Response:
        if request_id := current_request_id():
            request.headers[HEADER] = request_id
        try:
            response = self.session.send(
                request, timeout=self._timeout, stream=stream, allow_redirects=False
            )
        except requests.Timeout as error:
            raise UpstreamTimeout(TOO_SLOW, service=self.name) from error
        except requests.RequestException as error:
            raise UpstreamUnavailable(SILENT, service=self.name) from error
        if not response.ok:
            raise self._refusal(response, asked)
        return response

    def _read(self, response: requests.Response, reply: type[M]) -> M:
        try:
            # A newer service may answer with fields that are not known here.
            return reply.model_validate_json(response.content, extra="ignore")
        except ValidationError as error:
            log.exception("unreadable answer", extra={"upstream": self.name})
            raise UpstreamRefused(ODD, service=self.name) from error

    def _refusal(self, response: requests.Response, asked: BaseModel | None) -> UpstreamError:
        refused = response.status_code
        faults = _faults(response) if refused == requests.codes.unprocessable else ()
        where = {"upstream": self.name, "upstream_status": refused}
        log.warning("refused", extra=where | {"faults": [str(fault) for fault in faults]})
        if faults:
            values = [fault for fault in faults if fault.code != UNKNOWN]
            return RequestRefused(NOT_YOURS, asked, values, service=self.name)
        if refused == requests.codes.service_unavailable:
            return UpstreamUnavailable(UNABLE, service=self.name)
        if refused == requests.codes.gateway_timeout:
            return UpstreamTimeout(TOO_SLOW, service=self.name)
        return UpstreamRefused(UNABLE, service=self.name)


def _faults(response: requests.Response) -> list[FieldError]:
    """Return the fields that a 422 finds at fault; none where it is not one of our problems."""
    try:
        return [read_fault(fault) for fault in response.json()["errors"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []
