"""The one part of a file that a ``Range`` header asks for (RFC 9110, section 14)."""

import re
from typing import Final

_ONE_RANGE: Final = re.compile(r"bytes=[ \t,]*([0-9]*)-([0-9]*)[ \t,]*", re.IGNORECASE)

MOST_DIGITS: Final = 18
"""No file is so large that its bytes are counted with more."""


class NotSatisfiable(ValueError):
    """The range lies outside the file."""


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and the last byte asked for of a file of ``size`` bytes.

    None means the whole file: a server may ignore ``Range``, and we do for
    several ranges, for other units and for what cannot be read. Raises
    ``NotSatisfiable``.
    """
    found = _ONE_RANGE.fullmatch(header)
    if found is None or found.groups() == ("", ""):
        return None
    first, last = (_number(digits) for digits in found.groups())
    if first is None:  # the last so many bytes
        first, last = max(0, size - (last or 0)), size - 1
    elif last is not None and last < first:
        return None
    if first >= size:
        raise NotSatisfiable
    return first, size - 1 if last is None else min(last, size - 1)


def _number(digits: str) -> int | None:
    if not digits:
        return None
    digits = digits.lstrip("0") or "0"
    return int(digits) if len(digits) <= MOST_DIGITS else 10**MOST_DIGITS
