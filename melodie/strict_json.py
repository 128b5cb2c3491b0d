"""Reads JSON as RFC 8259 defines it, in bounded time: any body gives a value or a 400.

Python's own reader accepts more than that (``NaN``, UTF-16, a name given twice)
and raises other errors on the rest.
"""

import json
import math
from typing import Any, Final

from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import BadRequest

MAX_MEMBERS: Final = 64
"""Names in one object; no message of ours has half as many."""

MAX_DIGITS: Final = 20
"""Digits of the longest whole number that is read as one."""


class StrictJSON(DefaultJSONProvider):
    """Reads the bodies of requests strictly."""

    sort_keys = False

    def loads(self, s: str | bytes, **_: Any) -> Any:
        """Return the value of the JSON text ``s``; raises ``BadRequest`` with a sentence."""
        try:
            text = s if isinstance(s, str) else s.decode("utf-8")
            return json.loads(
                text,
                object_pairs_hook=_read_object,
                parse_int=_read_whole_number,
                parse_constant=_refuse_constant,
            )
        except UnicodeDecodeError as error:
            raise BadRequest("The body is not UTF-8.") from error
        except json.JSONDecodeError as error:
            where = f"line {error.lineno}, column {error.colno}"
            raise BadRequest(f"The body is not JSON: {error.msg}, {where}.") from error
        except RecursionError as error:
            raise BadRequest("The body nests too deeply.") from error


def _read_object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(members) > MAX_MEMBERS:
        raise BadRequest(f"An object in the body has more than {MAX_MEMBERS} names.")
    found = dict(members)
    if len(found) < len(members):
        names = [name for name, _ in members]
        twice = next(name for name in found if names.count(name) > 1)
        raise BadRequest(f"A name is given twice: {twice[:40]!a}.")
    return found


def _read_whole_number(digits: str) -> int | float:
    """Return the number; one out of every range becomes a float, which no field takes as whole."""
    if digits == "-0":
        return -0.0
    return int(digits) if len(digits) <= MAX_DIGITS else math.copysign(math.inf, float(digits[:2]))


def _refuse_constant(name: str) -> None:
    raise BadRequest(f"The body is not JSON: {name} is no number there.")
