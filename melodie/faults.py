"""What a validator finds at fault, with a code and parameters for each fault."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from pydantic import ValidationError

from melodie.errors import INVALID, FieldError, Param

MAX_FIELD: Final = 100
"""Characters of a field's name that an answer repeats."""

UNKNOWN: Final = "unknown"
"""The code of a field that the reader does not know: no value is at fault."""

CODES: Final[Mapping[str, str]] = {
    "missing": "missing",
    "missing_argument": "missing",
    "extra_forbidden": UNKNOWN,
    "unexpected_keyword_argument": UNKNOWN,
    "greater_than_equal": "too_small",
    "less_than_equal": "too_large",
    "int_type": "not_whole",
    "int_parsing": "not_whole",
    "int_parsing_size": "too_large",
    "int_from_float": "not_whole",
    "finite_number": "not_whole",
    "bool_type": "not_boolean",
    "string_type": "not_text",
    "string_unicode": "unprintable",
    "string_too_short": "too_short",
    "string_too_long": "too_long",
    "too_short": "too_short",
    "too_long": "too_long",
    "string_pattern_mismatch": "malformed",
    "literal_error": "not_offered",
    "value_error": INVALID,
}
"""By pydantic's names of its errors; those of our own are their codes themselves."""

PARAMS: Final[Mapping[str, str]] = {
    "ge": "least",
    "le": "most",
    "min_length": "least",
    "max_length": "most",
    "expected": "offered",
}
"""Our names of pydantic's parameters; all others are left out, except of our own errors."""

OURS: Final = frozenset(PARAMS.values())


def faults_of(error: ValidationError) -> Iterator[FieldError]:
    """Yield what is at fault, field by field, in the order in which it was found."""
    for found in error.errors(include_url=False, include_input=False):
        field = ".".join(map(str, found["loc"])) or "_schema"
        code = CODES.get(found["type"], found["type"])
        params = _params(found.get("ctx", {}), ours=found["type"] not in CODES)
        yield fault_of(field, found["msg"], code, params)


def fault_of(
    field: str, message: str, code: str = INVALID, params: Mapping[str, Param] | None = None
) -> FieldError:
    """Return a validator's message as the fault of a field, without the validator's preface.

    The field's name may be anything that a client sent: it is shortened, and
    halves of characters in it are replaced, as no answer can hold them.
    """
    named = field if len(field) <= MAX_FIELD else f"{field[:MAX_FIELD]}…"
    named = named.encode("utf-8", "replace").decode()
    return FieldError(named, message.removeprefix("Value error, "), code, params or {})


def read_fault(given: Any) -> FieldError:
    """Read a fault from a problem's JSON, which an older service gives without a code.

    Raises ``TypeError`` or ``KeyError`` for what is none.
    """
    field, detail, params = str(given["field"]), str(given["detail"]), given.get("params")
    known = params.items() if isinstance(params, dict) else ()
    return FieldError(field, detail, str(given.get("code", INVALID)), _scalars(known))


def _params(context: Mapping[str, Any], *, ours: bool) -> dict[str, Param]:
    named = ((PARAMS.get(name, name), value) for name, value in context.items())
    return _scalars((name, value) for name, value in named if ours or name in OURS)


def _scalars(named: Iterable[tuple[str, Any]]) -> dict[str, Param]:
    return {name: value for name, value in named if isinstance(value, str | int | float)}
