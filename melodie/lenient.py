"""Reads requests of services of a newer release, passing over values that are not known yet.

To people every unknown field is an error. A service asks by ``Prefer:
handling=lenient`` (RFC 7240) that unknown parts of what a request carries (a
score, bars) are ignored. What a request asks for is never passed over: a
service that does not know a choice cannot make it.
"""

from typing import Any, TypeVar

from flask import Response, after_this_request, request
from pydantic import BaseModel, ValidationError
from werkzeug.http import parse_dict_header

from melodie.contract import APPLIED_HEADER, LENIENT, PREFER_HEADER

M = TypeVar("M", bound=BaseModel)


def for_siblings_too(message: type[M]) -> type[M]:
    """Return ``message`` as the input of a route: strict, and lenient for clients that prefer it.

    Where something was passed over, the answer says so in ``Preference-Applied``.
    """

    def read(given: Any) -> M:
        try:
            return message.model_validate(given)
        except ValidationError:
            if not _may_pass_over(message, given):
                raise
        found = message.model_validate(given, extra="ignore")
        after_this_request(_tell)
        return found

    return type(
        message.__name__,
        (message,),
        {"__doc__": message.__doc__, "__module__": __name__, "model_validate": staticmethod(read)},
    )


def _may_pass_over(message: type[BaseModel], given: Any) -> bool:
    asked_for = given.keys() if isinstance(given, dict) else set()
    lenient = parse_dict_header(request.headers.get(PREFER_HEADER, "")).get("handling")
    return lenient == "lenient" and asked_for <= message.model_fields.keys()


def _tell(response: Response) -> Response:
    response.headers[APPLIED_HEADER] = LENIENT
    return response
