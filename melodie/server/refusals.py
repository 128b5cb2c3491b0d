"""The answers that the server gives without the app: problems like the app's."""

import uuid
from http import HTTPStatus
from typing import Final

from gunicorn.http import errors

from melodie.problems import ABOUT, PROBLEM_TYPE, Problem
from melodie.tracing import HEADER

DETAILS: Final = {
    HTTPStatus.BAD_REQUEST: "This is not a request that can be read.",
    HTTPStatus.NOT_FOUND: "There is nothing at this address.",
    HTTPStatus.REQUEST_TIMEOUT: "The request took too long to arrive.",
    HTTPStatus.REQUEST_URI_TOO_LONG: "The address is too long.",
    HTTPStatus.EXPECTATION_FAILED: "Nothing but 100-continue can be expected.",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "The headers are too long, or too many.",
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        "This is our mistake, not yours. Nothing was lost; please try again."
    ),
    HTTPStatus.NOT_IMPLEMENTED: "This transfer coding is not read.",
    HTTPStatus.SERVICE_UNAVAILABLE: "Too much is being sent at once. Please try again.",
}

_STATUSES: Final[dict[type[Exception], HTTPStatus]] = {
    errors.ConfigurationProblem: HTTPStatus.NOT_FOUND,  # an address outside SCRIPT_NAME
    errors.LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    errors.ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
    errors.LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    errors.UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
}


def status_of(error: Exception) -> HTTPStatus:
    """Return the status of the answer to an error in a request or in the app."""
    if isinstance(error, errors.ParseException | errors.NoMoreData):
        return _STATUSES.get(type(error), HTTPStatus.BAD_REQUEST)
    return HTTPStatus.INTERNAL_SERVER_ERROR


def refusal(status: HTTPStatus, request_id: str | None = None) -> bytes:
    """Return a whole answer with this status; the connection is closed after it."""
    identifier = request_id or uuid.uuid4().hex
    problem = Problem(
        type=ABOUT + status.phrase.lower().replace(" ", "-"),
        title=status.phrase,
        status=status,
        detail=DETAILS[status],
        request_id=identifier,
    )
    body = problem.model_dump_json().encode()
    retry = "Retry-After: 2\r\n" if status == HTTPStatus.SERVICE_UNAVAILABLE else ""
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\nConnection: close\r\n{retry}"
        f"{HEADER}: {identifier}\r\nContent-Type: {PROBLEM_TYPE}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
