"""Errors as RFC 9457 problems: one shape for every service and every status."""

import logging
from bisect import bisect_left
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any, Final

from apiflask import APIFlask, HTTPError
from flask import Response, g
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import HTTPException

from melodie.errors import MAX_FAULTS, FieldError, InvalidInput, MelodieError, Param
from melodie.faults import fault_of, faults_of
from melodie.tracing import told_path

PROBLEM_TYPE: Final = "application/problem+json"
ABOUT: Final = "/problems/"
"""Problem types are relative references: stable names, not pages to visit."""

Render = Callable[[Exception], Response]
"""Turns an error into an answer."""

log = logging.getLogger(__name__)


class FieldProblem(BaseModel):
    """One field at fault: its name, where it is in the body, and why, as a sentence and a code."""

    field: str
    pointer: str
    detail: str
    code: str
    params: dict[str, Param]


class Problem(BaseModel):
    """RFC 9457 problem details, with the fields at fault and the request id."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str
    errors: list[FieldProblem] = []


def problem_of(error: Exception) -> Problem:
    """Return an error as a problem for the public, without the text of an unforeseen error."""
    if isinstance(error, MelodieError):
        return _problem(error.slug, error.title, error.status, error.detail, _fields(error))
    if isinstance(error, HTTPError) and error.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
        return problem_of(_invalid_input(error))
    status = _http_status(error)
    phrase = HTTPStatus(status).phrase
    detail = getattr(error, "description", None) or getattr(error, "message", None) or phrase
    if status >= 500:
        detail = "This is our mistake, not yours. Nothing was lost; please try again."
    slug = phrase.lower().replace(" ", "-")
    return _problem(slug, phrase, status, str(detail), [])


def problem_response(error: Exception) -> Response:
    """Return the answer for ``error``: its problem as JSON, with its status and headers."""
    problem = problem_of(error)
    response = Response(
        problem.model_dump_json(exclude_none=True), problem.status, mimetype=PROBLEM_TYPE
    )
    for header, value in error_headers(error).items():
        response.headers[header] = value
    return response


def error_headers(error: Exception) -> dict[str, str]:
    """Return the headers that belong to an error, such as Allow or Retry-After."""
    if isinstance(error, MelodieError) and error.retry_after is not None:
        return {"Retry-After": str(error.retry_after)}
    if isinstance(error, HTTPException):
        return {name: value for name, value in error.get_headers() if name == "Allow"}
    headers: dict[str, Any] = getattr(error, "headers", None) or {}
    return dict(headers)


def handle_problems(app: APIFlask, render: Render = problem_response) -> None:
    """Make ``app`` answer every error by ``render``, and log those that are ours."""

    def answer(error: Exception) -> Response:
        if _http_status(error) >= 500:
            log.error("request failed", exc_info=error, extra={"path": told_path()})
        return render(error)

    app.error_processor(answer)
    for kind in (MelodieError, HTTPException, Exception):
        app.register_error_handler(kind, answer)


def document_problems(spec: dict[str, Any]) -> dict[str, Any]:
    """Return an OpenAPI document in which every error is a problem."""
    schemas = spec.setdefault("components", {}).setdefault("schemas", {})
    template = "#/components/schemas/{model}"
    schema = Problem.model_json_schema(ref_template=template)
    schemas |= schema.pop("$defs", {})
    schemas["Problem"] = schema
    for unused in ("ValidationError", "HTTPError"):
        schemas.pop(unused, None)
    content = {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path in spec.get("paths", {}).values():
        for operation in path.values():
            if not isinstance(operation, dict) or "responses" not in operation:
                continue
            for status in _possible_errors(operation):
                described = operation["responses"].setdefault(str(status), {})
                described["description"] = HTTPStatus(status).phrase
                described["content"] = content
    return spec


def _possible_errors(operation: dict[str, Any]) -> set[int]:
    declared = {int(status) for status in operation["responses"] if int(status) >= 400}
    with_body = {400, 411, 413, 415, 422} if "requestBody" in operation else set()
    return declared | with_body | {414, 431, 500, 503}


def _http_status(error: Exception) -> int:
    status = getattr(error, "status", None) or getattr(error, "code", None)
    status = status or getattr(error, "status_code", None)
    return status if isinstance(status, int) else 500


def _invalid_input(error: HTTPError) -> InvalidInput:
    found = list(_found(error))
    names = sorted(fault.field for fault in found)
    faults = [fault for fault in found if not _holds_another(fault.field, names)]
    return InvalidInput.naming(faults[:MAX_FAULTS], len(faults))


def _found(error: HTTPError) -> Iterator[FieldError]:
    """Yield what a validator found; what raised ``error`` knows more than its words."""
    if isinstance(error.__cause__, ValidationError):
        yield from faults_of(error.__cause__)
        return
    places = error.detail.values() if isinstance(error.detail, dict) else ()
    for place in places:
        for name, messages in place.items():
            yield from (fault_of(name, message) for message in messages)


def _holds_another(name: str, names: list[str]) -> bool:
    """Return whether one of the sorted ``names`` lies within the field called ``name``.

    A list of faulty items is not at fault itself.
    """
    inner = f"{name}."
    place = bisect_left(names, inner)
    return place < len(names) and names[place].startswith(inner)


def _fields(error: MelodieError) -> list[FieldProblem]:
    return [
        FieldProblem(
            field=fault.field,
            pointer="" if fault.field == "_schema" else "/" + fault.field.replace(".", "/"),
            detail=fault.detail,
            code=fault.code,
            params=dict(fault.params),
        )
        for fault in error.fields
    ]


def _problem(
    slug: str, title: str, status: int, detail: str, fields: list[FieldProblem]
) -> Problem:
    return Problem(
        type=ABOUT + slug,
        title=title,
        status=status,
        detail=detail,
        request_id=g.get("request_id", ""),
        errors=fields,
    )
